import { expect, it } from 'vitest';
import { tenantCommands } from '../../../playground/teams/connect-tenant.ts';
import { TENANT } from '../../../playground/teams/teams-world.ts';

/** What the import of the demo community says at the first start. */
const imported = `  + awarder everyone:teams:${TENANT} of bouwbedrijf-de-krib`;

it('lets the tenant in, though the catalogue names it already', () => {
  expect(tenantCommands(`${imported}\n[]`)[0]).toEqual([
    'teams',
    'connect',
    TENANT,
    '--name',
    'Maas en Waal',
  ]);
});

it('does nothing for a tenant that the service knows', () => {
  const listed = JSON.stringify([{ tenant: TENANT, name: 'Maas en Waal' }], undefined, 2);
  expect(tenantCommands(`${imported}\n${listed}`)).toEqual([]);
});
