import { z } from 'zod';
import type { EvidenceFile } from '../../src/domain/evidence.ts';
import type { SaidMessage } from '../chat/form/form-request.ts';
import { segmentText } from '../chat/grammar/chat-text.ts';
import { conversationOf, tenantOf, type TeamsActivity, type TeamsAttachment } from './teams-activity.ts';
import { teamsSegments } from './teams-text.ts';

/** Names a message once and for all. */
export function sourceKey(tenant: string, conversation: string, message: string): string {
  return `teams:${tenant}|${conversation}|${message}`;
}

/** What a message says, without Teams' markup. */
export function messageText(text: unknown, entities: unknown, botId: string): string {
  return teamsSegments({ text, entities, botId }).map(segmentText).join('').trim();
}

const downloadInfo = 'application/vnd.microsoft.teams.file.download.info';
const fileContent = z.object({ fileType: z.string().nullish() });

/** The files that came along; Teams says no size. */
export function filesOf(attachments: readonly TeamsAttachment[] | null | undefined): EvidenceFile[] {
  return (attachments ?? []).flatMap(({ contentType, name, contentUrl, content }): EvidenceFile[] => {
    const picture = contentType.startsWith('image/');
    if (!picture && contentType !== downloadInfo && contentType !== 'reference') return [];
    const parsed = fileContent.safeParse(content);
    const type = picture ? contentType : typeOf(parsed.data?.fileType ?? extensionOf(name ?? ''));
    const link = contentUrl && contentUrl.startsWith('https://') ? contentUrl : undefined;
    return [
      {
        name: name || (picture ? 'image' : 'file'),
        type,
        size: 0,
        ...(link === undefined ? {} : { permalink: link }),
      },
    ];
  });
}

function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/u.exec(name)?.[1] ?? '';
}

const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  mp4: 'video/mp4',
  txt: 'text/plain',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

function typeOf(kind: string): string {
  if (/^[a-z]+\/[\w.+-]+$/u.test(kind)) return kind;
  return types[kind.toLowerCase()] ?? 'application/octet-stream';
}

/** The message of which an action was chosen (Teams, "messagePayload" of a message action). */
const payload = z.object({
  id: z.string().min(1),
  createdDateTime: z.string().nullish(),
  from: z
    .object({
      user: z.object({ id: z.string(), displayName: z.string().nullish() }).nullish(),
      application: z.object({ id: z.string() }).nullish(),
    })
    .nullish(),
  body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
  attachments: z
    .array(
      z.object({
        contentType: z.string().default(''),
        contentUrl: z.string().nullish(),
        name: z.string().nullish(),
        content: z.unknown().optional(),
      }),
    )
    .nullish(),
});

/** The chosen message, and its author where a person wrote it; undefined for what is no message. */
export function saidMessage(
  activity: TeamsActivity,
  written: unknown,
): { readonly said: SaidMessage; readonly author?: string } | undefined {
  const parsed = payload.safeParse(written);
  if (!parsed.success) return undefined;
  const { id, createdDateTime, from, body, attachments } = parsed.data;
  const moment = new Date(createdDateTime ?? Number(id));
  const text = messageText(body?.content ?? '', [], '');
  const author = from?.user?.id;
  return {
    said: {
      sourceKey: sourceKey(tenantOf(activity) ?? '', conversationOf(activity).id, id),
      ...(text === '' ? {} : { text }),
      files: filesOf(attachments),
      ...(author === undefined ? {} : { author }),
      saidAt: (Number.isNaN(moment.getTime()) ? new Date(0) : moment).toISOString(),
      revision: Number.isNaN(moment.getTime()) ? '0' : String(moment.getTime()),
    },
    ...(author === undefined ? {} : { author }),
  };
}
