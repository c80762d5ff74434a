import { describe, expect, it } from 'vitest';
import { admitLaunch } from '../../lti/admit-launch.ts';
import type { Launch } from '../../lti/launch.ts';
import type { LtiPlatform } from '../../src/ports/lti-platform-repository.ts';
import { recognisePerson } from '../../src/use-cases/recognise-person.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { ids } from './lti-service.ts';

const now = new Date('2026-03-02T09:00:00Z');

function setting(vouchesForEmail: boolean) {
  const platform: LtiPlatform = {
    id: 'lms1',
    name: 'LMS',
    issuer: 'https://lms.example',
    clientId: 'c',
    authUrl: 'https://lms.example/auth',
    tokenUrl: 'https://lms.example/token',
    jwksUrl: 'https://lms.example/certs',
    deployments: [],
    status: 'accepted',
    extraTeachingRoles: [],
    vouchesForEmail,
    frameOrigins: [],
    createdAt: now,
    version: 1,
  };
  const launch: Launch & { readonly subject: string } = {
    platform,
    messageType: 'LtiResourceLinkRequest',
    deploymentId: '1',
    targetLink: 'https://speldje.example/lti/launch',
    subject: '42',
    name: 'Sam Student',
    email: ' Sam@School.example ',
    locale: 'en-US',
    roles: [],
    custom: {},
  };
  return { deps: { store: createMemoryStore(), clock: () => now, ids }, launch };
}

const knownInSlack = (deps: ReturnType<typeof setting>['deps']) =>
  recognisePerson(deps, {
    identity: { kind: 'email', address: 'sam@school.example' },
    vouchedBy: 'platform',
  });

describe('an accepted launch', () => {
  it('is the person whom the same address is known of, where the owner trusts the platform’s addresses', async () => {
    const { deps, launch } = setting(true);
    await knownInSlack(deps);
    const { session } = await admitLaunch(deps, launch);
    const person = await deps.store.persons.findByIdentity('email:sam@school.example');
    expect(person?.id).toBe(session.personId);
  });

  it('is nobody else by its address alone', async () => {
    const { deps, launch } = setting(false);
    const other = await knownInSlack(deps);
    const { session } = await admitLaunch(deps, launch);
    expect(session.personId).not.toBe(other.id);
  });

  it('without a name erases none', async () => {
    const { deps, launch } = setting(false);
    await admitLaunch(deps, launch);
    const { name: _, locale: __, ...bare } = launch;
    const { session } = await admitLaunch(deps, bare);
    expect(await deps.store.persons.find(session.personId)).toMatchObject({
      name: 'Sam Student',
      locale: 'en',
    });
  });

  it('keeps its token nowhere', async () => {
    const { deps, launch } = setting(false);
    const { session, token } = await admitLaunch(deps, launch);
    expect(JSON.stringify(session)).not.toContain(token);
  });
});
