import type { Actor } from '../../../src/domain/actor.ts';
import { inLocale, type Locale, type LocalizedText } from '../../../src/domain/localized-text.ts';
import type { Store } from '../../../src/ports/store.ts';
import { awardsToRevoke, evidenceSubjects } from '../../../src/use-cases/choosable-awards.ts';
import { granteeKeysOf } from '../../../src/use-cases/held-roles.ts';
import { listBadges, type ListedBadge } from '../../../src/use-cases/list-badges.ts';
import { badgeSkills } from '../../../src/use-cases/known-skills.ts';
import { nominationsToReview, nominationsToSupport } from '../../../src/use-cases/list-nominations.ts';
import { searchSkills } from '../../../src/use-cases/search-skills.ts';
import type { NominationView } from '../../../src/use-cases/show-nomination.ts';
import { chatWords } from '../../../src/i18n/chat-messages.ts';
import { longDate } from '../../../src/i18n/format.ts';
import type { Choice, SearchOf } from './form.ts';

/** As many as a person looks through; typing more narrows them down. */
const most = 25;

/**
 * What a search field offers for what was typed so far (nothing: the first ones). The value is a badge's slug, a
 * nomination's or an award's id, for `evidence-subject` `award:ID` or `nomination:ID`, and for `skill` its name.
 */
export async function searchChoices(
  deps: { readonly store: Store },
  asker: { readonly actor: Actor; readonly locale: Locale },
  of: SearchOf,
  typed: string,
): Promise<readonly Choice[]> {
  const { actor, locale } = asker;
  switch (of) {
    case 'badge-to-award':
    case 'badge-to-nominate': {
      const listed = await listBadges(deps, { words: typed });
      const fitting =
        of === 'badge-to-award'
          ? await awardable(deps.store, actor, listed)
          : listed.filter(({ badge }) => badge.whoMayNominate !== 'nobody' && badge.award !== 'automatic');
      return fitting.slice(0, most).map((one) => badgeChoice(one, locale));
    }
    case 'nomination-to-support':
      return narrowed(
        (await nominationsToSupport(deps, { actor, limit: 200 })).map((view) =>
          nominationChoice(view, locale),
        ),
        typed,
      );
    case 'nomination-to-review':
      return narrowed(
        (await nominationsToReview(deps, { actor, limit: 200 })).map((view) =>
          nominationChoice(view, locale),
        ),
        typed,
      );
    case 'award-to-revoke':
      return narrowed(
        (await awardsToRevoke(deps, { actor })).map(({ award, personName }) => ({
          value: award.id,
          label: about(award.badge.title, personName, locale),
          detail: longDate(award.awardedAt, locale),
        })),
        typed,
      );
    case 'evidence-subject':
      return narrowed(
        (await evidenceSubjects(deps, { actor })).map(({ subject, title, personName }) => ({
          value: `${subject.kind}:${subject.id}`,
          label: about(title, personName, locale),
        })),
        typed,
      );
    case 'skill':
      return skillChoices(deps, locale, typed);
  }
}

/** What comes back of a choice may be no longer than this on any platform; characters. */
const longestValue = 75;

/** Skills by their names, since that is what their search goes by too; before anything is typed, those of the badges here. */
async function skillChoices(
  deps: { readonly store: Store },
  locale: Locale,
  typed: string,
): Promise<readonly Choice[]> {
  const found = typed.trim() === '' ? await badgeSkills(deps) : await searchSkills(deps, { typed, locale });
  const names = [...new Set(found.map(({ name }) => inLocale(name, locale)))];
  return names
    .filter((name) => name !== '' && name.length <= longestValue)
    .slice(0, most)
    .map((name) => ({ value: name, label: name }));
}

export function badgeChoice({ badge, issuer }: ListedBadge, locale: Locale): Choice {
  return {
    value: badge.slug,
    label: inLocale(badge.title, locale),
    detail: inLocale(issuer.name, locale),
  };
}

export function nominationChoice({ nomination, nominee }: NominationView, locale: Locale): Choice {
  return {
    value: nomination.id,
    label: about(nomination.badge.title, nominee.name, locale),
    detail: longDate(nomination.createdAt, locale),
  };
}

function about(title: LocalizedText, name: string | undefined, locale: Locale): string {
  return `${name ?? chatWords(locale).someone} – ${inLocale(title, locale)}`;
}

/** The badges of the issuers for whom the actor awards; all that are awarded directly when there is none. */
async function awardable(
  store: Store,
  actor: Actor,
  listed: readonly ListedBadge[],
): Promise<readonly ListedBadge[]> {
  const grants = await store.roles.ofGrantees(granteeKeysOf(actor));
  const issuers = new Set(grants.flatMap(({ role, issuerId }) => (role === 'reviewer' ? [] : [issuerId])));
  const direct = listed.filter(({ badge }) => badge.award === 'direct');
  return issuers.size === 0 ? direct : direct.filter(({ issuer }) => issuers.has(issuer.id));
}

const fold = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

function narrowed(choices: readonly Choice[], typed: string): readonly Choice[] {
  const words = fold(typed).split(/\s+/u).filter(Boolean);
  const fits = ({ label, detail }: Choice) => {
    const text = fold(`${label} ${detail ?? ''}`);
    return words.every((word) => text.includes(word));
  };
  return choices.filter(fits).slice(0, most);
}
