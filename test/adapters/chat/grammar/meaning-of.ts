import type { ChatCommand, NotUnderstood } from '../../../../adapters/chat/grammar/chat-command.ts';
import type { ChatSegment } from '../../../../adapters/chat/grammar/chat-text.ts';
import { parseCommand } from '../../../../adapters/chat/grammar/parse-command.ts';
import type { PersonReference } from '../../../../adapters/chat/grammar/person-reference.ts';
import { resolveBadge } from '../../../../adapters/chat/grammar/resolve-badge.ts';

/** A small catalogue with the titles that are hard: prepositions, articles, prefixes of each other. */
export const CATALOGUE = [
  {
    slug: 'adviseur-lerende-regio',
    titles: ['Adviseur Lerende Regio Maas en Waal', 'Learning Region Adviser Maas en Waal'],
  },
  { slug: 'lasser', titles: ['Lasser', 'Welder'] },
  { slug: 'lasser-gevorderd', titles: ['Lasser: gevorderd', 'Welder: advanced'] },
  { slug: 'zorg-voor-elkaar', titles: ['Zorg voor elkaar', 'Care for each other'] },
  { slug: 'de-verbinder', titles: ['De verbinder', 'The connector'] },
  { slug: 'cooperatief-werken', titles: ['Coöperatief werken', 'Working co-operatively'] },
  { slug: 'c-plus-plus', titles: ['C++'] },
  { slug: 'c-sharp', titles: ['C#'] },
] as const;

/**
 * What a message means, in one line: `verb | people | badge | reason`, with `–` for what was not said,
 * `?slug,slug` for a badge that is not known and what comes nearest, `also: …` for others mentioned.
 */
export function meaningOf(segments: readonly ChatSegment[], catalogue = true): string {
  const parsed = parseCommand(segments, catalogue ? { badges: CATALOGUE } : {});
  const also = parsed.alsoMentioned.length > 0 ? [`also: ${namesOf(parsed.alsoMentioned)}`] : [];
  return [...partsOf(parsed), ...also].join(' | ').replaceAll('\u00a0', ' ');
}

/** The people's ids; groups with `+`, unresolved names with `?`. */
export function namesOf(people: readonly PersonReference[]): string {
  const marks = { mentioned: '', group: '+', named: '?' };
  return people.map((one) => marks[one.kind] + (one.kind === 'named' ? one.name : one.id)).join(' ');
}

function partsOf(parsed: ChatCommand | NotUnderstood): string[] {
  if (parsed.kind === 'not-understood') return ['not understood', parsed.nearest];
  switch (parsed.verb) {
    case 'award':
    case 'nominate':
    case 'support':
    case 'revoke':
    case 'review': {
      const { badge, people } = parsed;
      const decision = parsed.verb === 'review' ? parsed.decision : undefined;
      const verb = decision === undefined ? parsed.verb : `${parsed.verb} ${decision}`;
      const resolved = badge === undefined ? undefined : resolveBadge(badge, CATALOGUE);
      const who = people.length === 0 ? '–' : namesOf(people);
      if (resolved === undefined) return [verb, who, '–'];
      if (!resolved.ok) return [verb, who, `?${resolved.nearest.map((one) => one.slug).join(',')}`];
      return [verb, who, resolved.badge.slug, ...(resolved.reason === undefined ? [] : [resolved.reason])];
    }
    case 'passport':
      return ['passport', ...(parsed.people.length === 0 ? [] : [namesOf(parsed.people)])];
    case 'list':
      return ['list', ...optional(parsed.query)];
    case 'digest':
      return ['digest', ...optional(parsed.schedule)];
    case 'language':
      return ['language', ...optional(parsed.language)];
    case 'link':
      return [
        'link',
        'email' in parsed.with ? parsed.with.email : 'code' in parsed.with ? parsed.with.code : 'course',
      ];
    case 'experience': {
      const { period } = parsed;
      const span = period === undefined ? '–' : `${period.from}..${period.ongoing === true ? '' : period.to}`;
      return ['experience', parsed.title, parsed.experienceKind ?? '–', parsed.organisation ?? '–', span];
    }
    case 'help':
      return ['help', ...optional(parsed.topic)];
    case 'open-form':
      return ['form', parsed.form];
    default:
      return [parsed.verb];
  }
}

function optional(text: string | undefined): string[] {
  return text === undefined ? [] : [text];
}
