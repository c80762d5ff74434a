import { type Document, isMap, isNode, isScalar, isSeq, parseDocument, visit, type YAMLError } from 'yaml';
import { type FaultInFile, fileStart, type Place, placeAt } from './catalogue-fault.ts';

/** Keys and indexes that lead from the top of a file to a value. */
export type YamlPath = readonly PropertyKey[];

/** A YAML file whose values still know where they stand. */
export interface YamlFile {
  /** The plain data; `undefined` when the file is not YAML. */
  readonly data: unknown;
  readonly faults: readonly FaultInFile[];
  /** Whether there is something at the path (an explicit nothing counts). */
  has(path: YamlPath): boolean;
  /** Where the value stands; for a value that is not there, where the key that should hold it stands. */
  placeOf(path: YamlPath): Place;
  /** Where the key of the value stands. */
  placeOfKey(path: YamlPath): Place;
}

/**
 * Parses one document of YAML 1.2. Reports every syntax error, repeated key, alias and unknown tag; of a file
 * with only repeated keys the data is there, the last of them counting. Never throws.
 */
export function readYaml(text: string): YamlFile {
  try {
    return openDocument(text, parseDocument(text, { prettyErrors: false, stringKeys: true }));
  } catch (error) {
    const message = `not YAML that can be read: ${error instanceof Error ? error.message : String(error)}`;
    return unreadable([{ code: 'not-yaml', ...fileStart, message: oneLine(message) }]);
  }
}

function openDocument(text: string, document: Document.Parsed): YamlFile {
  const faults = [...document.errors, ...document.warnings].map((error) => syntaxFault(text, error));
  visit(document, {
    Alias(_, node) {
      const message = `alias *${node.source} is not allowed; write the value out`;
      faults.push({ code: 'alias-not-allowed', ...placeAt(text, node.range?.[0] ?? 0), message });
    },
  });
  if (faults.some(({ code }) => code !== 'duplicate-key')) return unreadable(firstOfEachLine(faults));

  const find = (path: YamlPath) => findNode(document, path);
  return {
    data: document.toJS(),
    faults,
    has: (path) => find(path).depth === path.length,
    placeOf(path) {
      const { depth, value, key } = find(path);
      return placeAt(text, (depth === path.length ? (value ?? key) : (key ?? value)) ?? 0);
    },
    placeOfKey(path) {
      const { key, value } = find(path);
      return placeAt(text, key ?? value ?? 0);
    },
  };
}

function unreadable(faults: readonly FaultInFile[]): YamlFile {
  return { data: undefined, faults, has: () => false, placeOf: () => fileStart, placeOfKey: () => fileStart };
}

function syntaxFault(text: string, error: YAMLError): FaultInFile {
  const [start] = error.pos;
  const place = placeAt(text, start);
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^(?:"[^"]*"|'[^']*'|[^:\s]+)/u.exec(text.slice(start))?.[0] ?? 'a key';
    return { code: 'duplicate-key', ...place, message: `${key} is given twice; keep one of them` };
  }
  return { code: 'not-yaml', ...place, message: oneLine(`not YAML: ${error.message}`) };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

/** One slip of the pen makes a parser stumble several times on the same line. */
function firstOfEachLine(faults: readonly FaultInFile[]): FaultInFile[] {
  const seen = new Set<number>();
  return faults.filter(({ line }) => !seen.has(line) && seen.add(line));
}

interface Found {
  /** How many steps of the path exist. */
  readonly depth: number;
  /** Offset of the last value reached. */
  readonly value?: number | undefined;
  /** Offset of the last key passed. */
  readonly key?: number | undefined;
}

function findNode(document: Document.Parsed, path: YamlPath): Found {
  let node: unknown = document.contents;
  let key: number | undefined;
  let depth = 0;
  for (const step of path) {
    if (isMap(node)) {
      // The last of repeated keys is the one whose value counts.
      const pair = node.items.findLast((item) => isScalar(item.key) && item.key.value === step);
      if (!pair) break;
      key = isNode(pair.key) ? pair.key.range?.[0] : undefined;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number' && step < node.items.length) {
      node = node.items[step];
      key = isNode(node) ? node.range?.[0] : key;
    } else break;
    depth += 1;
  }
  return { depth, value: isNode(node) ? node.range?.[0] : undefined, key };
}
