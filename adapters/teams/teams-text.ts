import { z } from 'zod';
import type { ChatSegment } from '../chat/grammar/chat-text.ts';
import { htmlText } from './html-text.ts';

/** The parts of an activity that hold its text; `entities` and `text` as they came, unchecked. */
export interface TeamsText {
  text?: unknown;
  entities?: unknown;
  /** `recipient.id` of the activity, `28:…`: its mentions are left out, nobody else's. */
  botId: string;
}

/** Somebody mentioned in an activity. `id` is the aadObjectId when the platform gave one, else `userId`. */
export interface TeamsPerson {
  id: string;
  userId: string;
  aadObjectId?: string;
  name?: string;
}

const mentionEntity = z.object({
  type: z.string().regex(/^mention$/iu),
  text: z.string().nullish(),
  mentioned: z.object({
    id: z.string().min(1),
    name: z.string().nullish(),
    aadObjectId: z.string().nullish(),
  }),
});

/** The people that the entities mention, the bot aside, each once. What is no valid mention is passed over. */
export function teamsPeople(entities: unknown, botId: string): TeamsPerson[] {
  const people = mentionsIn(entities, botId).flatMap(({ person }) => (person === undefined ? [] : [person]));
  return [...new Map(people.map((person) => [person.userId, person])).values()];
}

/**
 * A Teams activity's text as segments: the bot's own mention gone, everybody else's (`<at>Alice</at>` with
 * its entity) a person, an `<at>` without an entity the text `@Alice`; HTML leftovers, `&nbsp;`, U+00A0 and
 * `\r\n` made plain. A mention that the text does not show is put at the end, so that nobody is lost. Text
 * that is missing gives no text. Never throws.
 */
export function teamsSegments({ text, entities, botId }: TeamsText): ChatSegment[] {
  const mentions = mentionsIn(entities, botId);
  const typed = htmlText(typeof text === 'string' ? text : '');
  const segments: ChatSegment[] = [];
  for (const piece of typed) {
    if (piece.kind === 'at') {
      const mention = mentionFor(piece.name, mentions);
      if (mention === undefined) segments.push({ kind: 'text', text: `@${piece.name}` });
      else if (mention.person !== undefined) segments.push(personSegment(mention.person, piece.name));
      else segments.push({ kind: 'text', text: ' ' });
    } else segments.push(piece);
  }
  for (const mention of mentions) {
    if (!mention.used) showUntagged(mention, segments);
  }
  return mergeText(segments);
}

interface Mention {
  /** Absent for the bot itself. */
  person: TeamsPerson | undefined;
  /** The names by which the text may show it. */
  names: readonly string[];
  used: boolean;
}

function mentionsIn(entities: unknown, botId: string): Mention[] {
  if (!Array.isArray(entities)) return [];
  return entities.flatMap((entity: unknown): Mention[] => {
    const parsed = mentionEntity.safeParse(entity);
    if (!parsed.success) return [];
    const { text, mentioned } = parsed.data;
    const isBot = bareId(mentioned.id) === bareId(botId);
    const names = [shownName(text ?? ''), shownName(mentioned.name ?? '')].filter((name) => name !== '');
    return [{ person: isBot ? undefined : personOf(mentioned), names, used: false }];
  });
}

function personOf(mentioned: z.infer<typeof mentionEntity>['mentioned']): TeamsPerson {
  const aadObjectId = mentioned.aadObjectId ?? '';
  const name = shownName(mentioned.name ?? '');
  return {
    id: aadObjectId === '' ? mentioned.id : aadObjectId,
    userId: mentioned.id,
    ...(aadObjectId === '' ? {} : { aadObjectId }),
    ...(name === '' ? {} : { name }),
  };
}

/** The mention that an `<at>` shows: by name, the next unused first; without names, the next in order. */
function mentionFor(name: string, mentions: readonly Mention[]): Mention | undefined {
  const called = mentions.filter((mention) => mention.names.includes(name));
  const found = called.find((mention) => !mention.used) ?? called[0] ?? mentions.find(isNamelessAndUnused);
  if (found !== undefined) found.used = true;
  return found;
}

function isNamelessAndUnused(mention: Mention): boolean {
  return mention.names.length === 0 && !mention.used;
}

/** A mention without a tag: at its name in the plain text, else at the end. */
function showUntagged(mention: Mention, segments: ChatSegment[]): void {
  mention.used = true;
  for (const name of mention.names) {
    const index = segments.findIndex(
      (segment) => segment.kind === 'text' && placeOf(name, segment.text) !== -1,
    );
    const segment = segments[index];
    if (segment?.kind !== 'text') continue;
    const at = placeOf(name, segment.text);
    const lead = segment.text.charAt(at - 1) === '@' ? at - 1 : at;
    segments.splice(
      index,
      1,
      { kind: 'text', text: segment.text.slice(0, lead) },
      mention.person === undefined ? { kind: 'text', text: ' ' } : personSegment(mention.person, name),
      { kind: 'text', text: segment.text.slice(at + name.length) },
    );
    return;
  }
  if (mention.person !== undefined) {
    segments.push({ kind: 'text', text: ' ' }, personSegment(mention.person, mention.names[0] ?? ''));
  }
}

/** Where the name stands as a whole word. */
function placeOf(name: string, text: string): number {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const around = [text.charAt(at - 1), text.charAt(at + name.length)];
    if (!around.some((character) => /[\p{L}\p{N}-]/u.test(character))) return at;
  }
  return -1;
}

function personSegment(person: TeamsPerson, shown: string): ChatSegment {
  const label = person.name ?? shown;
  return { kind: 'person', id: person.id, ...(label === '' ? {} : { label }) };
}

function mergeText(segments: readonly ChatSegment[]): ChatSegment[] {
  const merged: ChatSegment[] = [];
  for (const segment of segments) {
    const last = merged.at(-1);
    if (segment.kind !== 'text') merged.push(segment);
    else if (last?.kind === 'text')
      merged[merged.length - 1] = { kind: 'text', text: last.text + segment.text };
    else if (segment.text !== '') merged.push(segment);
  }
  return merged.some((segment) => segment.kind !== 'text' || segment.text.trim() !== '') ? merged : [];
}

function shownName(text: string): string {
  return htmlText(text)
    .map((piece) => (piece.kind === 'at' ? piece.name : piece.kind === 'text' ? piece.text : ''))
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
}

function bareId(id: string): string {
  return id.replace(/^28:/u, '');
}
