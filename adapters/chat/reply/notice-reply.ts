import { inLocale, type Locale } from '../../../src/domain/localized-text.ts';
import type { Notice } from '../../../src/domain/outbox-message.ts';
import { chatWords } from '../../../src/i18n/chat-messages.ts';
import { nominationWords } from '../../../src/i18n/chat-nomination-messages.ts';
import { settingsWords } from '../../../src/i18n/chat-settings-messages.ts';
import { digestReply } from './digest-reply.ts';
import { expiryReply, reminderReply } from './upkeep-reply.ts';
import { lookedAfterReply } from './looked-after-reply.ts';
import { linkedInUrl, type Links } from './links.ts';
import { newNominationReply } from './nomination-reply.ts';
import { badgePicture, people, withPerson } from './people.ts';
import { refusalReply } from './refusal-reply.ts';
import { refusalWords } from './refusal-words.ts';
import { chatActions, type Inline, type Reply, type ReplyPart } from './reply.ts';

/** What a bot says for a notice. `createdAt` is when it came about. Undefined for one that is not said but shown. */
export function noticeReply(
  notice: Notice,
  locale: Locale,
  links: Links,
  createdAt: Date,
): Reply | undefined {
  switch (notice.kind) {
    case 'award-announced':
      return announcement(notice, locale, links);
    case 'you-were-awarded':
      return toLearner(notice, locale, links, createdAt);
    case 'award-answer':
      return answer(notice, locale);
    case 'refused':
      return refusalReply(notice.refusal, locale);
    case 'not-announced': {
      const m = chatWords(locale);
      const title = inLocale(notice.badge.title, locale);
      const text = [notice.what === 'award' ? m.notAnnounced(title) : m.nominationNotAnnounced(title)];
      return { summary: text, parts: [{ kind: 'text', text }] };
    }
    case 'award-revoked': {
      const m = chatWords(locale);
      const text = [m.revoked(inLocale(notice.badge.title, locale))];
      return {
        summary: text,
        parts: [
          { kind: 'text', text },
          { kind: 'small', text: [m.because(notice.reason)] },
        ],
      };
    }
    case 'nomination-announced':
    case 'nomination-to-review':
      return newNominationReply(notice, locale, links);
    case 'nomination-decided':
      return decision(notice, locale, links);
    case 'mail-code': {
      const m = settingsWords(locale);
      return {
        summary: [m.mailCodeTitle(notice.code)],
        parts: [
          { kind: 'heading', text: m.mailCodeTitle(notice.code) },
          { kind: 'text', text: [m.mailCodeText(notice.code)] },
        ],
      };
    }
    case 'address-changed': {
      const m = settingsWords(locale);
      const text = [m.addressChanged[notice.change](notice.address)];
      return {
        summary: text,
        parts: [
          { kind: 'text', text },
          { kind: 'small', text: [m.addressNotYou] },
        ],
      };
    }
    case 'sign-in-link': {
      const m = settingsWords(locale);
      return {
        summary: [m.signInTitle],
        parts: [
          { kind: 'heading', text: m.signInTitle },
          { kind: 'text', text: [m.signInText] },
          {
            kind: 'buttons',
            buttons: [{ label: m.signInButton, url: links.signIn(notice.token), style: 'primary' }],
          },
          { kind: 'small', text: [m.signInNotAsked] },
        ],
      };
    }
    case 'recovery-link':
    case 'recovery-told':
    case 'record-downloaded':
      return lookedAfterReply(notice, locale, links);
    case 'digest':
      return digestReply(notice.digest, locale, links);
    case 'review-reminder':
      return reminderReply(notice, locale);
    case 'award-expiry':
      return expiryReply(notice, locale, links);
    case 'nomination-changed':
    case 'fetch-files':
    case 'fill-thread':
    case 'see-milestones':
      return undefined;
  }
}

type Of<K extends Notice['kind']> = Extract<Notice, { kind: K }>;

function reasonParts(reason: string | undefined): ReplyPart[] {
  return reason === undefined ? [] : [{ kind: 'quote', text: reason }];
}

function announcement(notice: Of<'award-announced'>, locale: Locale, links: Links): Reply {
  const m = chatWords(locale);
  const title = inLocale(notice.badge.title, locale);
  const verb = notice.recipients.length === 1 ? m.awarded : m.awardedMany;
  const who = people(notice.recipients, locale);
  const [first] = notice.recipients;
  return {
    summary: [...who, ` ${verb} ${title}`],
    parts: [
      {
        kind: 'text',
        text: [...who, ` ${verb}\n`, { bold: title }, `\n${inLocale(notice.badge.description, locale)}`],
        picture: badgePicture(notice.badge, locale, links),
      },
      ...reasonParts(notice.reason),
      {
        kind: 'buttons',
        buttons: [
          ...(notice.recipients.length === 1 && first !== undefined
            ? [{ label: m.viewAward, url: links.award(first.awardId) }]
            : []),
          { label: m.viewBadge, url: links.badge(notice.badge.slug) },
        ],
      },
      {
        kind: 'small',
        text: [
          m.awardedBy(''),
          { person: notice.by },
          ` · ${inLocale(notice.badge.issuerName, locale)}\n`,
          notice.confirmEvidence ? m.threadHintConfirmed : m.threadHint,
        ],
      },
    ],
  };
}

function toLearner(notice: Of<'you-were-awarded'>, locale: Locale, links: Links, createdAt: Date): Reply {
  const m = chatWords(locale);
  const title = inLocale(notice.badge.title, locale);
  const url = links.award(notice.awardId);
  const linkedIn = linkedInUrl({
    title,
    issuer: inLocale(notice.badge.issuerName, locale),
    awardedAt: createdAt,
    url,
    id: notice.awardId,
  });
  return {
    summary: [`${m.youWereAwarded} ${title}`],
    parts: [
      { kind: 'heading', text: m.youWereAwarded },
      {
        kind: 'text',
        text: [
          { bold: title },
          `\n${inLocale(notice.badge.description, locale)}\n\n`,
          ...byWhom(notice, locale),
          ` · ${inLocale(notice.badge.issuerName, locale)}`,
        ],
        picture: badgePicture(notice.badge, locale, links),
      },
      ...reasonParts(notice.reason),
      {
        kind: 'buttons',
        buttons: [
          { label: m.viewAward, url, style: 'primary' },
          { label: m.makePublic, action: chatActions.publishAward, value: notice.awardId },
          { label: m.addToLinkedIn, url: linkedIn },
          { label: m.myPassport, action: chatActions.showPassport, value: 'me' },
        ],
      },
      { kind: 'small', text: [m.privateHint] },
    ],
  };
}

/** Who gave it; of what came by itself, the badges by which it was earned. */
function byWhom({ by, madeOf }: Of<'you-were-awarded'>, locale: Locale): Inline[] {
  const m = chatWords(locale);
  if (by !== undefined) return [m.awardedBy(''), { person: by }];
  return [m.awardedByItself((madeOf ?? []).map(({ title }) => inLocale(title, locale)))];
}

function answer(notice: Of<'award-answer'>, locale: Locale): Reply {
  const m = chatWords(locale);
  const lines: Inline[] = [];
  if (notice.awarded.length > 0) {
    lines.push({ bold: inLocale(notice.badge.title, locale) }, ': ');
    // The words put a full stop behind the names, so the names stand where the message has them.
    const [before, after] = m.answerAwarded(['\u0000']).split('\u0000');
    lines.push(before ?? '', ...people(notice.awarded, locale), after ?? '');
    if (!notice.announced) lines.push('\n', m.answerNotAnnounced);
  } else if (notice.refused.length > 1) lines.push(m.answerNobody);
  for (const { refusal, ...person } of notice.refused)
    lines.push(
      ...(lines.length > 0 ? ['\n'] : []),
      ...(refusal.code === 'own-award' ? [] : [{ person }, ' ']),
      ...(['already-held', 'already-nominated', 'own-award'].includes(refusal.code) ? [] : ['– ']),
      refusalWords(refusal, locale),
    );
  return { summary: lines, parts: [{ kind: 'text', text: lines }] };
}

function decision(notice: Of<'nomination-decided'>, locale: Locale, links: Links): Reply {
  const m = nominationWords(locale);
  const text = notice.toNominee
    ? [m.declinedYou]
    : withPerson(notice.accepted ? m.accepted : m.declined, notice.nominee);
  const title = inLocale(notice.badge.title, locale);
  return {
    summary: [...text, ` ${title}`],
    parts: [
      {
        kind: 'text',
        text: [...text, '\n', { bold: title }],
        picture: badgePicture(notice.badge, locale, links),
      },
      ...(notice.reason === undefined
        ? []
        : [{ kind: 'small' as const, text: [chatWords(locale).because(notice.reason)] }]),
      ...(notice.awardId === undefined
        ? []
        : [
            {
              kind: 'buttons' as const,
              buttons: [{ label: chatWords(locale).viewAward, url: links.award(notice.awardId) }],
            },
          ]),
    ],
  };
}
