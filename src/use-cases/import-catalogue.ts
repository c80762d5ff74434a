import type { Actor } from '../domain/actor.ts';
import type { Badge } from '../domain/badge.ts';
import type { FrameworkSkill } from '../domain/skill.ts';
import { mayManage } from '../domain/policy.ts';
import { refused, type Outcome, type Refusal } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import type { CatalogueContent, CataloguePicture } from './catalogue-content.ts';
import { createBadge } from './create-badge.ts';
import { grantRole } from './grant-role.ts';
import { heldRoles } from './held-roles.ts';
import { importSkills } from './import-skills.ts';
import { planCatalogue, type CataloguePlan, type PlannedBadge } from './plan-catalogue.ts';
import { saveCommunity } from './save-community.ts';
import { saveIssuer } from './save-issuer.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** What an import did. */
export type CatalogueImport = {
  readonly community: { readonly changed: boolean };
  /** How many skills of frameworks. */
  readonly skills: { readonly added: number; readonly changed: number };
  /** Slugs. */
  readonly issuers: { readonly added: readonly string[]; readonly changed: readonly string[] };
  /** Slugs. */
  readonly badges: { readonly added: readonly string[]; readonly changed: readonly string[] };
  /** Roles that were granted. */
  readonly grants: number;
  /** The plan as it was when the import began. */
  readonly plan: CataloguePlan;
};

/** How often an import looks again because another changed the same things meanwhile. */
const mostRounds = 8;

/**
 * Makes the store say what the files say: issuers and badges are added or get a new version where they
 * differ, a retired badge in the files becomes active again, roles are granted. What the files do not hold is
 * left alone. Each step is a change of its own: an import that broke off is carried on by the next, one
 * without differences changes nothing, and of two at once neither doubles what the other did.
 * Refused, before anything is changed, with the first of the plan's refusals.
 */
export async function importCatalogue(
  deps: Deps,
  command: { readonly actor: Actor; readonly catalogue: CatalogueContent; readonly publicUrl: string },
): Promise<Outcome<{ readonly report: CatalogueImport }>> {
  const plan = await planCatalogue(deps, command);
  const [first] = plan.refusals;
  if (first !== undefined) return refused(first.refusal);
  const done: Done = {
    communityChanged: false,
    skillsAdded: 0,
    skillsChanged: 0,
    issuersAdded: [],
    issuersChanged: [],
    badgesAdded: [],
    badgesChanged: [],
    grants: 0,
  };
  let refusal = await apply(deps, command.actor, plan, done);
  for (let round = 1; refusal !== undefined; round += 1) {
    if (!isOvertaken(refusal) || round === mostRounds) return refused(refusal);
    const current = await planCatalogue(deps, command);
    const [conflict] = current.refusals;
    if (conflict !== undefined) return refused(conflict.refusal);
    refusal = await apply(deps, command.actor, current, done);
  }
  return {
    ok: true,
    report: {
      community: { changed: done.communityChanged },
      skills: { added: done.skillsAdded, changed: done.skillsChanged },
      issuers: { added: done.issuersAdded, changed: done.issuersChanged },
      badges: { added: done.badgesAdded, changed: done.badgesChanged },
      grants: done.grants,
      plan,
    },
  };
}

type Done = {
  communityChanged: boolean;
  skillsAdded: number;
  skillsChanged: number;
  readonly issuersAdded: string[];
  readonly issuersChanged: string[];
  readonly badgesAdded: string[];
  readonly badgesChanged: string[];
  grants: number;
};

/** Whether somebody else was first with the same change: looking again shows what is left to do. */
function isOvertaken(refusal: Refusal): boolean {
  return refusal.code === 'slug-taken' || refusal.code === 'changed-meanwhile';
}

/**
 * Carries out a plan up to the first step that is refused. Past a step in which it was overtaken it goes on:
 * of two imports in step with each other, each would else get one step further at a time.
 */
