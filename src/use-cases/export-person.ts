import { isOperator, type Actor } from '../domain/actor.ts';
import type { Award } from '../domain/award.ts';
import type { BackpackGrant } from '../domain/backpack.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Experience } from '../domain/experience.ts';
import type { ImportedContent, ImportedCredential } from '../domain/imported-credential.ts';
import type { IssuerEndorsement } from '../domain/issuer-endorsement.ts';
import type { Nomination } from '../domain/nomination.ts';
import type { PassportShare } from '../domain/passport-share.ts';
import type { Person, PersonId } from '../domain/person.ts';
import { mayTakeOutOrErase } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import { granteeKey, type RoleGrant } from '../domain/role.ts';
import type { WalletOffer } from '../domain/wallet-offer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { lookingAfter } from './looking-after.ts';
import { tellPerson } from './tell-person.ts';

/** Everything that is kept of a person, as data. */
export type PersonRecord = {
  readonly person: Person;
  readonly awards: readonly Award[];
  readonly evidence: readonly Evidence[];
  readonly said: readonly Evidence[];
  readonly nominations: readonly Nomination[];
  readonly experiences: readonly Experience[];
  /** What they said in an organisation's name of others' badges and awards. */
  readonly endorsed: readonly IssuerEndorsement[];
  /** Badges from elsewhere, each with what was read. */
  readonly imported: readonly (ImportedCredential & Omit<ImportedContent, 'picture'>)[];
  readonly roles: readonly RoleGrant[];
  readonly walletOffers: readonly WalletOffer[];
  readonly backpacks: readonly BackpackGrant[];
  /** Without the address, which is the permission itself; and for others without what the learner noted for themselves. */
  readonly shares: readonly Omit<PassportShare, 'token'>[];
};

/** The whole record of a person, for themselves, an owner or the operator; of an owner's download they are told. */
export async function exportPerson(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  query: { readonly actor: Actor; readonly personId: PersonId },
): Promise<Outcome<{ readonly record: PersonRecord }>> {
  const { store } = deps;
  const person = await store.persons.find(query.personId);
  if (person === undefined) return refused({ code: 'unknown-person', said: query.personId });
  const { actor } = query;
  const refusal = mayTakeOutOrErase(actor, person.id, await lookingAfter(store, actor, person));
  if (refusal !== undefined) return refused(refusal);
  const [awards, nominations, experiences, imported, said, roles, walletOffers, backpacks, shares] =
    await Promise.all([
      store.awards.ofPerson(person.id),
      store.nominations.ofPerson(person.id),
      store.experiences.ofPerson(person.id),
      importedOf(store, person.id),
      store.evidence.ofAuthor(person.id),
      store.roles.ofGrantees([granteeKey({ kind: 'person', personId: person.id })]),
      store.walletOffers.ofPerson(person.id),
      store.backpacks.grants.ofPerson(person.id),
      store.shares.ofPerson(person.id),
    ]);
  const evidence = [
    ...(await store.evidence.ofSubjects(
      'award',
      awards.map((award) => award.id),
    )),
    ...(await store.evidence.ofSubjects(
      'nomination',
      nominations.flatMap(({ id, nomineeId }) => (nomineeId === person.id ? [id] : [])),
    )),
  ];
  await store.transact(async (repositories) => {
    await repositories.audit.add(auditEntry(deps, actor, 'person-exported', [`person:${person.id}`]));
    if (isOperator(actor) || actor.personId === person.id) return;
    const by = { personId: actor.personId, ...(actor.name === undefined ? {} : { name: actor.name }) };
    const notice = { kind: 'record-downloaded', by } as const;
    await repositories.outbox.insert(tellPerson(deps, person, notice, { about: [actor.personId] }));
  });
  return {
    ok: true,
    record: {
      person,
      awards,
      evidence,
      said,
      nominations: nominations.map((nomination) => asToldTo(nomination, person.id)),
      experiences,
      endorsed: await store.endorsements.ofEndorser(person.id),
      imported,
      roles,
      walletOffers,
      backpacks,
      shares: shares.map((share) => withoutToken(share, actor)),
    },
  };
}

function withoutToken(shared: PassportShare, actor: Actor): Omit<PassportShare, 'token'> {
  const { token: _, label, ...share } = shared;
  const theirs = isOperator(actor) || actor.personId === share.personId;
  return { ...share, ...(theirs && label !== undefined ? { label } : {}) };
}

/** Of a nomination of somebody else that they supported: that they did, and what they said themselves. */
function asToldTo(nomination: Nomination, personId: PersonId): Nomination {
  if (nomination.nomineeId === personId || nomination.nominatorId === personId) return nomination;
  const { reason: _, decisionReason: __, ...rest } = nomination;
  return {
    ...rest,
    endorsements: nomination.endorsements.filter((endorsement) => endorsement.personId === personId),
  };
}

async function importedOf(store: Store, personId: PersonId): Promise<PersonRecord['imported']> {
  const records: PersonRecord['imported'][number][] = [];
  // One at a time: each may be megabytes.
  for (const credential of await store.importedCredentials.ofPerson(personId)) {
    const { document = '', jwt } = (await store.importedCredentials.content(credential.id)) ?? {};
    records.push({ ...credential, document, ...(jwt === undefined ? {} : { jwt }) });
  }
  return records;
}
