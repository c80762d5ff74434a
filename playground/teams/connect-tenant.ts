import { TENANT, users, type TeamsUser } from './teams-world.ts';

/** Who may do what in the demo community, beside what they may in Slack. */
const roles: readonly (readonly [issuer: string, role: 'owner' | 'awarder' | 'reviewer', user: TeamsUser])[] =
  [
    ['stichting-stimulering-techniek-maas-en-waal', 'owner', users.kim],
    ['stichting-stimulering-techniek-maas-en-waal', 'awarder', users.bo],
    ['stichting-stimulering-techniek-maas-en-waal', 'awarder', users.dana],
    ['stichting-stimulering-techniek-maas-en-waal', 'reviewer', users.robin],
    ['zorgleerhuis-de-uiterwaard', 'reviewer', users.robin],
    ['techniekhuis-de-dijk', 'awarder', users.bo],
  ];

/**
 * The commands that let the tenant in and its people act, as an operator gives them by hand; none when the service
 * knows it already. `known` holds what `teams list` said; other commands may name the tenant beside it, unconnected.
 */
export function tenantCommands(known: string): readonly (readonly string[])[] {
  if (known.includes(`"tenant": "${TENANT}"`)) return [];
  return [
    ['teams', 'connect', TENANT, '--name', 'Maas en Waal'],
    ...roles.map(([issuer, role, { aad }]) => ['role', 'grant', issuer, role, `teams:${TENANT}:${aad}`]),
  ];
}
