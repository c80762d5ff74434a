import { identityKey, type Identity } from '../../src/domain/identity.ts';
import type { Account, Directory } from '../../src/ports/directory.ts';
import type { TeamsMember } from './teams-connector.ts';
import type { TeamsDeps, TeamsPlace } from './teams-deps.ts';

type TeamsIdentity = Extract<Identity, { kind: 'teams' }>;

/** As many names as are looked through for one that was typed. */
const mostMembers = 10_000;
/** As many teams as are asked for somebody who is not in the conversation. */
const mostTeams = 25;

/**
 * The people of a tenant, as seen from a conversation: its members first, then persons that are known here, then the
 * members of the teams that the bot is in. The same account has one identity, whichever of its ids it was named by.
 */
export function teamsDirectory(deps: TeamsDeps, place: TeamsPlace): Directory {
  return {
    async account(identity) {
      if (identity.kind !== 'teams' || identity.tenant !== place.tenant) return undefined;
      if (identity.user.startsWith('28:')) return { identity, standing: 'bot', deactivated: false };
      const here = await deps.roster.member(place.serviceUrl, place.conversation, identity.user);
      if (typeof here !== 'string') return accountOf(here, place.tenant);
      return (await knownHere(deps, identity)) ?? inTeams(deps, place, identity);
    },
    async named(_, name) {
      const wanted = fold(name);
      const found: Account[] = [];
      let seen = 0;
      for await (const member of deps.connector.members(place.serviceUrl, place.conversation)) {
        seen += 1;
        if (seen > mostMembers) break;
        if (namesOf(member).some((other) => fold(other) === wanted))
          found.push(accountOf(member, place.tenant));
      }
      return found;
    },
  };
}

async function knownHere(deps: TeamsDeps, identity: TeamsIdentity): Promise<Account | undefined> {
  const person = await deps.store.persons.findByIdentity(identityKey(identity));
  if (person === undefined) return undefined;
  const linked = person.identities.find(({ key }) => key === identityKey(identity));
  // Named in advance is not seen: whether there is such an account is yet to be told.
  if (linked?.vouchedBy === 'catalogue' && person.name === undefined) return undefined;
  return {
    identity,
    ...(person.name === undefined ? {} : { name: person.name }),
    standing: 'member',
    // Who blocked the bot still earns badges; who left the tenant is in no team of it any more.
    deactivated: false,
  };
}

async function inTeams(
  deps: TeamsDeps,
  place: TeamsPlace,
  identity: TeamsIdentity,
): Promise<Account | undefined> {
  const references = await deps.store.conversationReferences.ofGroup(`teams:${place.tenant}`);
  const teams = new Map(
    references.flatMap(({ group, serviceUrl, gone }) =>
      group === undefined || gone !== undefined ? [] : [[group, serviceUrl] as const],
    ),
  );
  for (const [team, serviceUrl] of [...teams].slice(0, mostTeams)) {
    const found = await deps.roster.member(serviceUrl, team, identity.user);
    if (typeof found !== 'string') return accountOf(found, place.tenant);
  }
  return undefined;
}

function fold(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').replace(/^@/u, '').trim().toLowerCase();
}

function namesOf({ name, email, userPrincipalName }: TeamsMember): string[] {
  return [name, email, userPrincipalName].filter((one) => typeof one === 'string' && one !== '').map(String);
}

/** The object id of the directory where there is one, since the other id is of talks with this bot alone. */
export function identityOf(tenant: string, member: Pick<TeamsMember, 'id' | 'aadObjectId' | 'objectId'>) {
  const user = member.aadObjectId || member.objectId || member.id;
  return { kind: 'teams', tenant, user } as const satisfies TeamsIdentity;
}

export function accountOf(member: TeamsMember, tenant: string): Account {
  const email = member.email || undefined;
  return {
    identity: identityOf(tenant, member),
    ...(member.name ? { name: member.name } : {}),
    ...(email === undefined ? {} : { email }),
    standing: standingOf(member, tenant),
    deactivated: false,
  };
}

function standingOf({ id, tenantId, userRole }: TeamsMember, tenant: string): Account['standing'] {
  if (id.startsWith('28:')) return 'bot';
  if ((tenantId && tenantId.toLowerCase() !== tenant) || userRole === 'anonymous') return 'outsider';
  return userRole === 'guest' ? 'guest' : 'member';
}
