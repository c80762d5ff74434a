import { isOperator, type Actor } from '../domain/actor.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import { granteeKey } from '../domain/role.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { LtiPlatform } from '../ports/lti-platform-repository.ts';
import type { LtiRefusalEntry } from '../ports/lti-refusal-log.ts';
import { DuplicateKey, type Repositories, type Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

export type LtiRegistration = Pick<
  LtiPlatform,
  'name' | 'issuer' | 'clientId' | 'authUrl' | 'tokenUrl' | 'jwksUrl'
> &
  Partial<Pick<LtiPlatform, 'tokenAudience' | 'extraTeachingRoles' | 'vouchesForEmail' | 'frameOrigins'>> & {
    /** Ids of deployments that are known from the start. */
    readonly deployments: readonly string[];
  };

/**
 * Keeps what a platform said of itself; it waits until an owner accepts it. Refused: `identity-taken` when that issuer
 * and client id are there already.
 */
export async function receiveLtiPlatform(
  deps: Deps,
  registration: LtiRegistration,
): Promise<Outcome<{ readonly platform: LtiPlatform }>> {
  const platform = platformOf(deps, registration, 'waiting');
  return orTaken(async () => {
    await deps.store.lti.platforms.insert(platform);
    return platform;
  });
}

/** Registers a platform by hand, by an owner or the operator: accepted at once. Refused as above. */
export async function addLtiPlatform(
  deps: Deps,
  command: LtiRegistration & { readonly actor: Actor },
): Promise<Outcome<{ readonly platform: LtiPlatform }>> {
  const { actor, ...registration } = command;
  if (!(await isOwner(deps.store, actor))) return refused({ code: 'not-yours' });
  const platform = platformOf(deps, registration, 'accepted');
  return orTaken(() =>
    deps.store.transact(async (repositories) => {
      await repositories.lti.platforms.insert(platform);
      await keepWorkspace(deps, repositories, actor, platform);
      return platform;
    }),
  );
}

function platformOf(
  deps: Deps,
  { deployments, tokenAudience, ...given }: LtiRegistration,
  status: LtiPlatform['status'],
): LtiPlatform {
  const now = deps.clock();
  return {
    extraTeachingRoles: [],
    vouchesForEmail: false,
    frameOrigins: [],
    ...given,
    ...(tokenAudience === undefined ? {} : { tokenAudience }),
    id: deps.ids.id().replaceAll('-', '').slice(0, 12),
    deployments: deployments.map((id) => ({ id, status: 'accepted', firstSeenAt: now })),
    status,
    createdAt: now,
    version: 1,
  };
}

async function orTaken(
  insert: () => Promise<LtiPlatform>,
): Promise<Outcome<{ readonly platform: LtiPlatform }>> {
  try {
    return { ok: true, platform: await insert() };
  } catch (error) {
    if (error instanceof DuplicateKey && error.uniqueKey === 'lti-platform')
      return refused({ code: 'identity-taken' });
    throw error;
  }
}

/** Whether somebody is owner of any issuer: owners decide which platforms are let in. */
async function isOwner(store: Pick<Store, 'roles'>, actor: Actor): Promise<boolean> {
  if (isOperator(actor)) return true;
  const grants = await store.roles.ofGrantees([granteeKey({ kind: 'person', personId: actor.personId })]);
  return grants.some(({ role }) => role === 'owner');
}

/** How many of the refused launches an owner is shown. */
const shownRefusals = 100;

/** Every platform, and the launches that were refused lately, newest first; for owners. */
export async function listLtiPlatforms(
  deps: Pick<Deps, 'store'>,
  query: { readonly actor: Actor },
): Promise<
  Outcome<{ readonly platforms: readonly LtiPlatform[]; readonly refusals: readonly LtiRefusalEntry[] }>
> {
  if (!(await isOwner(deps.store, query.actor))) return refused({ code: 'not-yours' });
  const [platforms, refusals] = await Promise.all([
    deps.store.lti.platforms.list(),
    deps.store.lti.refusals.latest(shownRefusals),
  ]);
  return { ok: true, platforms, refusals };
}

export type LtiPlatformChange = Partial<
  Pick<LtiPlatform, 'name' | 'status' | 'extraTeachingRoles' | 'vouchesForEmail' | 'frameOrigins'>
> & { readonly acceptDeployment?: string; readonly dropDeployment?: string };

/**
 * Accepts, disables or sets a platform, by an owner or the operator. Refused: `changed-meanwhile` when it is no longer
 * as it was in the version that the change is based on.
 */
export async function changeLtiPlatform(
  deps: Deps,
  command: {
    readonly actor: Actor;
    readonly platformId: string;
    readonly change: LtiPlatformChange;
    readonly basedOn?: number;
  },
): Promise<Outcome<{ readonly platform: LtiPlatform }>> {
  if (!(await isOwner(deps.store, command.actor))) return refused({ code: 'not-yours' });
  const { acceptDeployment, dropDeployment, ...change } = command.change;
  return deps.store.transact(async (repositories) => {
    const known = await repositories.lti.platforms.find(command.platformId);
    if (known === undefined) return refused(noPlatform);
    if (command.basedOn !== undefined && command.basedOn !== known.version)
      return refused({ code: 'changed-meanwhile' });
    const others = known.deployments.filter(({ id }) => id !== acceptDeployment && id !== dropDeployment);
    const now = deps.clock();
    const platform: LtiPlatform = {
      ...known,
      ...change,
      deployments:
        acceptDeployment === undefined
          ? others
          : [...others, { id: acceptDeployment, status: 'accepted', firstSeenAt: now }],
      version: known.version + 1,
    };
    if (!(await repositories.lti.platforms.save(platform, known.version)))
      return refused({ code: 'changed-meanwhile' });
    await keepWorkspace(deps, repositories, command.actor, platform);
    return { ok: true, platform };
  });
}

const noPlatform = { code: 'invalid', field: 'platform', problem: 'not-an-identity' } as const;

/**
 * Sends away a platform that registered itself and was never let in. One that was is disabled instead, since people
 * and courses are known by it.
 */
export async function turnAwayLtiPlatform(
  deps: Deps,
  command: { readonly actor: Actor; readonly platformId: string },
): Promise<Outcome<{ readonly platform: LtiPlatform }>> {
  if (!(await isOwner(deps.store, command.actor))) return refused({ code: 'not-yours' });
  return deps.store.transact(async (repositories) => {
    const platform = await repositories.lti.platforms.find(command.platformId);
    if (platform === undefined) return refused(noPlatform);
    if (platform.status !== 'waiting') return refused({ code: 'changed-meanwhile' });
    await repositories.lti.platforms.remove(platform.id);
    await repositories.audit.add(
      auditEntry(deps, command.actor, 'workspace-disconnected', [`workspace:lti:${platform.id}`], {
        detail: { status: 'turned-away' },
      }),
    );
    return { ok: true, platform };
  });
}

/** A platform is a workspace too, by which its people are known and roles are granted. */
async function keepWorkspace(
  deps: Deps,
  repositories: Repositories,
  actor: Actor,
  platform: LtiPlatform,
): Promise<void> {
  const now = deps.clock();
  const key = `lti:${platform.id}`;
  const workspace = await repositories.workspaces.find(key);
  const { disconnectedAt: _, ...before } = workspace ?? {};
  if (platform.status === 'accepted')
    await repositories.workspaces.save({
      ...before,
      key,
      name: platform.name,
      connectedAt: workspace?.connectedAt ?? now,
    });
  else if (workspace !== undefined) await repositories.workspaces.save({ ...workspace, disconnectedAt: now });
  await repositories.audit.add(
    auditEntry(
      deps,
      actor,
      platform.status === 'disabled' ? 'workspace-disconnected' : 'workspace-connected',
      [`workspace:${key}`],
      { detail: { status: platform.status, deployments: platform.deployments.length } },
    ),
  );
}
