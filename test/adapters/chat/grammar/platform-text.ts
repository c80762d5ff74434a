import type { ChatSegment } from '../../../../adapters/chat/grammar/chat-text.ts';
import { slackSegments } from '../../../../adapters/slack/slack-text.ts';
import { teamsSegments } from '../../../../adapters/teams/teams-text.ts';

const PEOPLE = { jan: 'Jan de Vries', piet: 'Piet Jansen', ada: 'Ada Öztürk' };

/** A sentence with `{jan}`, `{piet}` and `{ada}` as Slack would send it, read by the Slack segmenter. */
export function asSlack(sentence: string): ChatSegment[] {
  const escaped = sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return slackSegments(
    fill(escaped, (key, name) => `<@U${key.toUpperCase()}|${name}>`).replace(/https:\/\/\S+/gu, '<$&>'),
  ).map((segment) =>
    segment.kind === 'person' ? { ...segment, id: segment.id.slice(1).toLowerCase() } : segment,
  );
}

/** The same sentence to the bot in Teams, the bot mentioned first, read by the Teams segmenter. */
export function asTeams(sentence: string): ChatSegment[] {
  const escaped = sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const entities: object[] = [mention('28:bot', 'Speldje')];
  const text = fill(escaped, (key, name) => {
    entities.push(mention(`29:${key}`, name, key));
    return `<at>${name}</at>`;
  });
  return teamsSegments({ text: `<at>Speldje</at>&nbsp;${text}`, entities, botId: '28:bot' });
}

/** The same sentence with the people already resolved: what any platform's segmenter must come to. */
export function asSegments(sentence: string): ChatSegment[] {
  return sentence.split(/(\{\w+\})/u).map((part): ChatSegment => {
    const key = /^\{(\w+)\}$/u.exec(part)?.[1];
    const person = Object.entries(PEOPLE).find(([known]) => known === key);
    return person === undefined
      ? { kind: 'text', text: part }
      : { kind: 'person', id: person[0], label: person[1] };
  });
}

function fill(sentence: string, written: (key: string, name: string) => string): string {
  return Object.entries(PEOPLE).reduce(
    (text, [key, name]) => text.replaceAll(`{${key}}`, () => written(key, name)),
    sentence,
  );
}

function mention(id: string, name: string, aadObjectId?: string): object {
  return {
    type: 'mention',
    text: `<at>${name}</at>`,
    mentioned: { id, name, ...(aadObjectId === undefined ? {} : { aadObjectId }) },
  };
}
