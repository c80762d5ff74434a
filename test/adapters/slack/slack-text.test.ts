import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../adapters/chat/grammar/parse-command.ts';
import { slackSegments } from '../../../adapters/slack/slack-text.ts';
import { meaningOf } from '../chat/grammar/meaning-of.ts';
import { SLACK_TABLE } from './slack-table.ts';

describe('the text of a Slack message', () => {
  it.each(SLACK_TABLE)('%s → %s', (text, meaning) => {
    expect(meaningOf(slackSegments(text, 'UBOT'))).toBe(meaning);
  });

  it('is cut into people, groups, channels, links and text', () => {
    const text =
      'a <@U1|jan.de.vries> <@W2> <!subteam^S1|@klas> <!subteam^S2> <#C1|werk> <https://x.example/?a&amp;b|b&lt;>';
    expect(slackSegments(text)).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'person', id: 'U1', label: 'jan.de.vries' },
      { kind: 'text', text: ' ' },
      { kind: 'person', id: 'W2' },
      { kind: 'text', text: ' ' },
      { kind: 'group', id: 'S1', label: 'klas' },
      { kind: 'text', text: ' ' },
      { kind: 'group', id: 'S2' },
      { kind: 'text', text: ' ' },
      { kind: 'channel', id: 'C1', label: 'werk' },
      { kind: 'text', text: ' ' },
      { kind: 'link', url: 'https://x.example/?a&b', label: 'b<' },
    ]);
  });

  it('shows broadcasts and dates as the text that a reader sees', () => {
    expect(slackSegments('<!here> <!channel> <!date^1700000000^{date}|14 november> <!x> <y>')).toEqual([
      { kind: 'text', text: '@here @channel 14 november <!x> <y>' },
    ]);
  });

  it('never throws and never loses a person, whatever the text', () => {
    const pieces = fc.constantFrom(
      '<@U1>',
      '<@W2|ada>',
      '<@UBOT>',
      '<',
      '>',
      '|',
      '<@',
      '"',
      '“',
      ' ',
      'award',
      'omdat',
      '-',
      '@jan',
      '\n',
    );
    const text = fc.oneof(
      fc.array(pieces).map((list) => list.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const parsed = parseCommand(slackSegments(typed, 'UBOT'));
        const found = [...parsed.people, ...parsed.alsoMentioned].flatMap((one) =>
          one.kind === 'mentioned' ? [one.id] : [],
        );
        const expected = [...typed.matchAll(/<@(U1|W2)(?:\|[^<>]*)?>/gu)].map((match) => match[1] ?? '');
        expect(found.toSorted()).toEqual([...new Set(expected)].toSorted());
      }),
      { seed: 4, numRuns: 2000 },
    );
  });
});
