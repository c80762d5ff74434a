import { createHmac } from 'node:crypto';
import type { Socket } from 'node:net';

/**
 * A whole signed request as it goes over the wire: a client library would take more of the machine than what is
 * measured.
 */
export function signedRequest(
  body: string,
  secret: string,
  contentType = 'application/x-www-form-urlencoded',
): string {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return [
    'POST /slack/events HTTP/1.1',
    'Host: localhost',
    `Content-Type: ${contentType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Slack-Request-Timestamp: ${timestamp}`,
    `X-Slack-Signature: v0=${signature}`,
    '',
    body,
  ].join('\r\n');
}

/** Resolves with the answer to the request that was just written to a socket; rejects for any but 200. */
export function answered(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const take = (chunk: string) => {
      text += chunk;
      const head = text.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/iu.exec(text)?.[1] ?? 0);
      if (head === -1 || text.length < head + 4 + length) return;
      socket.off('data', take).off('close', gone);
      if (text.startsWith('HTTP/1.1 200')) resolve(text.slice(head + 4));
      else reject(new Error(text.slice(0, 100)));
    };
    const gone = () => reject(new Error('the connection ended'));
    socket.on('data', take).on('close', gone);
  });
}
