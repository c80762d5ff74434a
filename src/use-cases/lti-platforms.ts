import { isOperator, type Actor } from '../domain/actor.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import { granteeKey } from '../domain/role.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { LtiPlatform } from '../ports/lti-platform-repository.ts';
import { DuplicateKey, type Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

export type AddLtiPlatform = Pick<
  LtiPlatform,
  'name' | 'issuer' | 'clientId' | 'authUrl' | 'tokenUrl' | 'jwksUrl' | 'status'
> &
  Partial<Pick<LtiPlatform, 'tokenAudience' | 'extraTeachingRoles' | 'vouchesForEmail' | 'frameOrigins'>> & {
    /** Ids of deployments that are known from the start. */
    readonly deployments: readonly string[];
  };

/** Registers a learning platform. Refused: `identity-taken` when that issuer and client id are there already. */
export async function addLtiPlatform(
  deps: Deps,
  command: AddLtiPlatform,
): Promise<Outcome<{ readonly platform: LtiPlatform }>> {
  const now = deps.clock();
  const { deployments, tokenAudience, ...given } = command;
  const platform: LtiPlatform = {
    extraTeachingRoles: [],
    vouchesForEmail: false,
    frameOrigins: [],
    ...given,
    ...(tokenAudience === undefined ? {} : { tokenAudience }),
    id: deps.ids.id().replaceAll('-', '').slice(0, 12),
    deployments: deployments.map((id) => ({ id, status: 'accepted', firstSeenAt: now })),
    createdAt: now,
    version: 1,
  };
  try {
    await deps.store.lti.platforms.insert(platform);
    return { ok: true, platform };
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

export type LtiPlatformChange = Partial<
  Pick<LtiPlatform, 'name' | 'status' | 'extraTeachingRoles' | 'vouchesForEmail' | 'frameOrigins'>
> & { readonly acceptDeployment?: string };

/** Accepts, disables or sets a platform, by an owner or the operator. */
export async function changeLtiPlatform(
  deps: Deps,
  command: { readonly actor: Actor; readonly platformId: string; readonly change: LtiPlatformChange },
): Promise<Outcome<{ readonly platform: LtiPlatform }>> {
  if (!(await isOwner(deps.store, command.actor))) return refused({ code: 'not-yours' });
  const { acceptDeployment, ...change } = command.change;
  return deps.store.transact(async (repositories) => {
    const known = await repositories.lti.platforms.find(command.platformId);
    if (known === undefined)
      return refused({ code: 'invalid', field: 'platform', problem: 'not-an-identity' });
    const others = known.deployments.filter(({ id }) => id !== acceptDeployment);
    const now = deps.clock();
    const platform: LtiPlatform = {
      ...known,
      ...change,
      deployments:
        acceptDeployment === undefined
          ? known.deployments
          : [...others, { id: acceptDeployment, status: 'accepted', firstSeenAt: now }],
      version: known.version + 1,
    };
    if (!(await repositories.lti.platforms.save(platform, known.version)))
      return refused({ code: 'changed-meanwhile' });
    const key = `lti:${platform.id}`;
    const workspace = await repositories.workspaces.find(key);
    if (platform.status === 'accepted')
      await repositories.workspaces.save({
        ...workspace,
        key,
        name: platform.name,
        connectedAt: workspace?.connectedAt ?? now,
      });
    else if (workspace !== undefined)
      await repositories.workspaces.save({ ...workspace, disconnectedAt: now });
    await repositories.audit.add(
      auditEntry(
        deps,
        command.actor,
        platform.status === 'disabled' ? 'workspace-disconnected' : 'workspace-connected',
        [`workspace:${key}`],
        { detail: { status: platform.status, deployments: platform.deployments.length } },
      ),
    );
    return { ok: true, platform };
  });
}
