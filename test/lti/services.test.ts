import { describe, expect, it } from 'vitest';
import { csvLine } from '../../lti/csv.ts';
import { gradeNotifier, scoresUrl } from '../../lti/grade-notifier.ts';
import { nextOf } from '../../lti/names-and-roles.ts';
import { platformOf } from './lti-service.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildOutboxMessage } from '../builders/build-outbox-message.ts';
import type { LmsStandIn } from '../../playground/lms/lms.ts';

describe('the next page of a list', () => {
  const base = new URL('https://lms.example/members?role=Learner');
  it.each([
    ['<https://lms.example/members?page=2>; rel="next"', 'https://lms.example/members?page=2'],
    [
      '<https://lms.example/a>; rel="differences", <https://lms.example/b,c>; rel=next',
      'https://lms.example/b,c',
    ],
    ['</members?page=2>; title="x"; rel="last next"', 'https://lms.example/members?page=2'],
  ])('is read from %s', (link, expected) => {
    expect(nextOf(link, base)?.href).toBe(expected);
  });
  it.each([
    undefined,
    '',
    '<https://lms.example/x>; rel="previous"',
    '<https://lms.example/x>; rel="nextish"',
  ])('is not there in %s', (link) => {
    expect(nextOf(link, base)).toBeUndefined();
  });
});

describe('the address of scores', () => {
  it('keeps the query of the line item', () => {
    expect(scoresUrl('https://lms.example/items/9/lineitem?type_id=3')).toBe(
      'https://lms.example/items/9/lineitem/scores?type_id=3',
    );
  });
});

describe('a grade', () => {
  const url = 'https://lms.example';
  const lms: Pick<LmsStandIn, 'url' | 'authUrl' | 'tokenUrl' | 'tokenAudience' | 'jwksUrl' | 'flavour'> = {
    url,
    authUrl: url,
    tokenUrl: url,
    tokenAudience: url,
    jwksUrl: url,
    flavour: 'moodle',
  };
  const message = buildOutboxMessage({
    channel: 'lti',
    destination: {
      kind: 'conversation',
      place: { workspace: 'lti:lms1', conversation: `${url}/item?type_id=3`, thread: '42' },
      locale: 'nl',
    },
    notice: {
      kind: 'you-were-awarded',
      badge: { slug: 'a', title: { nl: 'A' }, description: {}, issuerName: {}, picture: 'p' },
      by: { personId: 'x' },
      awardId: 'w',
    },
  });
  const deliver = async (status: number, headers: Record<string, string> = {}) => {
    const store = createMemoryStore();
    await store.lti.platforms.insert(platformOf(lms, 'lms1', { clientId: 'c', deploymentId: '1' }));
    return gradeNotifier({
      store,
      publicUrl: 'https://speldje.example',
      tokens: { token: () => Promise.resolve({ ok: true, token: 't' }), forget: () => undefined },
      fetch: () => Promise.resolve(new Response(status === 204 ? null : '{}', { status, headers })),
    }).deliver(message);
  };

  it.each([
    [200, 'delivered'],
    [204, 'delivered'],
    [409, 'delivered'],
    [401, 'again'],
    [403, 'impossible'],
    [404, 'impossible'],
    [500, 'again'],
  ])('that the platform answers with %i is %s', async (status, kind) => {
    expect(await deliver(status)).toMatchObject({ kind });
  });
  it.each([
    ['revoked', 0],
    ['active', 1],
  ] as const)('of an award that is %s is posted %i times', async (status, times) => {
    const store = createMemoryStore();
    await store.awards.insert([{ award: buildAward({ id: 'w', status }) }]);
    await store.lti.platforms.insert(platformOf(lms, 'lms1', { clientId: 'c', deploymentId: '1' }));
    const posted: unknown[] = [];
    const notifier = gradeNotifier({
      store,
      publicUrl: 'https://speldje.example',
      tokens: { token: () => Promise.resolve({ ok: true, token: 't' }), forget: () => undefined },
      fetch: (...asked) => {
        posted.push(asked);
        return Promise.resolve(new Response(null, { status: 204 }));
      },
    });
    expect(await notifier.deliver(message)).toEqual({ kind: 'delivered' });
    expect(posted).toHaveLength(times);
  });
  it('waits as long as the platform asks', async () => {
    expect(await deliver(429, { 'retry-after': '7' })).toMatchObject({ kind: 'again', afterMs: 7000 });
  });
});

describe('CSV', () => {
  it('quotes, and lets no field be a formula', () => {
    expect(csvLine(['a,b', 'c"d', '=1+1', '@x', 'plain'])).toBe(`"a,b","c""d",'=1+1,'@x,plain\r\n`);
  });
});
