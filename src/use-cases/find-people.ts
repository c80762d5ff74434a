import type { Actor } from '../domain/actor.ts';
import type { AuditEntry } from '../domain/audit-entry.ts';
import { identityKey, parseIdentity } from '../domain/identity.ts';
import type { Issuer } from '../domain/issuer.ts';
import type { Person, PersonId } from '../domain/person.ts';
import { termsSought } from '../domain/person-search.ts';
import { mayFindPeople, mayLookAfter } from '../domain/policy.ts';
import { refused, type Outcome, type Refusal } from '../domain/refusal.ts';
import type { Role } from '../domain/role.ts';
import type { Page } from '../ports/page.ts';
import type { Store } from '../ports/store.ts';
import { lookingAfter, ownedBy } from './looking-after.ts';

type Deps = { readonly store: Store };

const pageSize = 25;
const shownActs = 20;
/** How many entries are read to find those; most of what is about a person is their badges. */
const readActs = 100;

/**
 * Those whom an owner means by what they typed: an identity as it is written everywhere, or beginnings of words of a name
 * or of an address. Nobody when too little was typed; there is no list of everybody.
 */
export async function findPeople(
  { store }: Deps,
  query: { readonly actor: Actor; readonly typed: string; readonly after?: string },
): Promise<Outcome<{ readonly found: Page<Person> }>> {
  const refusal = mayFindPeople(query.actor, await ownedBy(store, query.actor));
  if (refusal !== undefined) return refused(refusal);
  const identity = parseIdentity(query.typed);
  if (identity !== undefined) {
    const person = await store.persons.findByIdentity(identityKey(identity));
    return { ok: true, found: { items: person === undefined ? [] : [person] } };
  }
  const page = { limit: pageSize, ...(query.after === undefined ? {} : { after: query.after }) };
  return { ok: true, found: await store.persons.search(termsSought(query.typed), page) };
}

/** What an owner sees of a person: who they are and where they are known, nothing of what is in their passport. */
export type PersonSheet = {
  readonly person: Person;
  readonly awards: number;
  readonly roles: readonly { readonly role: Role; readonly issuer: Issuer }[];
  /** What was done about their account by owners and by themselves, newest first. */
  readonly acts: readonly { readonly entry: AuditEntry; readonly by?: Person }[];
  /** Why the asker may do no more than look. */
  readonly hands: Refusal | undefined;
};

const accountActs: readonly AuditEntry['action'][] = [
  'identity-linked',
  'identity-unlinked',
  'persons-merged',
  'person-exported',
  'recovery-asked',
  'recovery-done',
  'recovery-stopped',
];

export async function showPerson(
  { store }: Deps,
  query: { readonly actor: Actor; readonly personId: PersonId },
): Promise<Outcome<{ readonly sheet: PersonSheet }>> {
  const { actor } = query;
  const refusal = mayFindPeople(actor, await ownedBy(store, actor));
  if (refusal !== undefined) return refused(refusal);
  const person = await store.persons.find(query.personId);
  if (person === undefined) return refused({ code: 'unknown-person', said: query.personId });
  const looking = await lookingAfter(store, actor, person);
  const [awards, issuers, audit] = await Promise.all([
    store.awards.ofPerson(person.id),
    store.issuers.list(),
    store.audit.page({ about: `person:${person.id}` }, { limit: readActs }),
  ]);
  const acts = audit.items.filter(({ action }) => accountActs.includes(action)).slice(0, shownActs);
  const byId = new Map(
    (await store.persons.findMany(acts.flatMap(({ by }) => idOf(by)))).map((each) => [each.id, each]),
  );
  return {
    ok: true,
    sheet: {
      person,
      awards: awards.length,
      roles: looking.theirs.flatMap(({ role, issuerId }) => {
        const issuer = issuers.find(({ id }) => id === issuerId);
        return issuer === undefined ? [] : [{ role, issuer }];
      }),
      acts: acts.map((entry) => {
        const by = byId.get(idOf(entry.by)[0] ?? '');
        return { entry, ...(by === undefined ? {} : { by }) };
      }),
      hands: mayLookAfter(actor, person.id, looking),
    },
  };
}

function idOf(by: string): readonly string[] {
  return by.startsWith('person:') ? [by.slice('person:'.length)] : [];
}
