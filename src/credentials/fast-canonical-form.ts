import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '../ports/credential-signer.ts';
import type { ProofOptions } from './data-integrity.ts';
import { credentialsContextUrl, openBadgesContextUrl } from './document-loader.ts';
import { readTermTable, type TermTable } from './term-table.ts';

/**
 * The canonical form (RDFC-1.0) of a document of the award's shape, made directly. What the JSON-LD library
 * does in general (process contexts, expand, number blank nodes by comparing graphs) comes to little here: the
 * contexts are two that never change, and a blank node is an alignment or an identity, which hangs on a named node
 * and so is told from others by its own statements (RDFC-1.0 §4.6). Whatever is of another kind gives
 * undefined, and is then left to the library: another context, a context inside, a number, a null, an unknown term,
 * an address with unusual letters, blank nodes that join or equal one another.
 */
export type FastCanonicalForm = {
  /** Undefined: let the library do it. `kept` are parts that come back in many documents, as the same objects. */
  readonly of: (document: JsonObject, kept?: WeakSet<object>) => string | undefined;
  /** The same for a proof's options under those contexts. */
  readonly ofProof: (options: ProofOptions) => string | undefined;
};

/** Statements about named nodes, and for each blank node its statements with `blank` where its label goes. */
type Statements = {
  readonly lines: string[];
  readonly blanks: { readonly hash: string; readonly lines: string[] }[];
};

const blank = '\u0000';
const rdfType = '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>';
const xsdBoolean = 'http://www.w3.org/2001/XMLSchema#boolean';
const safeAddress = /^([a-z][a-z0-9+.-]*):[\w\-.~:/?#@!$&'()*+,;=%]+$/iu;

class Unusual extends Error {}

// eslint-disable-next-line no-control-regex -- canonical N-Quads escapes exactly these (RDFC-1.0 §5)
const escaped = /[\u0000-\u001f\u007f"\\]/gu;
const shortEscapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

function literal(text: string, datatype: string | undefined): string {
  const body = text.replace(
    escaped,
    (letter) =>
      shortEscapes[letter] ?? `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return datatype === undefined ? `"${body}"` : `"${body}"^^<${datatype}>`;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asArray(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [value];
}

function digest(lines: readonly string[]): string {
  return createHash('sha256')
    .update(
      lines
        .map((line) => line.replace(blank, '_:a'))
        .toSorted()
        .join(''),
      'utf8',
    )
    .digest('hex');
}

function typesOf(node: JsonObject): readonly string[] {
  return asArray(node['type'] ?? []).map((type) => {
    if (typeof type !== 'string') throw new Unusual();
    return type;
  });
}

function sayOfProof(predicate: string, object: string): string {
  return `_:c14n0 <${predicate}> ${object} .\n`;
}

function createWalker(table: TermTable) {
  const memory = new WeakMap<object, Statements>();

  const address = (text: JsonValue | undefined): string => {
    const match = typeof text === 'string' ? safeAddress.exec(text) : null;
    if (match === null || table.words.has(match[1] ?? '')) throw new Unusual();
    return `<${match[0]}>`;
  };

  /** Adds all that is said of a node and below it; `parent` is said first, of a blank node. */
  const walk = (
    node: JsonObject,
    into: Statements,
    kept: WeakSet<object> | undefined,
    parent?: string,
  ): void => {
    const named = node['id'] !== undefined;
    if (!named && parent === undefined) throw new Unusual();
    const subject = named ? address(node['id']) : blank;
    const own: string[] = named ? into.lines : [];
    if (!named && parent !== undefined) own.push(parent);
    const types = typesOf(node);
    for (const type of types) {
      const iri = table.typeIri(type);
      if (iri === undefined) throw new Unusual();
      own.push(`${subject} ${rdfType} <${iri}> .\n`);
    }
    const terms = table.termsOf(types);
    for (const [name, given] of Object.entries(node)) {
      if (name === 'id' || name === 'type') continue;
      const term = terms.get(name);
      if (term === undefined) throw new Unusual();
      const start = `${subject} <${term.iri}> `;
      for (const value of asArray(given)) {
        if (typeof value === 'string')
          own.push(`${start}${term.kind === 'node' ? address(value) : literal(value, term.datatype)} .\n`);
        else if (typeof value === 'boolean' && term.kind === 'text')
          own.push(`${start}${literal(String(value), term.datatype ?? xsdBoolean)} .\n`);
        else if (isObject(value)) {
          if (value['id'] === undefined) {
            // A blank node that hangs on a blank node is not told from others by its own statements alone.
            if (!named) throw new Unusual();
            walk(value, into, kept, `${start}${blank} .\n`);
          } else {
            own.push(`${start}${address(value['id'])} .\n`);
            enter(value, into, kept);
          }
        } else throw new Unusual();
      }
    }
    if (!named) {
      const lines = [...new Set(own)];
      into.blanks.push({ hash: digest(lines), lines });
    }
  };

  const enter = (node: JsonObject, into: Statements, kept: WeakSet<object> | undefined): void => {
    if (kept?.has(node) !== true) return walk(node, into, kept);
    let known = memory.get(node);
    if (known === undefined) {
      known = { lines: [], blanks: [] };
      walk(node, known, undefined);
      known.lines.sort();
      memory.set(node, known);
    }
    for (const line of known.lines) into.lines.push(line);
    for (const one of known.blanks) into.blanks.push(one);
  };

  return { walk, address };
}

/** Blank nodes get their labels in the order of their hashes (RDFC-1.0 §4.4.3 step 4). */
function assemble({ lines, blanks }: Statements): string {
  const inOrder = blanks.toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
  const all = new Set(lines);
  let before = '';
  let count = 0;
  for (const { hash, lines: own } of inOrder) {
    if (hash === before) throw new Unusual();
    before = hash;
    const label = `_:c14n${count++}`;
    for (const line of own) all.add(line.replace(blank, label));
  }
  return [...all].toSorted().join('');
}

function unlessUnusual(make: () => string): string | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof Unusual) return undefined;
    throw error;
  }
}

export async function createFastCanonicalForm(): Promise<FastCanonicalForm> {
  const { walk, address } = createWalker(await readTermTable());
  const expected = JSON.stringify([credentialsContextUrl, openBadgesContextUrl]);
  return {
    of(document, kept) {
      const { '@context': context, ...node } = document;
      if (JSON.stringify(context) !== expected) return undefined;
      return unlessUnusual(() => {
        const statements: Statements = { lines: [], blanks: [] };
        walk(node, statements, kept);
        return assemble(statements);
      });
    },
    ofProof(options) {
      return unlessUnusual(() => {
        const security = 'https://w3id.org/security#';
        return [
          sayOfProof(
            'http://purl.org/dc/terms/created',
            literal(options.created, 'http://www.w3.org/2001/XMLSchema#dateTime'),
          ),
          `_:c14n0 ${rdfType} <${security}DataIntegrityProof> .\n`,
          sayOfProof(`${security}cryptosuite`, literal(options.cryptosuite, `${security}cryptosuiteString`)),
          sayOfProof(`${security}proofPurpose`, `<${security}assertionMethod>`),
          sayOfProof(`${security}verificationMethod`, address(options.verificationMethod)),
        ].join('');
      });
    },
  };
}
