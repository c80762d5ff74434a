import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatSegment } from '../../../../adapters/chat/grammar/chat-text.ts';
import { parseCommand } from '../../../../adapters/chat/grammar/parse-command.ts';
import { resolveBadge } from '../../../../adapters/chat/grammar/resolve-badge.ts';
import { COMMAND_TABLE } from './command-table.ts';
import { CATALOGUE, meaningOf } from './meaning-of.ts';
import { asSegments, asSlack, asTeams } from './platform-text.ts';

const VERBS_AND_NAMES =
  'award ken toe draag voor review goed ervaring link list help @Jan de lasser omdat 2023'.split(' ');
const MARKS = '" \' “ ” „ « ‘ ’ : - – , & @ * _'.split(' ');
const ODDITIES = '\u200f \ud800 \u0000 \ufffc \u00a0 \u2028 :tada: 😀 jan@x.example ǆ ﬁ İ'.split(' ');

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }))
    .map((units) => units.map((unit) => String.fromCharCode(unit)).join('')),
  fc
    .array(fc.constantFrom(...VERBS_AND_NAMES, ...MARKS, ...ODDITIES))
    .chain((words) => fc.constantFrom(words.join(' '), words.join(''))),
);

const anySegments: fc.Arbitrary<ChatSegment[]> = fc.array(
  fc.oneof(
    anyText.map((text) => ({ kind: 'text' as const, text })),
    fc.constantFrom('U1', 'U2', 'U3').map((id) => ({ kind: 'person' as const, id })),
    anyText.map((label) => ({ kind: 'person' as const, id: 'U4', label })),
    fc.constant({ kind: 'group' as const, id: 'S1', label: 'klas "3b"' }),
    fc.webUrl().map((url) => ({ kind: 'link' as const, url })),
    fc.constant({ kind: 'channel' as const, id: 'C1' }),
  ),
  { maxLength: 8 },
);

describe('the command grammar', () => {
  it('is tried with at least 150 real-life inputs', () => {
    expect(Object.values(COMMAND_TABLE).flat().length).toBeGreaterThanOrEqual(150);
  });

  describe.each(Object.entries(COMMAND_TABLE))('%s', (_, rows) => {
    it.each(rows)('%j → %s', (typed, meaning) => {
      expect(meaningOf(asSegments(typed))).toBe(meaning);
      expect(meaningOf(asSlack(typed))).toBe(meaning);
      expect(meaningOf(asTeams(typed))).toBe(meaning);
    });
  });

  it('shows the menu for no text and for white space that cannot be seen', () => {
    for (const text of ['', ' ', '\u200b', '\u00a0\n', '...', '\u202e']) {
      expect(meaningOf([{ kind: 'text', text }])).toBe('menu');
    }
    expect(meaningOf([])).toBe('menu');
  });

  it('knows an award without a verb by a slug or a single word, and by a title only with the catalogue', () => {
    const title = asSegments('{jan} Adviseur Lerende Regio');
    expect(meaningOf(title, false)).toBe('not understood | award | also: jan');
    expect(meaningOf(title)).toBe('award | jan | adviseur-lerende-regio');
    expect(meaningOf(asSegments('{jan} adviseur-lerende-regio mooi'), false)).toBe(
      'award | jan | adviseur-lerende-regio | mooi',
    );
    expect(meaningOf(asSegments('{jan} lasser'), false)).toBe('award | jan | lasser');
    expect(meaningOf(asSegments('{jan} bedankt'))).toBe('not understood | award | also: jan');
  });

  it('awards nobody who may only be spoken of, unless the catalogue says where the title ends', () => {
    const sentence = asSegments('award zorg voor elkaar {jan}');
    expect(meaningOf(sentence, false)).toBe('award | – | zorg-voor-elkaar | @Jan de Vries | also: jan');
    expect(meaningOf(sentence)).toBe('award | jan | zorg-voor-elkaar');
  });

  it('says back what was not understood, at most 150 characters, never half a character', () => {
    const parsed = parseCommand([{ kind: 'text', text: `${'x'.repeat(149)}😀 and more` }]);
    expect(parsed).toMatchObject({ kind: 'not-understood', said: 'x'.repeat(149) });
  });

  it('never throws, and never loses anybody whom the platform mentioned', () => {
    fc.assert(
      fc.property(anySegments, fc.boolean(), (segments, known) => {
        const parsed = parseCommand(segments, known ? { badges: CATALOGUE } : {});
        const found = [...parsed.people, ...parsed.alsoMentioned].flatMap((one) =>
          one.kind === 'named' ? [] : [one.id],
        );
        const expected = segments.flatMap((one) =>
          one.kind === 'person' || one.kind === 'group' ? [one.id] : [],
        );
        expect(found.toSorted()).toEqual([...new Set(expected)].toSorted());
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  it('keeps a reason as typed, quoted or not', () => {
    const reason = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .map((text) => `zij ${text.replaceAll(/["“”„«»]/gu, '')} kan`);
    fc.assert(
      fc.property(reason, fc.constantFrom('"', ''), (said, mark) => {
        const parsed = parseCommand([
          { kind: 'text', text: 'award ' },
          { kind: 'person', id: 'U1' },
          { kind: 'text', text: ` lasser ${mark}${said}${mark}` },
        ]);
        expect(parsed).toMatchObject({ verb: 'award', people: [{ kind: 'mentioned', id: 'U1' }] });
        const badge = 'badge' in parsed ? parsed.badge : undefined;
        expect(badge && resolveBadge(badge, CATALOGUE)).toMatchObject({ ok: true, reason: said });
      }),
      { seed: 2, numRuns: 1000 },
    );
  });

  it('reads 10,000 characters of anything in a moment', () => {
    const hard = '" \' “ @ @a ! !a - award < & _ : :a \ufffc «» a@ a. ,'
      .split(' ')
      .flatMap((piece) => [piece, `${piece} `]);
    const slow: string[] = [];
    for (const piece of [...hard, "' ' ", ' _']) {
      const text = piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000);
      for (const lead of ['', 'award ', 'ervaring ', 'award @jan lasser ']) {
        const started = performance.now();
        meaningOf([{ kind: 'text', text: lead + text }]);
        if (performance.now() - started > 1000) slow.push(lead + piece);
      }
    }
    expect(slow).toEqual([]);
  });
});
