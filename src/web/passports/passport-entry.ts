import { standingOf, type Award, type AwardStanding } from '../../domain/award.ts';
import type { Experience, ExperienceKind } from '../../domain/experience.ts';
import { entryKey, type EntryRef } from '../../domain/entry-ref.ts';
import { mostPinned } from '../../domain/person.ts';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { importedStandingOf, type ImportedCredential } from '../../domain/imported-credential.ts';
import { issuedOn, type Passport } from '../../domain/passport.ts';
import type { ShowingKind } from '../../domain/passport-skills.ts';
import type { Skill } from '../../domain/skill.ts';

/** One thing in a passport, whatever it came from, as the pages list it. */
export type PassportEntry = {
  /** Unique in the passport, and safe as the id of an element. */
  readonly key: string;
  readonly provenance: ShowingKind;
  readonly title: string;
  /** Who gave it, or where it was. */
  readonly by: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; by it the entries are ordered and gathered by year. */
  readonly at: string | undefined;
  readonly skills: readonly Skill[];
  readonly hidden: boolean;
  /** Its place among those that stand above the others, from 0; absent where it stands by its date. */
  readonly pinnedAt?: number;
} & (
  | { readonly kind: 'award'; readonly award: Award; readonly standing: AwardStanding }
  | { readonly kind: 'experience'; readonly experience: Experience }
  | {
      readonly kind: 'import';
      readonly imported: ImportedCredential;
      readonly standing: ReturnType<typeof importedStandingOf>;
    }
);

/** Every entry of a passport, in no particular order. */
export function entriesOf(passport: Passport, locale: Locale, now: Date): readonly PassportEntry[] {
  const pinned = (passport.person.pinned ?? []).map(entryKey);
  return withoutPins(passport, locale, now).map((entry) => {
    const pinnedAt = pinned.indexOf(entryKey(refOf(entry)));
    return pinnedAt === -1 || entry.hidden ? entry : { ...entry, pinnedAt };
  });
}

/** How the entry is named in forms and in what is stored. */
export function refOf(entry: PassportEntry): EntryRef {
  if (entry.kind === 'award') return { kind: 'award', id: entry.award.id };
  return entry.kind === 'import'
    ? { kind: 'import', id: entry.imported.id }
    : { kind: 'experience', id: entry.experience.id };
}

function withoutPins(passport: Passport, locale: Locale, now: Date): readonly PassportEntry[] {
  return [
    ...passport.awards.map((award): PassportEntry => {
      const { badge, awardedAt, hidden = false } = award;
      return {
        kind: 'award',
        key: `award-${award.id}`,
        provenance: 'awarded',
        title: inLocale(badge.title, locale),
        by: inLocale(badge.issuerName, locale),
        at: awardedAt.toISOString().slice(0, 10),
        skills: badge.skills,
        hidden,
        award,
        standing: standingOf(award, now),
      };
    }),
    ...passport.experiences.map((experience): PassportEntry => {
      const { title, organisation, from, until, skills, visibility } = experience;
      return {
        kind: 'experience',
        key: `experience-${experience.id}`,
        provenance: 'declared',
        title,
        by: organisation ?? '',
        at: until ?? from,
        skills,
        hidden: visibility === 'hidden',
        experience,
      };
    }),
    ...passport.imported.map((imported): PassportEntry => {
      const { summary, skills, visibility } = imported;
      return {
        kind: 'import',
        key: `import-${imported.id}`,
        provenance: 'imported',
        title: summary.name,
        by: summary.issuer.name ?? summary.issuer.id ?? '',
        at: issuedOn(imported),
        skills,
        hidden: visibility === 'hidden',
        imported,
        standing: importedStandingOf(imported, now),
      };
    }),
  ];
}

/** By what a passport is narrowed down: where it came from, or for a declared one what it was. */
export type EntryKind = ShowingKind | ExperienceKind;

export function isOfKind(entry: PassportEntry, kind: EntryKind): boolean {
  return entry.provenance === kind || (entry.kind === 'experience' && entry.experience.kind === kind);
}

export function yearOf(entry: PassportEntry): string | undefined {
  return entry.at?.slice(0, 4);
}

const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);

/** By date in either direction; what has no date comes last in both. */
export function byTime(a: PassportEntry, b: PassportEntry, sign: 1 | -1): number {
  if (a.at === undefined || b.at === undefined)
    return a.at === b.at ? compare(a.key, b.key) : a.at === undefined ? 1 : -1;
  return sign * compare(a.at, b.at) || compare(a.key, b.key);
}

export function newestFirst(a: PassportEntry, b: PassportEntry): number {
  return byTime(a, b, -1);
}

/** As a passport is shown: what its owner pinned first, in their order, then the newest. */
export function asShown(a: PassportEntry, b: PassportEntry): number {
  return (a.pinnedAt ?? mostPinned) - (b.pinnedAt ?? mostPinned) || newestFirst(a, b);
}
