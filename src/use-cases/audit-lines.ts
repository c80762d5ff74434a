import { erasedPerson, type AuditAction, type AuditEntry } from '../domain/audit-entry.ts';
import { operator } from '../domain/actor.ts';
import type { IdentityKey } from '../domain/identity.ts';
import type { LocalizedText } from '../domain/localized-text.ts';
import { nobody, type Person, type PersonId } from '../domain/person.ts';
import { parseWorkspaceGrantee } from '../domain/role.ts';
import type { Repositories } from '../ports/store.ts';

/** Somebody as an owner reads of them. */
export type AuditPerson =
  /** Of whom no name is known, an account or address is said. */
  | { readonly kind: 'person'; readonly name?: string; readonly account?: IdentityKey }
  | { readonly kind: 'operator' }
  /** Whose award it is, of whom it is not said who that is. */
  | { readonly kind: 'holder' }
  /** Erased, or not to be found any more. */
  | { readonly kind: 'gone' };

/** What an entry is about, as far as it is still there. */
export type AuditThing =
  | AuditPerson
  /** Of an award of another issuer only the badge is told. */
  | {
      readonly kind: 'award' | 'nomination';
      readonly title: LocalizedText;
      readonly person: AuditPerson;
    }
  | { readonly kind: 'badge'; readonly slug: string; readonly title: LocalizedText }
  | { readonly kind: 'group'; readonly among: 'everyone' | 'teachers'; readonly workspace: string }
  /** Of a kind that has no name, or is gone: `evidence:…`. */
  | { readonly kind: 'other'; readonly what: string };

/** An entry with names in the place of ids. */
export type AuditLine = Omit<AuditEntry, 'by' | 'about'> & {
  readonly by: AuditPerson;
  readonly about: readonly AuditThing[];
  /** How many more things it is about. */
  readonly more: number;
};

type Reads = Pick<Repositories, 'persons' | 'awards' | 'nominations' | 'badges' | 'workspaces'>;

/** An award to a whole class is about hundreds. */
const mostNamed = 3;
/** What learners do with what is theirs; that it happened is for the issuer to know, and not who it was. */
const holdersOwn: ReadonlySet<AuditAction> = new Set(['award-visibility-changed', 'award-taken-to-wallet']);

/** Puts names in the place of the ids of these entries, read for all of them at once. */
export async function auditLines(
  reads: Reads,
  entries: readonly AuditEntry[],
): Promise<readonly AuditLine[]> {
  const told = entries.map((entry) => ({ entry, ...whatItIsAbout(entry) }));
  const refs = told.flatMap(({ named }) => named);
  const idsOf = (kind: string) => [
    ...new Set(refs.flatMap((ref) => (ref.startsWith(`${kind}:`) ? [ref.slice(kind.length + 1)] : []))),
  ];
  const [awards, nominations, badges, workspaces] = await Promise.all([
    reads.awards.findMany(idsOf('award')),
    Promise.all(idsOf('nomination').map((id) => reads.nominations.find(id))),
    reads.badges.list(),
    reads.workspaces.list(),
  ]);
  const awardOf = new Map(awards.map((award) => [award.id, award]));
  const nominationOf = new Map(nominations.map((nomination) => [nomination?.id, nomination]));
  const badgeOf = new Map(badges.map((badge) => [badge.id, badge]));
  const workspaceName = new Map(workspaces.map(({ key, name }) => [key, name]));
  const people = await namesOf(reads, [
    ...idsOf('person'),
    ...entries.flatMap(({ by }) => (by.startsWith('person:') ? [by.slice('person:'.length)] : [])),
    ...awards.flatMap(({ personId }) => personId ?? []),
    ...nominations.flatMap((nomination) => nomination?.nomineeId ?? []),
  ]);
  const personOf = (id: PersonId | undefined): AuditPerson => people.get(id ?? '') ?? { kind: 'gone' };
  const thingOf = (ref: string, entry: AuditEntry): AuditThing => {
    const group = parseWorkspaceGrantee(ref);
    if (group?.kind === 'workspace')
      return {
        kind: 'group',
        among: group.among,
        workspace: workspaceName.get(group.workspace) ?? group.workspace,
      };
    const [kind = '', ...rest] = ref.split(':');
    const id = rest.join(':');
    if (kind === 'person') return personOf(id);
    const award = kind === 'award' ? awardOf.get(id) : undefined;
    // Whose it is, is not for another organisation, which may stand behind an award by its link alone.
    if (award !== undefined && (entry.issuerId !== award.issuerId || holdersOwn.has(entry.action)))
      return { kind: 'badge', slug: award.badge.slug, title: award.badge.title };
    if (award !== undefined)
      return { kind: 'award', title: award.badge.title, person: personOf(award.personId) };
    const nomination = kind === 'nomination' ? nominationOf.get(id) : undefined;
    if (nomination !== undefined)
      return { kind: 'nomination', title: nomination.badge.title, person: personOf(nomination.nomineeId) };
    const badge = kind === 'badge' ? badgeOf.get(id) : undefined;
    if (badge !== undefined) return { kind: 'badge', slug: badge.slug, title: badge.title };
    return { kind: 'other', what: kind };
  };
  return told.map(({ entry, named, more }) => ({
    ...entry,
    by: holdersOwn.has(entry.action)
      ? { kind: 'holder' }
      : entry.by === operator
        ? { kind: 'operator' }
        : personOf(entry.by.slice('person:'.length)),
    about: named.map((ref) => thingOf(ref, entry)),
    more,
  }));
}

/** People stand in it beside what they got; that names them already. */
function whatItIsAbout({ about }: AuditEntry): { readonly named: readonly string[]; readonly more: number } {
  const things = about.filter((ref) => !ref.startsWith('person:'));
  const refs = things.length === 0 ? about : things;
  return { named: refs.slice(0, mostNamed), more: Math.max(0, refs.length - mostNamed) };
}

/** An account before an address, which may be written down by somebody else. */
function accountOf(identities: Person['identities']): IdentityKey | undefined {
  const here = identities.filter(({ goneAt }) => goneAt === undefined);
  return (here.find(({ identity }) => identity.kind !== 'email') ?? here[0])?.key;
}

async function namesOf(
  { persons }: Pick<Reads, 'persons'>,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, AuditPerson>> {
  const wanted = [...new Set(ids)].filter((id) => id !== nobody && `person:${id}` !== erasedPerson);
  const found = new Map((await persons.findMany(wanted)).map((person) => [person.id, person]));
  const named = await Promise.all(
    wanted.map(async (id): Promise<readonly (readonly [PersonId, AuditPerson])[]> => {
      // Who was merged into another is read of under an id of before.
      const person = found.get(id) ?? (await persons.find(id));
      if (person === undefined) return [];
      const { name, identities } = person;
      const account = name === undefined ? accountOf(identities) : undefined;
      return [
        [
          id,
          {
            kind: 'person',
            ...(name === undefined ? {} : { name }),
            ...(account === undefined ? {} : { account }),
          },
        ],
      ];
    }),
  );
  return new Map(named.flat());
}
