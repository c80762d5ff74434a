import { createHash } from 'node:crypto';
import type { BadgeSummary } from '../domain/badge-check.ts';
import type { ImportedCredential } from '../domain/imported-credential.ts';
import type { Skill } from '../domain/skill.ts';
import type { BadgeReading } from '../ports/credential-reader.ts';
import { parseUrl } from '../domain/parse-url.ts';

/** Of a stranger's texts, no more than any badge needs. */
const longest = { line: 300, text: 5000, markdown: 20_000, address: 2000 } as const;
const most = 50;

/** What of a reading is kept as an entry; undefined when it is no single badge. */
export function importedEntry(
  reading: BadgeReading,
):
  | Pick<ImportedCredential, 'contentKey' | 'version' | 'form' | 'summary' | 'skills' | 'verdict' | 'checks'>
  | undefined {
  const { version, form, document, jwt, summary, checks, verdict } = reading;
  if (version === undefined || version === 'clr-2.0' || form === undefined || verdict === 'invalid')
    return undefined;
  if (document === undefined || summary === undefined) return undefined;
  // A badge that nobody can tell whose it is may be kept, but proves nothing of this person.
  const own = checks.some(({ name, outcome }) => name === 'recipient' && outcome === 'passed');
  return {
    contentKey: contentKey(summary, jwt ?? JSON.stringify(document)),
    version,
    form,
    summary: keptSummary(summary),
    skills: summary.alignments.slice(0, most).flatMap((entry) => skillOf(entry, summary.language)),
    verdict: verdict === 'valid' && own ? 'valid' : 'unverifiable',
    checks,
  };
}

/** Issuer and id name a badge, however it was written down; one without an id is known by its text. */
function contentKey(summary: BadgeSummary, text: string): string {
  const named = summary.id === undefined ? text : JSON.stringify([summary.issuer.id ?? '', summary.id]);
  return createHash('sha256').update(named, 'utf8').digest('hex');
}

function keptSummary(summary: BadgeSummary): BadgeSummary {
  const { id, description, criteria, criteriaUrl, image, language, issuer } = summary;
  const line = (text: string | undefined) => text?.slice(0, longest.line);
  return {
    ...present({ id: id?.slice(0, longest.address) }),
    name: summary.name.slice(0, longest.line),
    ...present({
      description: description?.slice(0, longest.text),
      criteria: criteria?.slice(0, longest.markdown),
      criteriaUrl: address(criteriaUrl),
      image: address(image),
      language: language?.slice(0, 35),
    }),
    issuer: present({
      id: issuer.id?.slice(0, longest.address),
      name: line(issuer.name),
      url: address(issuer.url),
    }),
    ...present({
      issuedAt: line(summary.issuedAt),
      validUntil: line(summary.validUntil),
      recipientName: line(summary.recipientName),
    }),
    alignments: summary.alignments
      .slice(0, most)
      .filter(({ url }) => url.length <= longest.address)
      .map(({ name, url, framework, code }) => ({
        name: name.slice(0, longest.line),
        url,
        ...present({ framework: line(framework), code: line(code) }),
      })),
    evidence: summary.evidence
      .slice(0, most)
      .map(({ url, name, narrative }) =>
        present({ url: address(url), name: line(name), narrative: narrative?.slice(0, longest.text) }),
      ),
  };
}

/** An address that pages may link to; a `data:` picture is kept as a picture. */
function address(url: string | undefined): string | undefined {
  return url !== undefined && url.length <= longest.address && /^https?:/iu.test(url) ? url : undefined;
}

function present<T extends Readonly<Record<string, string | undefined>>>(
  given: T,
): { readonly [K in keyof T]?: string } {
  const kept: { [K in keyof T]?: string } = {};
  for (const name in given) {
    const value = given[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

const frameworks = [
  ['esco', /^https?:\/\/data\.europa\.eu\/esco\//u],
  ['competentnl', /competentnl/iu],
] as const;

function skillOf(
  alignment: BadgeSummary['alignments'][number],
  language: string | undefined,
): readonly Skill[] {
  const { name, url, code, framework } = alignment;
  const address = parseUrl(url);
  if (address === undefined || url.length > longest.address || name.trim() === '') return [];
  const known = frameworks.find(([, shape]) => shape.test(url))?.[0];
  return [
    {
      framework: known ?? framework?.slice(0, longest.line) ?? address.hostname,
      url,
      ...(code === undefined ? {} : { code: code.slice(0, longest.line) }),
      name: {
        [language?.toLowerCase().startsWith('nl') === true ? 'nl' : 'en']: name.slice(0, longest.line),
      },
    },
  ];
}
