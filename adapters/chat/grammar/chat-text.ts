/**
 * A message as every platform can say it: plain text with the things that the platform itself resolved
 * (people, groups, channels, links) kept apart. Each adapter turns its own text format into this list;
 * the grammar knows no platform.
 *
 * `id` is the platform's own identifier, as it wrote it (`U123`, `W123`, an aadObjectId, `29:…`).
 */
export type ChatSegment =
  | { kind: 'text'; text: string }
  | { kind: 'person'; id: string; label?: string }
  | { kind: 'group'; id: string; label?: string }
  | { kind: 'channel'; id: string; label?: string }
  | { kind: 'link'; url: string; label?: string };

/**
 * One segment as a reader would see it: people and groups as `@label`, channels as `#label` (the id where
 * there is no label), links as typed: the label alone where it is the address itself, else
 * `label (address)`.
 */
export function segmentText(segment: ChatSegment): string {
  if (segment.kind === 'text') return segment.text;
  if (segment.kind === 'link') return linkText(segment.url, segment.label);
  return `${segment.kind === 'channel' ? '#' : '@'}${segment.label ?? segment.id}`;
}

function linkText(url: string, label: string | undefined): string {
  const address = url.startsWith('mailto:') ? url.slice('mailto:'.length) : url;
  if (label === undefined || label === '') return address;
  return bareAddress(label) === bareAddress(address) ? label : `${label} (${address})`;
}

function bareAddress(text: string): string {
  return text.replace(/^https?:\/\//u, '').replace(/\/$/u, '');
}