async function apply(
  deps: Deps,
  actor: Actor,
  plan: CataloguePlan,
  done: Done,
): Promise<Refusal | undefined> {
  let overtaken: Refusal | undefined;
  for await (const refusal of steps(deps, actor, plan, done)) {
    if (!isOvertaken(refusal)) return refusal;
    overtaken = refusal;
  }
  return overtaken;
}

/** Carries out step after step; gives the refusals. */
async function* steps(deps: Deps, actor: Actor, plan: CataloguePlan, done: Done): AsyncGenerator<Refusal> {
  if (plan.community.difference.kind !== 'unchanged') {
    const saved = await saveCommunity(deps, { actor, ...plan.community });
    if (saved.ok) done.communityChanged = true;
    else yield saved.refusal;
  }
  for (const [framework, skills] of byFramework([...plan.skills.added, ...plan.skills.changed])) {
    const taken = await importSkills(deps, { actor, framework, skills });
    if (!taken.ok) {
      yield taken.refusal;
      continue;
    }
    done.skillsAdded += taken.added;
    done.skillsChanged += taken.changed;
  }
  for (const { issuer, picture, difference } of plan.issuers) {
    if (difference.kind === 'unchanged') continue;
    await keep(deps.store, picture);
    const saved = await saveIssuer(deps, { actor, issuer });
    if (saved.ok) (difference.kind === 'new' ? done.issuersAdded : done.issuersChanged).push(issuer.slug);
    else yield saved.refusal;
  }
  for (const badge of plan.badges) {
    if (badge.difference.kind === 'unchanged') continue;
    await keep(deps.store, badge.picture);
    const saved =
      badge.known === undefined
        ? await createBadge(deps, { actor, ...badge })
        : await saveNextVersion(deps, actor, badge, badge.known);
    if (saved.ok) (badge.known === undefined ? done.badgesAdded : done.badgesChanged).push(badge.slug);
    else yield saved.refusal;
  }
  for (const { difference, ...grant } of plan.grants) {
    if (difference.kind === 'unchanged') continue;
    const granted = await grantRole(deps, { actor, ...grant });
    if (!granted.ok) yield granted.refusal;
    else if (granted.changed) done.grants += 1;
  }
}

function byFramework(skills: readonly FrameworkSkill[]): ReadonlyMap<string, readonly FrameworkSkill[]> {
  const groups = new Map<string, FrameworkSkill[]>();
  for (const skill of skills) {
    const group = groups.get(skill.framework) ?? [];
    group.push(skill);
    groups.set(skill.framework, group);
  }
  return groups;
}

async function keep(store: Store, picture: CataloguePicture): Promise<void> {
  await store.files.put(picture.svg, 'image/svg+xml');
  await store.files.put(picture.png, 'image/png');
}

/** The badge as the files have it: with what they say, without what they leave out, and active. */
async function saveNextVersion(
  deps: Deps,
  actor: Actor,
  { content }: PlannedBadge,
  known: Badge,
): Promise<Outcome<{ readonly badge: Badge }>> {
  return deps.store.transact(async (repositories) => {
    const issuer = await repositories.issuers.find(known.issuerId);
    const held = await heldRoles(repositories, actor, known.issuerId);
    const refusal = mayManage(actor, { name: issuer?.name ?? {} }, held);
    if (refusal !== undefined) return refused(refusal);
    const badge: Badge = {
      ...content,
      id: known.id,
      slug: known.slug,
      issuerId: known.issuerId,
      version: known.version + 1,
      status: 'active',
      createdAt: known.createdAt,
      updatedAt: deps.clock(),
    };
    if (!(await repositories.badges.saveVersion(badge, known.version)))
      return refused({ code: 'changed-meanwhile' });
    await repositories.audit.add(
      auditEntry(deps, actor, 'badge-edited', [`badge:${badge.id}`], {
        issuerId: badge.issuerId,
        detail: { version: badge.version, ...(known.status === 'retired' ? { reactivated: true } : {}) },
      }),
    );
    return { ok: true, badge };
  });
}
