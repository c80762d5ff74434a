import type { Actor } from '../domain/actor.ts';
import type { Badge, BadgeContent } from '../domain/badge.ts';
import { mayManage } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { contentRefusal } from './create-badge.ts';
import { heldRoles } from './held-roles.ts';
import { nearestBadges } from './nearest-badges.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** Makes a new version of a badge; awards given before keep the version that they were given. */
export async function editBadge(
  deps: Deps,
  command: {
    readonly actor: Actor;
    readonly slug: string;
    readonly content: BadgeContent;
    /** The version that the editor saw. */
    readonly basedOn: number;
  },
): Promise<Outcome<{ readonly badge: Badge }>> {
  const invalid = contentRefusal(command.content);
  if (invalid !== undefined) return refused(invalid);
  return change(deps, command.actor, command.slug, 'badge-edited', (badge) =>
    badge.version === command.basedOn ? withContent(badge, command.content) : undefined,
  );
}

/** Exactly the given content: what it leaves out, such as a validity, is gone. */
function withContent(badge: Badge, content: BadgeContent): Badge {
  const { id, slug, issuerId, version, status, createdAt, updatedAt } = badge;
  return { ...content, id, slug, issuerId, version, status, createdAt, updatedAt };
}

/** A retired badge can no longer be awarded or proposed; its awards stay valid. Twice is once. */
export async function retireBadge(
  deps: Deps,
  command: { readonly actor: Actor; readonly slug: string },
): Promise<Outcome<{ readonly badge: Badge }>> {
  return change(deps, command.actor, command.slug, 'badge-retired', (badge) => ({
    ...badge,
    status: 'retired',
  }));
}

async function change(
  deps: Deps,
  actor: Actor,
  slug: string,
  action: 'badge-edited' | 'badge-retired',
  next: (badge: Badge) => Badge | undefined,
): Promise<Outcome<{ readonly badge: Badge }>> {
  return deps.store.transact(async (repositories) => {
    const known = await repositories.badges.findBySlug(slug);
    if (known === undefined) return refused(await nearestBadges(repositories, slug));
    const issuer = await repositories.issuers.find(known.issuerId);
    const held = await heldRoles(repositories, actor, known.issuerId);
    const refusal = mayManage(actor, { name: issuer?.name ?? {} }, held);
    if (refusal !== undefined) return refused(refusal);
    if (action === 'badge-retired' && known.status === 'retired') return { ok: true, badge: known };
    const changed = next(known);
    if (changed === undefined) return refused({ code: 'changed-meanwhile' });
    const badge = { ...changed, version: known.version + 1, updatedAt: deps.clock() };
    if (!(await repositories.badges.saveVersion(badge, known.version)))
      return refused({ code: 'changed-meanwhile' });
    await repositories.audit.add(
      auditEntry(deps, actor, action, [`badge:${badge.id}`], {
        issuerId: badge.issuerId,
        detail: { version: badge.version },
      }),
    );
    return { ok: true, badge };
  });
}
