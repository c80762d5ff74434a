import type { Actor } from '../domain/actor.ts';
import type { Nomination } from '../domain/nomination.ts';
import { nobody, type PersonId } from '../domain/person.ts';
import { mayTakeOutOrErase } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import { granteeKey } from '../domain/role.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { erasureMark } from './erasure-mark.ts';
import { releaseFiles } from './evidence-files.ts';
import { leaveRequestsTo } from './leave-requests-to.ts';
import { lookingAfter } from './looking-after.ts';
import { moveBelongings } from './move-belongings.ts';

/**
 * Erases a person, at their own wish, by an owner or by the operator (`mayTakeOutOrErase`). Of their awards stay id, badge and standing, so that
 * revocation still works; nothing that identifies them stays, neither there nor in what they did for others, and their own id
 * nowhere. The audit tells by marks that somebody was erased: one of theirs, and one of each account that was merged into theirs,
 * since a backup from before knows it as a person of its own.
 */
export async function erasePerson(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly actor: Actor; readonly personId: PersonId },
): Promise<Outcome<{ readonly awards: number; readonly marks: readonly string[] }>> {
  return deps.store.transact(async (repositories) => {
    const person = await repositories.persons.find(command.personId);
    if (person === undefined) return refused({ code: 'unknown-person', said: command.personId });
    const { id } = person;
    const looking = await lookingAfter(repositories, command.actor, person);
    const refusal = mayTakeOutOrErase(command.actor, id, looking);
    if (refusal !== undefined) return refused(refusal);
    const ids = await repositories.persons.erase(id);
    // What came in under an absorbed account's id at the moment of its merge may not have been moved yet.
    for (const each of ids) if (each !== id) await moveBelongings(repositories, each, id);
    const awards = await repositories.awards.ofPerson(id);
    for (const award of awards) {
      const {
        personId: _,
        reason: __,
        statusReason: ___,
        place: ____,
        hidden: _____,
        gradedIn: ______,
        madeOf: _______,
        ...rest
      } = award;
      await repositories.awards.setHold(award.id, undefined);
      await repositories.awards.save(
        {
          ...rest,
          recipientSalt: '',
          visibility: 'private',
          evidencePublic: false,
          revision: award.revision + 1,
        },
        award.revision,
      );
    }
    const nominations = (await repositories.nominations.ofPerson(id)).filter(
      (nomination) => nomination.nomineeId === id,
    );
    const pieces = [
      ...(await repositories.evidence.ofSubjects(
        'award',
        awards.map((award) => award.id),
      )),
      ...(await repositories.evidence.ofSubjects(
        'nomination',
        nominations.map((nomination) => nomination.id),
      )),
      ...(await Promise.all(ids.map((each) => repositories.evidence.ofAuthor(each)))).flat(),
    ];
    await repositories.evidence.remove([...new Set(pieces.map((piece) => piece.id))]);
    await releaseFiles(repositories, pieces);
    for (const nomination of await repositories.nominations.ofPerson(id))
      await repositories.nominations.save(withoutPerson(nomination, id), nomination.version);
    await leaveRequestsTo(repositories, id, undefined);
    for (const experience of await repositories.experiences.ofPerson(id))
      await repositories.experiences.remove(experience.id);
    for (const award of awards) {
      const about = await repositories.endorsements.ofSubject({ kind: 'award', id: award.id });
      await repositories.endorsements.remove(about.map((endorsement) => endorsement.id));
    }
    for (const { endorsedBy: _, ...endorsement } of await repositories.endorsements.ofEndorser(id))
      await repositories.endorsements.save(endorsement);
    for (const imported of await repositories.importedCredentials.ofPerson(id))
      await repositories.importedCredentials.remove(imported.id);
    const key = granteeKey({ kind: 'person', personId: id });
    for (const grant of await repositories.roles.ofGrantees([key]))
      await repositories.roles.remove(grant.issuerId, grant.role, key);
    await repositories.sessions.removeOfPerson(id);
    await repositories.shares.removeOfPerson(id);
    await repositories.lti.sessions.removeOfPerson(id);
    await repositories.walletOffers.removeOfPerson(id);
    for (const grant of await repositories.backpacks.grants.ofPerson(id)) {
      await repositories.backpacks.tokens.removeOfGrant(grant.id);
      await repositories.backpacks.grants.remove(grant.id);
    }
    for (const { identity } of person.identities)
      if (identity.kind === 'lti') await repositories.lti.courses.forget(identity.platform, identity.subject);
    await repositories.conversationReferences.removeOf(person.identities.map((linked) => linked.key));
    await repositories.digestStates.remove(ids);
    for (const each of ids) {
      await repositories.oneTimeLinks.removeOfPerson(each);
      await repositories.ledger.removeAbout(each);
      await repositories.outbox.removeAbout(each);
    }
    const marks = ids.map(erasureMark);
    await repositories.audit.add(auditEntry(deps, command.actor, 'person-erased', marks));
    await repositories.audit.forget(ids);
    return { ok: true, awards: awards.length, marks };
  });
}

/** Of a nomination of theirs stays that there was one for that badge; of one that they proposed or supported, the rest. */
function withoutPerson(nomination: Nomination, id: PersonId): Nomination {
  const { nomineeId, nominatorId, endorsements, status } = nomination;
  const theirs = nomineeId === id;
  const { reason: _, decisionReason: __, place: ___, ...bare } = nomination;
  return {
    ...(theirs ? bare : nominatorId === id ? withoutReason(nomination) : nomination),
    nomineeId: theirs ? nobody : nomineeId,
    nominatorId: nominatorId === id ? nobody : nominatorId,
    // What colleagues wrote in support of somebody is about them.
    endorsements: theirs ? [] : endorsements.filter((endorsement) => endorsement.personId !== id),
    status: status === 'open' && theirs ? 'withdrawn' : status,
    version: nomination.version + 1,
  };
}

function withoutReason(nomination: Nomination): Nomination {
  const { reason: _, ...rest } = nomination;
  return rest;
}
