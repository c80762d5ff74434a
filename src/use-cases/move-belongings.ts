import { holdKey } from '../domain/award.ts';
import type { Nomination } from '../domain/nomination.ts';
import type { PersonId } from '../domain/person.ts';
import { granteeKey } from '../domain/role.ts';
import type { Repositories } from '../ports/store.ts';
import { leaveRequestsTo } from './leave-requests-to.ts';

/** Makes what is kept under the id of somebody who was merged into another, that other's; does nothing where nothing is. */
export async function moveBelongings(
  repositories: Repositories,
  from: PersonId,
  to: PersonId,
): Promise<void> {
  await moveAwards(repositories, from, to);
  for await (const award of repositories.awards.all({ awardedBy: from }))
    await repositories.awards.save({ ...award, awardedBy: to }, award.revision);
  await moveNominations(repositories, from, to);
  await leaveRequestsTo(repositories, from, to);
  for (const piece of await repositories.evidence.ofAuthor(from))
    await repositories.evidence.save({ ...piece, authorId: to });
  for (const experience of await repositories.experiences.ofPerson(from))
    await repositories.experiences.save({ ...experience, personId: to });
  for (const endorsement of await repositories.endorsements.ofEndorser(from))
    await repositories.endorsements.save({ ...endorsement, endorsedBy: to });
  await moveImported(repositories, from, to);
  await moveRoles(repositories, from, to);
  for (const share of await repositories.shares.ofPerson(from))
    await repositories.shares.save({ ...share, personId: to });
  // Whoever is signed in as the absorbed one signs in again, as the person that both are now.
  await repositories.sessions.removeOfPerson(from);
  await repositories.lti.sessions.move(from, to);
  await repositories.walletOffers.move(from, to);
  await repositories.backpacks.grants.move(from, to);
}

async function moveAwards(repositories: Repositories, from: PersonId, to: PersonId): Promise<void> {
  const moving = await repositories.awards.ofPerson(from);
  const held = await repositories.awards.findHeld(moving.map((award) => holdKey(from, award.badgeId)));
  const holding = new Set(held.map(({ award }) => award.id));
  const taken = new Set(
    (await repositories.awards.findHeld(moving.map((award) => holdKey(to, award.badgeId)))).map(
      ({ award }) => award.badgeId,
    ),
  );
  for (const award of moving) {
    const moved = { ...award, personId: to, revision: award.revision + 1 };
    if (holding.has(award.id))
      await repositories.awards.setHold(
        award.id,
        taken.has(award.badgeId) ? undefined : holdKey(to, award.badgeId),
      );
    await repositories.awards.save(moved, award.revision);
  }
}

async function moveNominations(repositories: Repositories, from: PersonId, to: PersonId): Promise<void> {
  const open = new Set(
    (await repositories.nominations.ofPerson(to))
      .filter((nomination) => nomination.status === 'open' && nomination.nomineeId === to)
      .map((nomination) => nomination.badgeId),
  );
  for (const nomination of await repositories.nominations.ofPerson(from)) {
    const nomineeId = nomination.nomineeId === from ? to : nomination.nomineeId;
    const doubled = nomination.status === 'open' && nomineeId === to && open.has(nomination.badgeId);
    await repositories.nominations.save(
      {
        ...nomination,
        nomineeId,
        nominatorId: nomination.nominatorId === from ? to : nomination.nominatorId,
        endorsements: endorsementsAfter(nomination, from, to).filter(
          ({ personId }) => personId !== nomineeId,
        ),
        ...(doubled ? { status: 'withdrawn' as const } : {}),
        version: nomination.version + 1,
      },
      nomination.version,
    );
  }
}

/** Whoever supported it from both accounts did so once, first. */
function endorsementsAfter({ endorsements }: Nomination, from: PersonId, to: PersonId) {
  const mine = endorsements.filter(({ personId }) => personId === from || personId === to);
  return endorsements.flatMap((endorsement) => {
    if (!mine.includes(endorsement)) return [endorsement];
    return endorsement === mine[0] ? [{ ...endorsement, personId: to }] : [];
  });
}

/** A badge that both took in stays once. */
async function moveImported(repositories: Repositories, from: PersonId, to: PersonId): Promise<void> {
  const has = new Set(
    (await repositories.importedCredentials.ofPerson(to)).map(({ contentKey }) => contentKey),
  );
  for (const imported of await repositories.importedCredentials.ofPerson(from))
    if (has.has(imported.contentKey)) await repositories.importedCredentials.remove(imported.id);
    else await repositories.importedCredentials.save({ ...imported, personId: to });
}

async function moveRoles(repositories: Repositories, from: PersonId, to: PersonId): Promise<void> {
  const key = granteeKey({ kind: 'person', personId: from });
  const own = granteeKey({ kind: 'person', personId: to });
  const has = new Set(
    (await repositories.roles.ofGrantees([own])).map((grant) => `${grant.issuerId}:${grant.role}`),
  );
  for (const grant of await repositories.roles.ofGrantees([key])) {
    await repositories.roles.remove(grant.issuerId, grant.role, key);
    if (!has.has(`${grant.issuerId}:${grant.role}`))
      await repositories.roles.insert({ ...grant, grantee: { kind: 'person', personId: to } });
  }
}
