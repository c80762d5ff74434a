import { badgeWords } from './badge-phrase.ts';
import type { ChatCommand, NotUnderstood, Verb } from './chat-command.ts';
import type { ChatSegment } from './chat-text.ts';
import { commandOfVerb } from './command-of-verb.ts';
import { type Token, tokenise } from './command-tokens.ts';
import { findVerb } from './find-verb.ts';
import { foldText, trimEndWhere } from './fold-text.ts';
import type { KnownBadge } from './known-badge.ts';
import { nearestVerb } from './nearest-verb.ts';
import { languageChoice } from './parse-choices.ts';
import { readSubject } from './read-subject.ts';
import { mentionedIn, withPersonTokens } from './recipients.ts';
import { resolveBadge } from './resolve-badge.ts';
import { isFiller } from './token-roles.ts';

/**
 * `badges`, the catalogue, is not needed, but settles more: a message without a verb is known as an award by
 * a badge's title (`@Jan Adviseur Lerende Regio`), and people after a title that holds "for" or a colon are
 * known as recipients (`award Zorg voor elkaar @Jan`).
 */
export interface ParseOptions {
  badges?: readonly KnownBadge[];
}

/**
 * Understands a message to the bot, in Dutch and English mixed, or says which command comes nearest. The
 * bot's own mention and the slash command's name must be gone. Pure; never throws; nobody whom the platform
 * mentioned is lost: each is in `people` or `alsoMentioned`.
 *
 * Names that the platform did not resolve come back as `named`; settle them with `withKnownPeople` and parse
 * again before awarding. The badge is a phrase for `resolveBadge`.
 */
export function parseCommand(
  segments: readonly ChatSegment[],
  options: ParseOptions = {},
): ChatCommand | NotUnderstood {
  const { source, tokens: raw } = tokenise(segments);
  const message = { source, tokens: withPersonTokens(raw) };
  const said = findVerb(message.tokens);
  if (said !== undefined)
    return commandOfVerb(source, said, options.badges) ?? notUnderstood(message, said.form.verb);
  if (foldText(source) === '') {
    return { kind: 'command', verb: source.includes('?') ? 'help' : 'menu', people: [], alsoMentioned: [] };
  }
  return awardWithoutVerb(message, options.badges) ?? wholeMessage(message) ?? notUnderstood(message);
}

interface Message {
  source: string;
  tokens: readonly Token[];
}

/** `@Jan adviseur-lerende-regio`, `adviseur-lerende-regio @Jan`, or `@Jan` alone. */
function awardWithoutVerb(
  message: Message,
  badges: readonly KnownBadge[] | undefined,
): ChatCommand | undefined {
  const { people, alsoMentioned, before, after, badge } = readSubject(message.source, message.tokens, badges);
  if (people.length === 0) return undefined;
  if (badge === undefined) return { kind: 'command', verb: 'award', people, alsoMentioned };
  const words = badgeWords(badge);
  const personFirst = before.every((token) => isFiller(token));
  const quoted = after.find((token) => !isFiller(token))?.kind === 'quote';
  const known = badges !== undefined && resolveBadge(badge, badges).ok;
  const short = badges === undefined && words.length === 1 && !/[!?]\s*$/u.test(badge.text);
  const looksLikeBadge = known || isSlug(words[0]) || (personFirst && (quoted || short));
  if (!looksLikeBadge || (!personFirst && !known && words.length > 1)) return undefined;
  return { kind: 'command', verb: 'award', people, alsoMentioned, badge };
}

/** A message that is nothing but a language, or a greeting. */
function wholeMessage(message: Message): ChatCommand | undefined {
  const words = message.tokens.filter((token) => token.kind === 'word' && token.folded !== '');
  if (words.length !== message.tokens.length || words.length > 3) return undefined;
  const language = languageChoice(message.tokens);
  const spoken = { kind: 'command', people: [], alsoMentioned: [] } as const;
  if (words.length === 1 && language.said === 'choice') {
    return { ...spoken, verb: 'language', language: language.choice };
  }
  return language.said === 'nothing' ? { ...spoken, verb: 'help' } : undefined;
}

const LONGEST_SAID = 150;

function notUnderstood({ source, tokens }: Message, nearest?: Verb): NotUnderstood {
  const words = tokens.flatMap((token) => (token.kind === 'word' ? [token.folded] : []));
  const said = trimEndWhere(source.trim().slice(0, LONGEST_SAID), /[\s\p{Cs}]/u);
  const verb = nearest ?? nearestVerb(words);
  return { kind: 'not-understood', nearest: verb, said, people: [], alsoMentioned: mentionedIn(tokens) };
}

function isSlug(word: string | undefined): boolean {
  return word !== undefined && /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+$/u.test(word);
}
