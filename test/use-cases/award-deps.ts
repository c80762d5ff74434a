import { createBadgeDocuments } from '../../src/credentials/badge-documents.ts';
import { createCredentialSigner } from '../../src/credentials/credential-signer.ts';
import type { Award } from '../../src/domain/award.ts';
import type { BadgeDocuments, CredentialSigner } from '../../src/ports/credential-signer.ts';
import type { Store } from '../../src/ports/store.ts';
import { createCredentialCache, type CredentialCache } from '../../src/use-cases/credential-of-award.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildBadge, buildBadgeSnapshot } from '../builders/build-badge.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { fixedRandom, secret } from '../credentials/sample-award.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';

export const publicUrl = 'https://speldje.example';
export const now = new Date('2026-11-25T09:30:00.000Z');

export const issuer = buildIssuer({ slug: 'werkplaats' });
export const badge = buildBadge({ slug: 'lassen', issuerId: issuer.id });
export const learner = buildPerson({
  name: 'Student Sam',
  identities: [
    buildLinkedIdentity(
      { kind: 'email', address: 'later@example.org' },
      { vouchedBy: 'confirmed', linkedAt: new Date('2026-06-01T00:00:00Z') },
    ),
    buildLinkedIdentity(
      { kind: 'email', address: 'named-by-others@example.org' },
      { vouchedBy: 'catalogue', linkedAt: new Date('2025-01-01T00:00:00Z') },
    ),
    buildLinkedIdentity(
      { kind: 'email', address: 'first@example.org' },
      { vouchedBy: 'platform', linkedAt: new Date('2026-01-01T00:00:00Z') },
    ),
  ],
});
export const awarder = buildPerson({ name: 'Begeleider Bo' });

export type AwardDeps = {
  readonly store: Store;
  readonly signer: CredentialSigner;
  readonly documents: BadgeDocuments;
  readonly credentials: CredentialCache;
  readonly publicUrl: string;
  readonly clock: () => Date;
  /** The moment that the clock shows. */
  now: Date;
};

/** A store with an issuer, a badge, a learner and an awarder, and what signs for them. */
export async function awardDeps(): Promise<AwardDeps> {
  const store = createMemoryStore();
  await store.issuers.save(issuer);
  await store.badges.insert(badge);
  await store.persons.insert(learner);
  await store.persons.insert(awarder);
  const deps: AwardDeps = {
    store,
    signer: createCredentialSigner({ secret, random: fixedRandom('award-deps') }),
    documents: createBadgeDocuments(),
    credentials: createCredentialCache(),
    publicUrl,
    clock: () => deps.now,
    now,
  };
  return deps;
}

/** Stores an award of the learner with two pieces of evidence, and gives it back. */
export async function storedAward(store: Store, facts: Partial<Award> = {}): Promise<Award> {
  const award = buildAward({
    badgeId: badge.id,
    issuerId: issuer.id,
    badge: buildBadgeSnapshot({ slug: badge.slug, issuerSlug: issuer.slug, issuerName: issuer.name }),
    personId: learner.id,
    awardedBy: awarder.id,
    reason: 'Sterk advies',
    statusList: { list: 'werkplaats-2026-3', index: 17 },
    ...facts,
  });
  await store.awards.insert([{ award }]);
  const subject = { kind: 'award', id: award.id } as const;
  await store.evidence.insert(buildEvidence({ subject, text: 'Het rapport', authorId: learner.id }));
  await store.evidence.insert(buildEvidence({ subject, text: 'Per ongeluk', withdrawnAt: now }));
  return award;
}

/** A milestone of the learner's that came by itself, of a part that they published and one that they did not. */
export async function storedMilestone(
  store: Store,
  facts: Partial<Award> = {},
): Promise<{ readonly milestone: Award; readonly open: Award; readonly secret: Award }> {
  const part = (index: number, overrides: Partial<Award>) =>
    storedAward(store, { statusList: { list: 'werkplaats-2026-4', index }, ...overrides });
  const open = await part(1, { visibility: 'public' });
  const secret = await part(2, { visibility: 'private' });
  const {
    awardedBy: _,
    reason: __,
    ...bare
  } = buildAward({
    badgeId: badge.id,
    issuerId: issuer.id,
    badge: buildBadgeSnapshot({ slug: 'vakmens', issuerSlug: issuer.slug, issuerName: issuer.name }),
    personId: learner.id,
    madeOf: [open.id, secret.id],
    statusList: { list: 'werkplaats-2026-4', index: 3 },
    ...facts,
  });
  await store.awards.insert([{ award: bare }]);
  return { milestone: bare, open, secret };
}
