import type { Digest, DigestStep, Excerpt } from '../../../src/domain/digest.ts';
import { inLocale, type Locale } from '../../../src/domain/localized-text.ts';
import type { BadgeName } from '../../../src/domain/refusal.ts';
import { digestWords } from '../../../src/i18n/digest-messages.ts';
import { longDate } from '../../../src/i18n/format.ts';
import type { Links } from './links.ts';
import { chatActions, type Button, type Inline, type Reply, type ReplyPart } from './reply.ts';

/** One issue of a digest: what waits for others first, then what is new, then one step to take. */
export function digestReply(digest: Digest, locale: Locale, links: Links): Reply {
  const m = digestWords(locale);
  const title = m.title[digest.schedule];
  const badge = ({ slug, title: words }: BadgeName): Inline => ({
    link: links.badge(slug),
    label: inLocale(words, locale),
  });
  const name = ({ title: words }: BadgeName) => inLocale(words, locale);
  const date = (at: Date) => longDate(at, locale);
  const list = <T>(
    heading: string,
    { shown, count }: Excerpt<T>,
    line: (item: T) => readonly Inline[],
  ): ReplyPart[] => {
    if (count === 0) return [];
    const rest = count - shown.length;
    const lines = shown.flatMap((item): Inline[] => ['\n• ', ...line(item)]);
    return [
      { kind: 'text', text: [{ bold: heading }, ...lines, ...(rest > 0 ? [`\n${m.more(rest)}`] : [])] },
    ];
  };
  const parts: ReplyPart[] = [
    ...list(m.toReview(digest.toReview.count), digest.toReview, (item) => [
      { person: item.nominee },
      m.toReviewLine(name(item.badge), date(item.since)),
    ]),
    ...list(m.added(digest.added.count), digest.added, (item) => [
      { link: links.award(item.awardId), label: name(item.badge) },
      ` · ${m.addedLine(inLocale(item.issuerName, locale), date(item.at))}`,
    ]),
    ...list(m.evidenceAsked(digest.evidenceAsked.count), digest.evidenceAsked, (item) => [badge(item.badge)]),
    ...list(m.expiring, digest.expiring, (item) => [
      { link: links.award(item.awardId), label: name(item.badge) },
      m.expiringLine(date(item.at)),
    ]),
    ...list(m.nearly, digest.nearly, (item) => [badge(item.badge), m.nearlyLine(name(item.missing))]),
    ...list(m.nearlyOthers, digest.nearlyOthers, (item) => [
      { person: item.person },
      m.nearlyOthersLine(name(item.badge), name(item.missing)),
    ]),
    ...list(m.unseen, digest.unseen, (item) => [{ person: item.person }, m.unseenLine(date(item.since))]),
    ...list(m.toSupport, digest.toSupport, (item) => [
      { person: item.nominee },
      m.toSupportLine(name(item.badge)),
    ]),
  ];
  return {
    summary: [summaryOf(digest, locale)],
    parts: [
      { kind: 'heading', text: title },
      ...parts,
      ...stepParts(digest.step, locale, links),
      { kind: 'line' },
      { kind: 'small', text: [m.rhythm[digest.schedule]] },
      {
        kind: 'buttons',
        buttons: [
          { label: m.buttons.passport, url: links.me },
          ...(digest.schedule === 'monthly'
            ? []
            : [{ label: m.monthlyInstead, action: chatActions.setDigest, value: 'monthly' }]),
          { label: m.off, action: chatActions.setDigest, value: 'off' },
        ],
      },
    ],
  };
}

/** What a notification or a list of mails shows: the title, and what there is most reason to open it for. */
function summaryOf(digest: Digest, locale: Locale): string {
  const m = digestWords(locale);
  const first = [
    { words: m.toReview, of: digest.toReview },
    { words: m.added, of: digest.added },
    { words: m.evidenceAsked, of: digest.evidenceAsked },
    { words: () => m.expiring, of: digest.expiring },
    { words: () => m.nearly, of: digest.nearly },
    { words: () => m.nearlyOthers, of: digest.nearlyOthers },
    { words: () => m.unseen, of: digest.unseen },
  ].find(({ of }) => of.count > 0);
  const title = m.title[digest.schedule];
  return first === undefined ? title : `${title}: ${lowerFirst(first.words(first.of.count))}`;
}

function lowerFirst(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}

function stepParts(step: DigestStep | undefined, locale: Locale, links: Links): ReplyPart[] {
  if (step === undefined) return [];
  const m = digestWords(locale);
  const name = (badge: BadgeName) => inLocale(badge.title, locale);
  const say = (text: string, ...buttons: Button[]): ReplyPart[] => [
    { kind: 'line' },
    { kind: 'text', text: [{ bold: m.stepTitle }, `\n${text}`] },
    ...(buttons.length === 0 ? [] : [{ kind: 'buttons' as const, buttons }]),
  ];
  switch (step.kind) {
    case 'review':
      return say(m.steps.review, {
        label: m.buttons.review,
        action: chatActions.showQueue,
        value: 'me',
        style: 'primary',
      });
    case 'give-evidence':
      return say(m.steps['give-evidence'](name(step.badge)), {
        label: m.buttons.badge,
        url: links.badge(step.badge.slug),
      });
    case 'renew':
      return say(m.steps.renew(name(step.badge)), {
        label: m.buttons.award,
        url: links.award(step.awardId),
      });
    case 'last-part':
      return say(m.steps['last-part'](name(step.badge), name(step.missing)), {
        label: m.buttons.badge,
        url: links.badge(step.missing.slug),
        style: 'primary',
      });
    case 'look-at':
      return [...say(m.steps['look-at'])];
    case 'share':
      return say(
        m.steps.share(name(step.badge)),
        { label: m.buttons.share, action: chatActions.publishAward, value: step.awardId, style: 'primary' },
        { label: m.buttons.award, url: links.award(step.awardId) },
      );
  }
}
