import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import type { JobBoard, JobStatus } from '../../src/ports/job-board.ts';
import type { Store } from '../../src/ports/store.ts';
import { buildAuditEntry } from '../builders/build-audit-entry.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildBadgeSnapshot } from '../builders/build-badge.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildOutboxMessage } from '../builders/build-outbox-message.ts';
import { buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { visitor, type Visitor } from './browser-like.ts';
import { fixedIds, now, serveApp, type RunningApp } from './demo-app.ts';
import { signedInVisitor } from './signed-in-visitor.ts';

const issuer = buildIssuer({ slug: 'werkplaats', name: { nl: 'Werkplaats' } });
const other = buildIssuer({ slug: 'elders', name: { nl: 'Elders' } });
const ran: string[] = [];
const digests: JobStatus = {
  name: 'digests',
  schedule: '* * * * *',
  lastRunAt: now,
  lastRun: { id: 'r', job: 'digests', startedAt: now, by: 'schedule', outcome: 'done', counts: { sent: 12 } },
  lastFailure: {
    id: 'f',
    job: 'digests',
    startedAt: now,
    by: 'web',
    outcome: 'failed',
    error: 'Error: <away>',
  },
};
const jobs: JobBoard = {
  list: () => Promise.resolve([digests, { name: 'retention', schedule: '30 3 * * *' }]),
  async run(name, by) {
    if (name === 'retention') throw new Error('no luck');
    if (name !== 'digests') return undefined;
    ran.push(`${name} ${by}`);
    return { id: 'r2', job: name, startedAt: now, by, outcome: 'done' };
  },
};

let store: Store;
let app: RunningApp;
let owner: Visitor;
let awarder: Visitor;

async function signedIn(person: Person): Promise<Visitor> {
  await store.persons.insert(person);
  return signedInVisitor({ store, ids: fixedIds(person.id), clock: () => now }, app.url, person.id);
}

beforeAll(async () => {
  store = createMemoryStore();
  app = await serveApp({ store, jobs });
  for (const one of [issuer, other]) await store.issuers.save(one);
  const [ow, aw] = [buildPerson({ name: 'Eigenaar Ow' }), buildPerson({ name: 'Begeleider Aw' })];
  for (const [person, role] of [
    [ow, 'owner'],
    [aw, 'awarder'],
  ] as const)
    await store.roles.insert(
      buildRoleGrant({ issuerId: issuer.id, role, grantee: { kind: 'person', personId: person.id } }),
    );
  owner = await signedIn(ow);
  awarder = await signedIn(aw);
});
afterAll(() => app.close());
beforeEach(() => {
  ran.length = 0;
});

const pages = ['/admin/jobs', '/admin/messages', '/admin/audit'];

describe('looking after the deployment', () => {
  it.each(pages)('is for owners: %s asks a stranger to sign in and refuses an awarder', async (page) => {
    const stranger = await visitor(app.url).get(page);
    expect(stranger.status).toBe(303);
    expect(stranger.location).toBe(`/sign-in?next=${encodeURIComponent(page)}`);
    expect((await awarder.get(page)).status).toBe(403);
    const shown = await owner.get(page);
    expect(shown.status).toBe(200);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(shown.headers.get('x-robots-tag')).toBe('noindex');
  });

  it('is found by owners on every page of theirs, and by nobody else', async () => {
    expect((await owner.get('/me')).text).toContain('<a href="/admin/people">Beheer</a>');
    expect((await owner.get('/admin/jobs')).text).toContain(
      '<a href="/admin/people" aria-current="page">Beheer',
    );
    expect((await awarder.get('/me')).text).not.toContain('Beheer');
  });

  it('shows how the jobs stand, and runs one now', async () => {
    const { text } = await owner.get('/admin/jobs');
    expect(text).toContain('Overzichten versturen');
    expect(text).toContain('12 verstuurd');
    expect(text).toContain('Error: &lt;away>');
    expect(text).toContain('<td>geen</td>');
    const answer = await owner.send('/admin/jobs/digests/run');
    expect([answer.status, answer.location]).toEqual([303, '/admin/jobs?ran=digests']);
    expect(ran).toEqual(['digests web']);
    expect((await owner.get('/admin/jobs?ran=digests')).text).toContain('Overzichten versturen: klaar.');
    const failed = await owner.send('/admin/jobs/retention/run');
    expect(failed.location).toBe('/admin/jobs?failed=retention');
    expect((await owner.get(failed.location)).text).toContain('mislukt');
  });

  it('runs nothing for who is no owner, nor without the proof that the form is ours', async () => {
    expect((await awarder.post('/admin/jobs/digests/run', {})).status).toBe(403);
    expect((await owner.post('/admin/jobs/digests/run', {})).status).toBe(403);
    expect(ran).toEqual([]);
  });

  it('shows messages that were given up, not what they say, and tries one again', async () => {
    const message = buildOutboxMessage({
      status: 'parked',
      attempts: 40,
      lastError: 'channel_not_found',
      notice: { kind: 'award-revoked', badge: { slug: 'x', title: {} }, awardId: 'a', reason: 'geheim' },
    });
    await store.outbox.insert([message]);
    const { text } = await owner.get('/admin/messages');
    expect(text).toContain('channel_not_found');
    expect(text).toContain('Bericht dat een badge is ingetrokken');
    expect(text).not.toContain('geheim');
    const action = `/admin/messages/${message.id}/retry`;
    expect((await owner.send(action)).location).toBe('/admin/messages?again=yes');
    expect(await store.outbox.find(message.id)).toMatchObject({ status: 'waiting', attempts: 0 });
    const again = await owner.send(action);
    expect(again.location).toBe('/admin/messages?again=no');
    const audit = await store.audit.page({ about: `message:${message.id}` }, { limit: 9 });
    expect(audit.items.map((entry) => entry.action)).toEqual(['message-retried']);
  });

  it('shows the audit of an issuer to its owner, page by page, and of no other issuer', async () => {
    for (let at = 0; at < 51; at += 1)
      await store.audit.add(
        buildAuditEntry({
          issuerId: issuer.id,
          action: 'awarded',
          at: new Date(now.getTime() - at * 60_000),
        }),
      );
    await store.audit.add(buildAuditEntry({ issuerId: other.id, action: 'keys-rotated' }));
    const first = await owner.get('/admin/audit');
    expect(first.text.match(/<th scope="row">Badge toegekend<\/th>/gu)).toHaveLength(50);
    expect(first.text).not.toContain('Sleutels vervangen');
    const older = /href="(\/admin\/audit\?issuer=werkplaats&amp;after=[^"]+)"/u.exec(first.text)?.[1] ?? '';
    const second = await owner.get(older.replaceAll('&amp;', '&'));
    expect(second.text.match(/<th scope="row">Badge toegekend<\/th>/gu)).toHaveLength(1);
    expect((await owner.get('/admin/audit?issuer=elders')).status).toBe(403);
  });

  it('says in the audit who did what for whom, in words and in the reader’s language', async () => {
    const at = new Date(now.getTime() + 60_000);
    const learner = buildPerson({ name: 'Noor <b>' });
    await store.persons.insert(learner);
    const award = buildAward({
      issuerId: issuer.id,
      personId: learner.id,
      badge: buildBadgeSnapshot({ title: { nl: 'Lassen', en: 'Welding' } }),
    });
    await store.awards.insert([{ award }]);
    await store.audit.add(
      buildAuditEntry({
        issuerId: issuer.id,
        action: 'awarded',
        at,
        by: `person:${learner.id}`,
        about: [`award:${award.id}`, `person:${learner.id}`],
      }),
    );
    await store.audit.add(
      buildAuditEntry({
        issuerId: issuer.id,
        action: 'role-granted',
        at,
        by: 'operator',
        via: 'command-line',
        about: ['teachers:lti:P1'],
        detail: { role: 'reviewer' },
      }),
    );
    await store.audit.add(
      buildAuditEntry({
        issuerId: issuer.id,
        action: 'award-expired',
        at,
        by: 'operator',
        via: 'job',
        about: ['award:weg'],
      }),
    );
    const { text } = await owner.get('/admin/audit');
    expect(text).toContain('“Lassen” van Noor &lt;b>');
    expect(text).toContain('<td>Noor &lt;b></td>');
    expect(text).toContain('Rol gegeven: beoordelaar');
    expect(text).toContain('docenten in lti:P1');
    expect(text).toContain('beheerder van de dienst');
    expect(text).toContain('<td>de dienst zelf</td><td>vanzelf</td><td>een badge</td>');
    expect(text).not.toContain(learner.id);
    const english = (await owner.get('/admin/audit?lang=en')).text;
    expect(english).toContain('“Welding” of Noor');
    expect(english).toContain('Role granted: reviewer');
  });
});
