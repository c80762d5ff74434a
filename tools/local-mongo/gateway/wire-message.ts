import { serialize } from 'bson';
import { GatewayError } from './gateway-error.ts';
import { arrayElement, joinDocument, RawDocument } from './raw-document.ts';

/** The most that one message may measure, as `hello` promises (maxMessageSizeBytes). */
export const maxMessageSize = 48_000_000;

/** A command as it came: its document with the document sequences put in as arrays. */
export type Request = {
  readonly requestId: number;
  readonly command: RawDocument;
  /** The client reads no answer (moreToCome). */
  readonly silent: boolean;
  /** It came as OP_QUERY and is answered with OP_REPLY. */
  readonly legacy: boolean;
};

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const checksumPresent = 1;
const moreToCome = 2;

function parseMsg(requestId: number, message: Buffer): Request {
  if (message.length < 26) throw new GatewayError(17, 'ProtocolError', 'an OP_MSG without a body');
  const flags = message.readUInt32LE(16);
  if ((flags & 0xfffc) !== 0) {
    throw new GatewayError(17, 'ProtocolError', `unknown required OP_MSG flags ${flags}`);
  }
  const limit = message.length - ((flags & checksumPresent) === 0 ? 0 : 4);
  let at = 20;
  let body: RawDocument | undefined;
  const sequences: Buffer[] = [];
  while (at < limit) {
    const kind = message.readUInt8(at);
    if (at + 5 > limit) throw new GatewayError(17, 'ProtocolError', 'a truncated OP_MSG section');
    const size = message.readInt32LE(at + 1);
    const end = at + 1 + size;
    if (size < 5 || end > limit) throw new GatewayError(17, 'ProtocolError', 'a section past its OP_MSG');
    if (kind === 0) {
      if (body !== undefined) throw new GatewayError(17, 'ProtocolError', 'an OP_MSG with two bodies');
      body = new RawDocument(message.subarray(at + 1, end));
    } else if (kind === 1) {
      sequences.push(parseSequence(message.subarray(at + 5, end)));
    } else {
      throw new GatewayError(17, 'ProtocolError', `unknown OP_MSG section kind ${kind}`);
    }
    at = end;
  }
  if (body === undefined) throw new GatewayError(17, 'ProtocolError', 'an OP_MSG without a body');
  const command =
    sequences.length === 0
      ? body
      : new RawDocument(joinDocument([body.bytes.subarray(4, body.bytes.length - 1), ...sequences]));
  return { requestId, command, silent: (flags & moreToCome) !== 0, legacy: false };
}

function parseSequence(section: Buffer): Buffer {
  const nameEnd = section.indexOf(0);
  if (nameEnd < 1) throw new GatewayError(17, 'ProtocolError', 'a document sequence without a name');
  const documents: Buffer[] = [];
  let at = nameEnd + 1;
  while (at < section.length) {
    const size = at + 4 <= section.length ? section.readInt32LE(at) : 0;
    if (size < 5 || at + size > section.length) {
      throw new GatewayError(17, 'ProtocolError', 'a document past its sequence');
    }
    documents.push(section.subarray(at, at + size));
    at += size;
  }
  return arrayElement(section.toString('utf8', 0, nameEnd), documents);
}

function parseQuery(requestId: number, message: Buffer): Request {
  const nameEnd = message.indexOf(0, 20);
  const start = nameEnd + 9;
  if (nameEnd === -1 || start + 5 > message.length) {
    throw new GatewayError(17, 'ProtocolError', 'a truncated OP_QUERY');
  }
  const collection = message.toString('utf8', 20, nameEnd);
  if (!collection.endsWith('.$cmd')) {
    throw new GatewayError(352, 'UnsupportedOpQueryCommand', 'OP_QUERY is answered for hello alone');
  }
  const size = message.readInt32LE(start);
  if (size < 5 || start + size > message.length) {
    throw new GatewayError(17, 'ProtocolError', 'a document past its OP_QUERY');
  }
  const command = new RawDocument(message.subarray(start, start + size));
  return { requestId, command, silent: false, legacy: true };
}

/**
 * Reads one whole message (header included).
 *
 * @throws {GatewayError} ProtocolError or InvalidBSON when it is malformed; the connection can't go on then.
 */
export function parseMessage(message: Buffer): Request {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === opMsg) return parseMsg(requestId, message);
  if (opCode === opQuery) return parseQuery(requestId, message);
  throw new GatewayError(17, 'ProtocolError', `the op code ${opCode} is not served`);
}

let lastAnswer = 0;

/** The answer to a request, ready to be sent; `document` is an encoded document or an object. */
export function encodeAnswer(
  requestId: number,
  legacy: boolean,
  document: Buffer | Record<string, unknown>,
): Buffer[] {
  const body = Buffer.isBuffer(document) ? document : serialize(document, { ignoreUndefined: true });
  const headLength = legacy ? 36 : 21;
  const head = Buffer.alloc(headLength);
  lastAnswer = (lastAnswer + 1) & 0x7fffffff;
  head.writeInt32LE(headLength + body.length, 0);
  head.writeInt32LE(lastAnswer, 4);
  head.writeInt32LE(requestId, 8);
  head.writeInt32LE(legacy ? opReply : opMsg, 12);
  if (legacy) head.writeInt32LE(1, 32);
  return [head, Buffer.from(body.buffer, body.byteOffset, body.byteLength)];
}
