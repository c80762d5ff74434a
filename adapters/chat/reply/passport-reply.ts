import { inLocale, type Locale } from '../../../src/domain/localized-text.ts';
import type { Passport } from '../../../src/domain/passport.ts';
import { chatWords } from '../../../src/i18n/chat-messages.ts';
import { longDate } from '../../../src/i18n/format.ts';
import type { Links } from './links.ts';
import type { Inline, Reply, ReplyPart } from './reply.ts';

const mostSkills = 8;
const mostBadges = 8;

/** A passport's summary for its owner. */
export function passportReply(passport: Passport, locale: Locale, links: Links): Reply {
  const m = chatWords(locale);
  const title = m.passportTitle;
  const { awards, experiences, imported, skills } = passport;
  if (awards.length + experiences.length + imported.length === 0)
    return {
      summary: [title],
      parts: [
        { kind: 'heading', text: title },
        { kind: 'text', text: [m.passportEmpty] },
      ],
    };
  const count = m.passportCount(awards.length + imported.length, experiences.length, skills.length);
  return {
    summary: [`${title}: ${count}`],
    parts: [
      { kind: 'heading', text: title },
      { kind: 'small', text: [count] },
      ...skillsPart(passport, locale, links),
      ...badgeParts(passport, locale, links),
    ],
  };
}

function skillsPart(passport: Passport, locale: Locale, links: Links): ReplyPart[] {
  if (passport.skills.length === 0) return [];
  const m = chatWords(locale);
  const lines = passport.skills
    .slice(0, mostSkills)
    .flatMap(({ skill, awarded }): Inline[] => [
      '\n',
      inLocale(skill.name, locale),
      ...(awarded > 0 ? [` · ${m.skillShown(awarded)}`] : []),
    ]);
  const left = passport.skills.length - mostSkills;
  const url = links.skillsPicture?.(passport.person.id, locale, passport.skills);
  if (url !== undefined)
    return [
      { kind: 'text', text: [{ bold: m.skillsHeading }] },
      { kind: 'picture', picture: { url, alt: skillsInWords(passport, locale) } },
    ];
  return [
    {
      kind: 'text',
      text: [{ bold: m.skillsHeading }, ...lines, ...(left > 0 ? ['\n', m.passportMore(left)] : [])],
    },
  ];
}

/** What the picture shows, for who does not see it. */
function skillsInWords({ skills }: Passport, locale: Locale): string {
  const m = chatWords(locale);
  const left = skills.length - mostSkills;
  return [
    ...skills
      .slice(0, mostSkills)
      .map(
        ({ skill, awarded }) =>
          `${inLocale(skill.name, locale)}${awarded > 0 ? ` (${m.skillShown(awarded)})` : ''}`,
      ),
    ...(left > 0 ? [m.passportMore(left)] : []),
  ].join(', ');
}

function badgeParts(passport: Passport, locale: Locale, links: Links): ReplyPart[] {
  if (passport.awards.length === 0) return [];
  const m = chatWords(locale);
  const left = passport.awards.length - mostBadges;
  return [
    { kind: 'line' },
    { kind: 'text', text: [{ bold: m.badgesHeading }] },
    ...passport.awards.slice(0, mostBadges).map((award): ReplyPart => {
      const zone = passport.person.timeZone ?? 'Europe/Amsterdam';
      return {
        kind: 'text',
        text: [
          { link: links.award(award.id), label: inLocale(award.badge.title, locale) },
          `\n${inLocale(award.badge.issuerName, locale)} · ${longDate(award.awardedAt, locale, zone)}`,
        ],
        picture: {
          url: links.picture(award.badge.slug, award.badge.image.png.id),
          alt: inLocale(award.badge.image.alt ?? award.badge.title, locale),
        },
      };
    }),
    ...(left > 0 ? [{ kind: 'small' as const, text: [m.passportMore(left)] }] : []),
  ];
}
