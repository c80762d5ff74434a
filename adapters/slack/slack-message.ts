import type { EvidenceFile } from '../../src/domain/evidence.ts';
import type { SaidMessage } from '../chat/form/form-request.ts';
import { segmentText } from '../chat/grammar/chat-text.ts';
import type { SlackFile, SlackMessageEvent } from './slack-request.ts';
import { slackSegments } from './slack-text.ts';

/** Names a message once and for all. */
export function sourceKey(workspaceId: string, channel: string, ts: string): string {
  return `slack:${workspaceId}|${channel}|${ts}`;
}

/** What a message says, without Slack's markup. */
export function messageText(text: string, botUserId: string | undefined): string {
  return slackSegments(text, botUserId).map(segmentText).join('').trim();
}

export function evidenceFile(file: SlackFile): EvidenceFile {
  return {
    name: file.name ?? file.id,
    type: file.mimetype ?? 'application/octet-stream',
    size: file.size ?? 0,
    sourceId: file.id,
    ...(file.permalink === undefined ? {} : { permalink: file.permalink }),
  };
}

export function momentOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

/** The message on which a shortcut was used. */
export function saidMessage(
  workspaceId: string,
  channel: string,
  message: Pick<SlackMessageEvent, 'text' | 'ts' | 'user' | 'files'>,
  botUserId: string,
): SaidMessage {
  const text = messageText(message.text, botUserId);
  return {
    sourceKey: sourceKey(workspaceId, channel, message.ts),
    ...(text === '' ? {} : { text }),
    files: (message.files ?? []).map(evidenceFile),
    ...(message.user === undefined ? {} : { author: message.user }),
    saidAt: momentOf(message.ts).toISOString(),
    revision: message.ts,
  };
}
