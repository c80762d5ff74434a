import { createHash } from 'node:crypto';
import type { Community } from '../../src/domain/community.ts';
import { inLocale } from '../../src/domain/localized-text.ts';
import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import type { PersonId } from '../../src/domain/person.ts';
import { digestWords } from '../../src/i18n/digest-messages.ts';
import { chatWords } from '../../src/i18n/chat-messages.ts';
import { mailWords } from '../../src/i18n/mail-messages.ts';
import type { Links } from '../chat/reply/links.ts';
import { noticeReply } from '../chat/reply/notice-reply.ts';
import { escapeHtml, mailHtml, ownPictureHtml, partHtml } from './mail-html.ts';
import type { MailPicture } from './skills-for-mail.ts';
import { oneLine } from './mail-settings.ts';
import { partText } from './mail-text.ts';

export type ComposeDeps = {
  /** Where one click ends a person's digests, signed in or not. */
  readonly unsubscribeUrl: (personId: PersonId) => string;
  readonly links: Links;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly community: Pick<Community, 'name'>;
};

export type Mail = {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
};

const longestSubject = 150;

/** By what the HTML names the picture that lies beside it in the mail (RFC 2392). */
export const pictureId = 'skills@speldje';

/** The mail for a message to a person; undefined for a notice that is not said but shown. `picture` stands at its end. */
export function composeMail(
  deps: ComposeDeps,
  message: OutboxMessage,
  picture?: MailPicture,
): Mail | undefined {
  const { destination, notice } = message;
  const { locale } = destination;
  const reply = noticeReply(notice, locale, deps.links, message.createdAt);
  if (reply === undefined || destination.kind !== 'person') return undefined;
  const { someone } = chatWords(locale);
  const words = mailWords(locale);
  const community = inLocale(deps.community.name, locale);
  const summary = oneLine(partText({ kind: 'text', text: reply.summary }, someone));
  const subject = summary.length > longestSubject ? `${summary.slice(0, longestSubject - 1)}…` : summary;
  const why =
    notice.kind === 'mail-code' || notice.kind === 'sign-in-link'
      ? words.whyCode(community)
      : notice.kind === 'recovery-link'
        ? words.whyRecovery(community)
        : words.why(community);
  const parts = reply.parts.map((part) => partText(part, someone)).filter((part) => part !== '');
  const stop =
    notice.kind === 'digest'
      ? { url: deps.unsubscribeUrl(destination.personId), words: digestWords(locale).unsubscribe }
      : undefined;
  const footerLines = [why, ...(stop === undefined ? [] : [`${stop.words}: ${stop.url}`]), deps.publicUrl];
  const small = 'margin:0 0 6px;font-size:13px;line-height:1.5;color:#5c6470';
  return {
    subject,
    text: `${parts.join('\n\n')}\n\n-- \n${footerLines.join('\n')}\n`,
    html: mailHtml({
      locale,
      title: subject,
      community,
      home: deps.publicUrl,
      preview: summary,
      body: [
        ...reply.parts.map((part) => partHtml(part, someone)),
        ...(picture === undefined ? [] : [ownPictureHtml({ ...picture, id: pictureId })]),
      ].join('\n'),
      footer: [
        `<p class="small" style="${small}">${escapeHtml(why)}</p>`,
        ...(stop === undefined
          ? []
          : [
              `<p class="small" style="${small}"><a href="${escapeHtml(stop.url)}" class="link" style="color:#1d4f91">${escapeHtml(stop.words)}</a></p>`,
            ]),
      ].join('\n'),
    }),
    headers: {
      // RFC 3834 §5: nobody's holiday answers to it.
      'Auto-Submitted': 'auto-generated',
      // RFC 2369 §3.2, and RFC 8058 §3.1 for doing it in one click.
      ...(stop === undefined
        ? {}
        : { 'List-Unsubscribe': `<${stop.url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  };
}

/** The same for the same message of the outbox, so that a mail that went out twice is seen to be one. */
export function messageId(key: string, from: string): string {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`;
}
