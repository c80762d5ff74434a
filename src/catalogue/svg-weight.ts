import type { SvgToken } from './svg-tokens.ts';

/** The whole picture, beside the parts that have an id. */
const whole = Symbol('whole picture');

interface Part {
  elements: number;
  readonly uses: string[];
}

/**
 * How many elements are drawn once every reference in the picture (`href="#a"`, `url(#a)`) is followed:
 * a small file whose parts repeat each other can ask for millions. `Infinity` when a part contains itself.
 */
export function svgWeight(tokens: readonly SvgToken[]): number {
  const parts = partsOf(tokens);
  const known = new Map<string | symbol, number>();
  function weigh(id: string | symbol): number {
    const before = known.get(id);
    if (before !== undefined) return before;
    const part = parts.get(id);
    if (!part) return 0;
    // Whoever comes here again before the sum is known has gone round in a circle.
    known.set(id, Infinity);
    const weight = part.uses.reduce((sum, used) => sum + weigh(used), part.elements);
    known.set(id, weight);
    return weight;
  }
  return weigh(whole);
}

/** Of each part: how many elements it has and to what they refer, its descendants' included. */
function partsOf(tokens: readonly SvgToken[]): Map<string | symbol, Part> {
  const root: Part = { elements: 0, uses: [] };
  const parts = new Map<string | symbol, Part>([[whole, root]]);
  const open: (Part | undefined)[] = [];
  for (const token of tokens) {
    if (token.kind === 'close') open.pop();
    if (token.kind !== 'open') continue;
    const id = token.attributes.find(({ name }) => name === 'id')?.value;
    // Two parts with one id count as one: programs differ in which of them they take.
    const part = id === undefined ? undefined : (parts.get(id) ?? { elements: 0, uses: [] });
    if (id !== undefined && part) parts.set(id, part);
    const references = token.attributes.flatMap(({ name, value }) => referencesIn(name, value));
    for (const holder of [root, ...open, part]) {
      if (!holder) continue;
      holder.elements += 1;
      holder.uses.push(...references);
    }
    if (!token.selfClosing) open.push(part);
  }
  return parts;
}

function referencesIn(name: string, value: string): string[] {
  if (/(?:^|:)href$/u.test(name)) return value.trim().startsWith('#') ? [value.trim().slice(1)] : [];
  return [...value.matchAll(/url\(\s*["']?#([^"')\s]+)/giu)].map((match) => match[1] ?? '');
}
