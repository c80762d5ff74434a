import { z } from 'zod';
import { credentialsContextUrl, loadContext, openBadgesContextUrl } from './document-loader.ts';

/** What a term of an award's contexts means in RDF. */
type Term = {
  readonly iri: string;
  /** `node`: a text is an address; `text`: a literal, of that datatype where there is one. */
  readonly kind: 'node' | 'text';
  readonly datatype?: string;
};

export type TermTable = {
  /** The terms of a node that has those types, by name. */
  readonly termsOf: (types: readonly string[]) => ReadonlyMap<string, Term>;
  /** The IRI of a type; undefined for an unknown one. */
  readonly typeIri: (type: string) => string | undefined;
  /** Words that stand before a colon in no address, since the contexts give them a meaning. */
  readonly words: ReadonlySet<string>;
};

const definitionShape = z.union([
  z.string(),
  z.strictObject({
    '@id': z.string(),
    '@type': z.string().optional(),
    '@container': z.literal('@set').optional(),
  }),
]);
const scopedShape = z.object({ '@id': z.string(), '@context': z.record(z.string(), z.unknown()) });
const contextShape = z.object({ '@context': z.record(z.string(), z.unknown()) });

const absolute = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|^`\\]+$/iu;

/** The definitions that say no more than an IRI and a datatype; others are left to the JSON-LD library. */
function plainTerms(context: Readonly<Record<string, unknown>>): ReadonlyMap<string, Term> {
  const terms = new Map<string, Term>();
  for (const [name, given] of Object.entries(context)) {
    const parsed = definitionShape.safeParse(given);
    if (!parsed.success || name.startsWith('@')) continue;
    const definition = typeof parsed.data === 'string' ? { '@id': parsed.data } : parsed.data;
    if (!absolute.test(definition['@id'])) continue;
    const type = '@type' in definition ? definition['@type'] : undefined;
    if (type === undefined) terms.set(name, { iri: definition['@id'], kind: 'text' });
    else if (type === '@id') terms.set(name, { iri: definition['@id'], kind: 'node' });
    else if (absolute.test(type)) terms.set(name, { iri: definition['@id'], kind: 'text', datatype: type });
  }
  return terms;
}

/**
 * What the two contexts of an award say, read from the contexts themselves: a term means what the node's types
 * say of it (type-scoped contexts, which hold for that node alone), else what the contexts say of every node
 * (JSON-LD 1.1 §4.1.8).
 */
export async function readTermTable(): Promise<TermTable> {
  const everywhere = new Map<string, Term>();
  const scoped = new Map<string, ReadonlyMap<string, Term>>();
  const types = new Map<string, string>();
  const words = new Set<string>();
  for (const url of [credentialsContextUrl, openBadgesContextUrl]) {
    const context = contextShape.parse((await loadContext(url)).document)['@context'];
    for (const [name, term] of plainTerms(context)) everywhere.set(name, term);
    for (const [name, given] of Object.entries(context)) {
      words.add(name);
      const type = scopedShape.safeParse(given);
      if (type.success && absolute.test(type.data['@id'])) {
        types.set(name, type.data['@id']);
        scoped.set(name, plainTerms(type.data['@context']));
        for (const word of Object.keys(type.data['@context'])) words.add(word);
      }
    }
  }
  for (const [name, term] of everywhere)
    if (term.kind === 'text' && !types.has(name)) types.set(name, term.iri);
  const tables = new Map<string, ReadonlyMap<string, Term>>();
  return {
    typeIri: (type) => types.get(type),
    words,
    termsOf: (wanted) => {
      const key = wanted.join(' ');
      const known = tables.get(key);
      if (known !== undefined) return known;
      const table = new Map(everywhere);
      // Type-scoped contexts apply in the order of the types' names (JSON-LD 1.1 API §5.1.2 step 11).
      for (const type of wanted.toSorted())
        for (const [name, term] of scoped.get(type) ?? []) table.set(name, term);
      tables.set(key, table);
      return table;
    },
  };
}
