import type { BadgeCommand, ChatCommand, DigestSchedule, Verb } from './chat-command.ts';
import type { Token } from './command-tokens.ts';
import type { SaidVerb } from './find-verb.ts';
import { NOISE } from './noise.ts';
import { type Choice, digestChoice, languageChoice, linkChoice } from './parse-choices.ts';
import { parseExperience } from './parse-experience.ts';
import { unquote } from './quotes.ts';
import type { KnownBadge } from './known-badge.ts';
import { mentionedIn } from './recipients.ts';
import { readSubject } from './read-subject.ts';
import { takeDecision } from './review-decision.ts';
import { verbAt } from './verbs.ts';

/**
 * The command that a verb and its arguments make; `undefined` when the arguments make no sense with that
 * verb (`digest hourly`). `source` is the text in which the tokens stand.
 */
export function commandOfVerb(
  source: string,
  said: SaidVerb,
  badges: readonly KnownBadge[] | undefined,
): ChatCommand | undefined {
  return COMMANDS[said.form.verb](source, said, badges);
}

type ReadCommand = (
  source: string,
  said: SaidVerb,
  badges: readonly KnownBadge[] | undefined,
) => ChatCommand | undefined;

const COMMANDS: Readonly<Record<Verb, ReadCommand>> = {
  award: (source, { args }, badges) => aboutBadge(source, 'award', args, badges),
  nominate: (source, { args }, badges) => aboutBadge(source, 'nominate', args, badges),
  support: (source, { args }, badges) => aboutBadge(source, 'support', args, badges),
  revoke: (source, { args }, badges) => aboutBadge(source, 'revoke', args, badges),
  review,
  passport: (_, { args }) => ({ ...spoken([]), verb: 'passport', people: mentionedIn(args) }),
  list,
  digest: (_, { form, args }) => {
    const choice: Choice<DigestSchedule> =
      form.schedule === undefined ? digestChoice(args) : { said: 'choice', choice: form.schedule };
    if (choice.said === 'nonsense') return undefined;
    return {
      ...spoken(args),
      verb: 'digest',
      ...(choice.said === 'choice' ? { schedule: choice.choice } : {}),
    };
  },
  experience: (source, { args }) => {
    const text = textOf(source, args);
    if (!/[\p{L}\p{N}]/u.test(text)) return { ...spoken(args), verb: 'open-form', form: 'experience' };
    return { ...spoken(args), verb: 'experience', text, ...parseExperience(text) };
  },
  link,
  language: (_, { args }) => {
    const choice = languageChoice(args);
    if (choice.said === 'nonsense') return undefined;
    return {
      ...spoken(args),
      verb: 'language',
      ...(choice.said === 'choice' ? { language: choice.choice } : {}),
    };
  },
  settings: (_, { args }) => ({ ...spoken(args), verb: 'open-form', form: 'settings' }),
  web: (_, { args }) => ({ ...spoken(args), verb: 'web' }),
  help: (_, { args }) => {
    const topic = topicIn(args);
    return { ...spoken(args), verb: 'help', ...(topic === undefined ? {} : { topic }) };
  },
};

function spoken(args: readonly Token[]) {
  return { kind: 'command', people: [], alsoMentioned: mentionedIn(args) } as const;
}

function aboutBadge(
  source: string,
  verb: BadgeCommand['verb'],
  args: readonly Token[],
  badges: readonly KnownBadge[] | undefined,
): ChatCommand {
  const { people, alsoMentioned, badge } = readSubject(source, args, badges);
  if (badge === undefined && people.length === 0) {
    return { kind: 'command', verb: 'open-form', form: verb, people, alsoMentioned };
  }
  return { kind: 'command', verb, people, alsoMentioned, ...(badge === undefined ? {} : { badge }) };
}

function review(
  source: string,
  { form, args }: SaidVerb,
  badges: readonly KnownBadge[] | undefined,
): ChatCommand {
  const taken = form.decision === undefined ? takeDecision(args) : { decision: form.decision, rest: args };
  const { people, alsoMentioned, badge } = readSubject(source, taken.rest, badges);
  if (badge === undefined && people.length === 0) {
    return { kind: 'command', verb: 'open-form', form: 'review', people, alsoMentioned };
  }
  const command = { kind: 'command', verb: 'review', people, alsoMentioned } as const;
  return {
    ...command,
    ...(badge === undefined ? {} : { badge }),
    ...(taken.decision === undefined ? {} : { decision: taken.decision }),
  };
}

function link(_: string, { args }: SaidVerb): ChatCommand | undefined {
  const choice = linkChoice(args);
  if (choice.said === 'nothing') return { ...spoken(args), verb: 'open-form', form: 'link' };
  if (choice.said === 'nonsense') return undefined;
  // The address to link reads as a person, whom nobody meant to mention.
  const alsoMentioned = mentionedIn(args).filter((person) => person.kind !== 'named');
  return { ...spoken([]), alsoMentioned, verb: 'link', with: choice.choice };
}

const BEFORE_QUERY: ReadonlySet<string> = new Set(
  'badges badge all alle over about met with voor for of van zoals like'.split(' '),
);

function list(source: string, { args }: SaidVerb): ChatCommand {
  const from = args.findIndex((token) => !leadsToQuery(token));
  const query = from === -1 ? '' : unquote(textOf(source, args.slice(from)));
  return { ...spoken(args), verb: 'list', ...(query === '' ? {} : { query }) };
}

function leadsToQuery(token: Token): boolean {
  if (token.kind !== 'word') return false;
  return token.folded === '' || BEFORE_QUERY.has(token.folded) || NOISE.has(token.folded);
}

function topicIn(args: readonly Token[]): Verb | undefined {
  for (const token of args.slice(0, 12)) {
    const verb = token.kind === 'word' ? verbAt([token.folded])?.form.verb : undefined;
    if (verb !== undefined && verb !== 'help') return verb;
  }
  return undefined;
}

function textOf(source: string, tokens: readonly Token[]): string {
  const [first] = tokens;
  const last = tokens.at(-1);
  return first === undefined || last === undefined ? '' : source.slice(first.start, last.end).trim();
}
