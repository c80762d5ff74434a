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

/** Lets the tenant in and its people act, as an owner does by hand. A second start finds what the first one made. */
export async function connectTenant(run: (words: readonly string[]) => Promise<string>): Promise<void> {
  if ((await run(['teams', 'list'])).includes(TENANT)) return;
  await run(['teams', 'connect', TENANT, '--name', 'Maas en Waal']);
  for (const [issuer, role, { aad }] of roles)
    await run(['role', 'grant', issuer, role, `teams:${TENANT}:${aad}`]);
}
