import type { Actor } from '../domain/actor.ts';
import { isSlug, type Badge, type BadgeContent } from '../domain/badge.ts';
import { addDuration } from '../domain/calendar-duration.ts';
import { mayManage } from '../domain/policy.ts';
import { refused, type Outcome, type Refusal } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { heldRoles } from './held-roles.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

export type CreateBadge = {
  readonly actor: Actor;
  readonly issuerSlug: string;
  readonly slug: string;
  readonly content: BadgeContent;
};

/** Makes a new badge of an issuer; its owners may. */
export async function createBadge(
  deps: Deps,
  command: CreateBadge,
): Promise<Outcome<{ readonly badge: Badge }>> {
  const { store } = deps;
  if (!isSlug(command.slug)) return refused({ code: 'invalid', field: 'slug', problem: 'not-a-slug' });
  const invalid = contentRefusal(command.content);
  if (invalid !== undefined) return refused(invalid);
  const issuer = await store.issuers.findBySlug(command.issuerSlug);
  if (issuer === undefined) return refused({ code: 'unknown-issuer', said: command.issuerSlug });
  const held = await heldRoles(store, command.actor, issuer.id);
  const refusal = mayManage(command.actor, issuer, held);
  if (refusal !== undefined) return refused(refusal);
  const now = deps.clock();
  const badge: Badge = {
    ...command.content,
    id: deps.ids.id(),
    slug: command.slug,
    issuerId: issuer.id,
    version: 1,
    status: 'active',
    createdAt: now,
    updatedAt: now,
  };
  try {
    await store.transact(async (repositories) => {
      await repositories.badges.insert(badge);
      await repositories.audit.add(
        auditEntry(deps, command.actor, 'badge-created', [`badge:${badge.id}`], { issuerId: issuer.id }),
      );
    });
  } catch (error) {
    if (error instanceof DuplicateKey) return refused({ code: 'slug-taken', slug: command.slug });
    throw error;
  }
  return { ok: true, badge };
}

/** What a badge must have, whoever makes it. */
export function contentRefusal(content: BadgeContent): Refusal | undefined {
  for (const field of ['title', 'description', 'criteria'] as const) {
    const texts = Object.values(content[field]);
    if (!texts.some((text) => text.trim() !== '')) return { code: 'invalid', field, problem: 'empty' };
    if (texts.some((text) => text.length > (field === 'title' ? 120 : 10_000)))
      return { code: 'invalid', field, problem: 'too-long' };
  }
  if (content.validFor !== undefined && addDuration(new Date(0), content.validFor) === undefined)
    return { code: 'invalid', field: 'validFor', problem: 'not-a-duration' };
  if (content.award === 'automatic' && new Set(content.parts).size < 2)
    return { code: 'invalid', field: 'parts', problem: 'too-few-parts' };
  if (content.award === 'automatic' && content.repeatable)
    return { code: 'invalid', field: 'repeatable', problem: 'comes-once' };
  return undefined;
}
