import type { ChatSegment } from '../chat/grammar/chat-text.ts';

/**
 * Slack's message text (mrkdwn with `should_escape`) as segments: `<@U123|jan>` and `<@W123>` are people,
 * `<!subteam^S1>` groups, `<#C1|name>` channels, `<https://…|label>` and `<mailto:…>` links; `<!here>` and
 * its like are text; `&amp;`, `&lt;` and `&gt;` are unescaped once. What Slack left unresolved (`@jan`) and
 * anything malformed stays text. Never throws. `botUserId`: that user's mention is left out.
 */
export function slackSegments(text: string, botUserId?: string): ChatSegment[] {
  const segments: ChatSegment[] = [];
  let at = 0;
  const addText = (typed: string): void => {
    if (typed === '') return;
    const last = segments.at(-1);
    if (last?.kind === 'text') last.text += unescapeSlack(typed);
    else segments.push({ kind: 'text', text: unescapeSlack(typed) });
  };
  for (const match of text.matchAll(/<([^<>]+)>/gu)) {
    const segment = segmentOf(match[1] ?? '');
    addText(text.slice(at, match.index));
    at = match.index + match[0].length;
    if (segment === undefined) addText(match[0]);
    else if (segment.kind === 'text') addText(segment.text);
    else if (segment.kind !== 'person' || segment.id !== botUserId) segments.push(segment);
  }
  addText(text.slice(at));
  return segments;
}

function segmentOf(control: string): ChatSegment | undefined {
  const bar = control.indexOf('|');
  const target = bar === -1 ? control : control.slice(0, bar);
  const label = bar === -1 ? '' : control.slice(bar + 1);
  const id = target.slice(1);
  if (/^@[A-Z0-9]+$/u.test(target)) return { kind: 'person', id, ...labelOf(label) };
  if (/^#[A-Z0-9]+$/u.test(target)) return { kind: 'channel', id, ...labelOf(label) };
  if (/^!subteam\^[A-Z0-9]+$/u.test(target)) {
    return { kind: 'group', id: target.slice('!subteam^'.length), ...labelOf(label) };
  }
  if (/^!(?:here|channel|everyone)$/u.test(target)) return { kind: 'text', text: `@${id}` };
  if (target.startsWith('!')) return label === '' ? undefined : { kind: 'text', text: label };
  if (/^(?:https?|mailto|tel|slack|ftp):/iu.test(target)) {
    return {
      kind: 'link',
      url: unescapeSlack(target),
      ...(label === '' ? {} : { label: unescapeSlack(label) }),
    };
  }
  return undefined;
}

function labelOf(label: string): { label?: string } {
  const name = unescapeSlack(label).replace(/^[@#]/u, '').trim();
  return name === '' ? {} : { label: name };
}

function unescapeSlack(text: string): string {
  return text.replace(/&(amp|lt|gt);/gu, (entity, name: string) => ENTITIES[name] ?? entity);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };
