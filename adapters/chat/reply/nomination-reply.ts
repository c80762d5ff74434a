import { counts } from '../../../src/domain/evidence.ts';
import { inLocale, type Locale } from '../../../src/domain/localized-text.ts';
import type { NominationStatus } from '../../../src/domain/nomination.ts';
import type { BadgeCard, Notice, PersonName } from '../../../src/domain/outbox-message.ts';
import type { NominationView } from '../../../src/use-cases/show-nomination.ts';
import { formWords } from '../../../src/i18n/chat-form-messages.ts';
import { nominationWords } from '../../../src/i18n/chat-nomination-messages.ts';
import { chatWords } from '../../../src/i18n/chat-messages.ts';
import type { Links } from './links.ts';
import { badgePicture, people, withPerson } from './people.ts';
import { chatActions, type Button, type Inline, type Reply, type ReplyPart } from './reply.ts';

/** What a nomination's card shows. */
type Card = {
  readonly nominationId: string;
  readonly badge: BadgeCard;
  readonly nominee: PersonName;
  readonly nominator: PersonName;
  readonly reason?: string;
  readonly endorsers: readonly PersonName[];
  readonly pieces: number;
  readonly status: NominationStatus;
  readonly decidedBy?: PersonName;
  readonly decisionReason?: string;
  readonly awardId?: string;
  /** Its reader was asked in particular. */
  readonly asked?: boolean;
};

type NominationNotice = Extract<Notice, { kind: 'nomination-announced' | 'nomination-to-review' }>;

/** A nomination's card as it is first shown: `nomination-to-review` to a reviewer alone. */
export function newNominationReply(notice: NominationNotice, locale: Locale, links: Links): Reply {
  const card: Card = {
    nominationId: notice.nominationId,
    badge: notice.badge,
    nominee: notice.nominee,
    nominator: notice.by,
    ...(notice.reason === undefined ? {} : { reason: notice.reason }),
    endorsers: [],
    pieces: 0,
    status: 'open',
    asked: notice.kind === 'nomination-to-review' && notice.asked === true,
  };
  return cardReply(card, notice.kind, locale, links);
}

/** The same card as things stand now. */
export function nominationReply(
  view: NominationView,
  kind: NominationNotice['kind'],
  locale: Locale,
  links: Links,
): Reply {
  return cardReply(cardOf(view), kind, locale, links);
}

function cardOf(view: NominationView): Card {
  const { nomination } = view;
  const { badge } = nomination;
  return {
    nominationId: nomination.id,
    badge: {
      slug: badge.slug,
      title: badge.title,
      description: badge.description,
      issuerName: badge.issuerName,
      picture: badge.image.png.id,
      ...(badge.image.alt === undefined ? {} : { pictureAlt: badge.image.alt }),
    },
    nominee: view.nominee,
    nominator: view.nominator,
    ...(nomination.reason === undefined ? {} : { reason: nomination.reason }),
    endorsers: view.endorsers,
    pieces: view.evidence.length,
    status: nomination.status,
    ...(view.decidedBy === undefined ? {} : { decidedBy: view.decidedBy }),
    ...(nomination.decisionReason === undefined ? {} : { decisionReason: nomination.decisionReason }),
    ...(nomination.awardId === undefined ? {} : { awardId: nomination.awardId }),
    asked: nomination.askedOf !== undefined,
  };
}

function cardReply(card: Card, kind: NominationNotice['kind'], locale: Locale, links: Links): Reply {
  const m = nominationWords(locale);
  const self = card.nominee.personId === card.nominator.personId;
  const who = withPerson(self ? m.asks : m.title, card.nominee);
  const title = inLocale(card.badge.title, locale);
  const review = kind === 'nomination-to-review';
  return {
    summary: [...who, ` ${title}`],
    parts: [
      ...(review && card.status === 'open'
        ? [{ kind: 'heading' as const, text: card.asked === true ? m.askedYou : m.toReview }]
        : []),
      {
        kind: 'text',
        text: [...who, '\n', { bold: title }, `\n${inLocale(card.badge.description, locale)}`],
        picture: badgePicture(card.badge, locale, links),
      },
      ...(card.reason === undefined ? [] : [{ kind: 'quote' as const, text: card.reason }]),
      {
        kind: 'small',
        text: [
          ...(self ? [] : [...withPerson(m.by, card.nominator), ' · ']),
          inLocale(card.badge.issuerName, locale),
        ],
      },
      ...supportParts(card, locale),
      ...outcomeParts(card, locale),
      { kind: 'buttons', buttons: cardButtons(card, review, locale, links) },
      ...(card.status === 'open' && !review ? [{ kind: 'small' as const, text: [m.threadHint] }] : []),
    ],
  };
}

function supportParts(card: Card, locale: Locale): ReplyPart[] {
  const m = nominationWords(locale);
  const lines: Inline[] = [];
  if (card.endorsers.length > 0) {
    const [before, after] = m.supportedBy('\u0000').split('\u0000');
    lines.push(before ?? '', ...people(card.endorsers, locale), after ?? '');
  }
  if (card.pieces > 0) lines.push(lines.length > 0 ? ' · ' : '', m.evidenceCount(card.pieces));
  return lines.length === 0 ? [] : [{ kind: 'small', text: lines }];
}

function outcomeParts(card: Card, locale: Locale): ReplyPart[] {
  const m = nominationWords(locale);
  const by = card.decidedBy ?? { personId: '' };
  switch (card.status) {
    case 'open':
      return [];
    case 'withdrawn':
      return [{ kind: 'text', text: [m.withdrawn] }];
    case 'accepted':
      return [{ kind: 'text', text: ['✅ ', ...withPerson(m.acceptedBy, by)] }];
    case 'declined':
      return [
        { kind: 'text', text: withPerson(m.declinedBy, by) },
        ...(card.decisionReason === undefined ? [] : [{ kind: 'quote' as const, text: card.decisionReason }]),
      ];
  }
}

function cardButtons(card: Card, review: boolean, locale: Locale, links: Links): Button[] {
  const m = nominationWords(locale);
  const value = card.nominationId;
  const about: Button = { label: chatWords(locale).viewBadge, url: links.badge(card.badge.slug) };
  if (card.status === 'accepted' && card.awardId !== undefined)
    return [{ label: chatWords(locale).viewAward, url: links.award(card.awardId) }, about];
  if (card.status !== 'open') return [about];
  return [
    ...(review ? [] : [{ label: m.support, action: chatActions.supportNomination, value }]),
    {
      label: m.review,
      action: chatActions.openForm,
      value: JSON.stringify({ form: 'review', nominationId: value }),
    },
    { label: m.accept, action: chatActions.acceptNomination, value, style: 'primary' },
    {
      label: m.decline,
      action: chatActions.openForm,
      value: JSON.stringify({ form: 'decline', nominationId: value }),
      style: 'danger',
    },
    about,
  ];
}

const mostPieces = 10;
const longestPiece = 600;

/** A nomination inside a form: `whole` has the criteria and the evidence too, so that one can decide on it. */
export function nominationParts(
  view: NominationView,
  locale: Locale,
  links: Links,
  extent: 'short' | 'whole',
): ReplyPart[] {
  const m = formWords(locale);
  const card = cardOf(view);
  const { badge } = view.nomination;
  const parts: ReplyPart[] = [
    {
      kind: 'text',
      text: [
        ...withPerson(nominationWords(locale).title, card.nominee),
        '\n',
        { bold: inLocale(badge.title, locale) },
      ],
      picture: badgePicture(card.badge, locale, links),
    },
    ...(card.reason === undefined ? [] : [{ kind: 'quote' as const, text: card.reason }]),
    { kind: 'small', text: withPerson(nominationWords(locale).by, card.nominator) },
    ...supportParts({ ...card, pieces: 0 }, locale),
  ];
  if (extent === 'short') return parts;
  const assessment = badge.assessment === undefined ? '' : inLocale(badge.assessment, locale);
  return [
    ...parts,
    { kind: 'line' },
    { kind: 'text', text: [{ bold: m.criteria }, `\n${inLocale(badge.criteria, locale)}`] },
    ...(assessment === ''
      ? []
      : [{ kind: 'text' as const, text: [{ bold: m.assessment }, `\n${assessment}`] }]),
    { kind: 'line' },
    ...evidenceParts(view, locale),
  ];
}

function evidenceParts(view: NominationView, locale: Locale): ReplyPart[] {
  const m = formWords(locale);
  const comments = view.nomination.endorsements.flatMap(({ name, comment }) =>
    comment === undefined ? [] : [{ name, text: comment, note: undefined, files: [] }],
  );
  const pieces = [
    ...comments,
    ...view.evidence.map((piece) => ({
      name: piece.authorName,
      text: [piece.text, piece.url].filter(Boolean).join('\n'),
      note: counts(piece, view.nomination.badge.confirmEvidence) ? undefined : m.notCounted,
      files: piece.files.map(({ name }) => name),
    })),
  ];
  const left = pieces.length - mostPieces;
  return [
    { kind: 'text', text: [{ bold: m.evidenceHeading }] },
    ...(pieces.length === 0 ? [{ kind: 'small' as const, text: [m.noEvidence] }] : []),
    ...pieces.slice(0, mostPieces).flatMap(({ name, text, note, files }): ReplyPart[] => {
      const said = [text.slice(0, longestPiece), ...files.map((file) => `📎 ${file}`)].filter(
        (line) => line !== '',
      );
      return [
        { kind: 'quote', text: said.join('\n') },
        {
          kind: 'small',
          text: [name ?? chatWords(locale).someone, ...(note === undefined ? [] : [` · ${note}`])],
        },
      ];
    }),
    ...(left > 0 ? [{ kind: 'small' as const, text: [m.moreEvidence(left)] }] : []),
  ];
}
