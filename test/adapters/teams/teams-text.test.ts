import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatSegment } from '../../../adapters/chat/grammar/chat-text.ts';
import { teamsPeople, teamsSegments } from '../../../adapters/teams/teams-text.ts';
import { MENTION_TABLE } from './mention-table.ts';

function shown(segments: readonly ChatSegment[]): string {
  return segments
    .map((segment) => {
      if (segment.kind === 'text') return segment.text;
      if (segment.kind === 'link') return `(${segment.url}:${segment.label ?? ''})`;
      return `[${segment.id}:${segment.label ?? ''}]`;
    })
    .join('');
}

describe('the text of a Teams activity', () => {
  it('is tried with at least 60 mention texts', () => {
    expect(MENTION_TABLE.length).toBeGreaterThanOrEqual(60);
  });

  it.each(MENTION_TABLE)('$text → $shown', (row) => {
    const { text, entities } = row;
    expect(shown(teamsSegments({ text, entities, botId: '28:bot' }))).toBe(row.shown);
  });

  it('gives the ids of the people mentioned, the bot aside, each once', () => {
    const mentioned = { id: '29:a', name: 'Alice', aadObjectId: 'aad-a' };
    const entities = [
      { type: 'mention', text: null, mentioned: { id: '28:bot' } },
      { type: 'mention', text: '<at>Alice</at>', mentioned },
      { type: 'mention', text: '<at>Alice</at>', mentioned },
      { type: 'mention', text: null, mentioned: { id: '29:b' } },
    ];
    expect(teamsPeople(entities, '28:bot')).toEqual([
      { id: 'aad-a', userId: '29:a', aadObjectId: 'aad-a', name: 'Alice' },
      { id: '29:b', userId: '29:b' },
    ]);
  });

  it('never throws and never loses a person, whatever the text and the entities', () => {
    const pieces = fc.constantFrom(
      '<at>',
      '</at>',
      '<at>A</at>',
      'A',
      '@A',
      ' ',
      '&nbsp;',
      '<a href="',
      '">',
      '<p>',
    );
    const text = fc.oneof(
      fc.array(pieces).map((list) => list.join('')),
      fc.string({ unit: 'binary' }),
    );
    const entity = fc.record({
      type: fc.constant('mention'),
      text: fc.constantFrom(null, undefined, '<at>A</at>', 'A', '', '<at>'),
      mentioned: fc.record({
        id: fc.constantFrom('28:bot', '29:a', '29:b'),
        name: fc.constantFrom('A', '', null),
      }),
    });
    fc.assert(
      fc.property(text, fc.array(fc.oneof(entity, fc.anything())), (typed, entities) => {
        const segments = teamsSegments({ text: typed, entities, botId: '28:bot' });
        const found = new Set(segments.flatMap((one) => (one.kind === 'person' ? [one.id] : [])));
        expect(found).toEqual(new Set(teamsPeople(entities, '28:bot').map((person) => person.id)));
      }),
      { seed: 5, numRuns: 1000 },
    );
  });
});
