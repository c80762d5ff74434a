import type { Db } from 'mongodb';
import { buildBadgeSnapshot } from '../builders/build-badge.ts';

const day = 86_400_000;

/** The address of the numbered person. */
export function addressOf(at: number): string {
  return `p${at}@school.example`;
}

/**
 * Puts people into an empty database, each with a confirmed address, a digest that is due, and a badge that was added
 * since the last one; every twentieth has no news. Written by the driver: what is tried is not how they get there.
 */
export async function insertPeople(db: Db, count: number, now: Date): Promise<{ readonly expected: number }> {
  const before = (days: number) => new Date(now.getTime() - days * day);
  const badge = buildBadgeSnapshot({ slug: 'adviseur-lerende-regio' });
  const ids = { person: (at: number) => `person-${at}`, award: (at: number) => `award-${at}` };
  let expected = 0;
  const batch = 1000;
  for (let from = 0; from < count; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, count - from) }, (_, at) => from + at);
    const withNews = numbers.filter((at) => at % 20 !== 19);
    expected += withNews.length;
    await db.collection<{ _id: string }>('persons').insertMany(
      numbers.map((at) => ({
        _id: ids.person(at),
        name: `Persoon ${at}`,
        locale: at % 3 === 0 ? 'en' : 'nl',
        timeZone: at % 7 === 0 ? 'America/Paramaribo' : 'Europe/Amsterdam',
        identities: [
          {
            key: `email:${addressOf(at)}`,
            identity: { kind: 'email', address: addressOf(at) },
            vouchedBy: 'confirmed',
            linkedAt: before(100),
          },
        ],
        createdAt: before(100),
        updatedAt: before(100),
      })),
    );
    await db.collection<{ _id: string }>('awards').insertMany(
      withNews.map((at) => ({
        _id: ids.award(at),
        badgeId: 'badge',
        issuerId: 'issuer',
        badge,
        personId: ids.person(at),
        awardedBy: 'somebody',
        // Before the latest Monday, whichever day it is, and after the one before the last issue.
        awardedAt: before(7.5),
        status: 'active',
        visibility: 'private',
        evidencePublic: false,
        recipientSalt: 'salt',
        statusList: { list: `list-${at}`, index: 1 },
        revision: 1,
      })),
    );
    await db
      .collection<{ _id: string }>('digestStates')
      .insertMany(numbers.map((at) => ({ _id: ids.person(at), dueAt: before(1), coveredUntil: before(8) })));
  }
  // They are in the schedule already.
  await db.collection<{ _id: string; at: Date }>('jobMarks').insertOne({ _id: 'digest-enrolment', at: now });
  return { expected };
}
