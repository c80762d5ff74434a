import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Award } from '../../src/domain/award.ts';
import { operatorActor } from '../../src/domain/actor.ts';
import type { Store } from '../../src/ports/store.ts';
import { revokeAward } from '../../src/use-cases/change-award-standing.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { oneTimeTokenHash } from '../../src/use-cases/make-owner-link.ts';
import { publishAward } from '../../src/use-cases/publish-award.ts';
import { watchAwards } from '../../src/use-cases/watch-awards.ts';
import {
  answerLifeMs,
  answerRenewMs,
  createAwardAnswers,
  type AwardAnswers,
} from '../../src/web/answers/award-answers.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { buildIssuerEndorsement } from '../builders/build-issuer-endorsement.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { ask, html } from './ask.ts';
import { fixedIds, importDemoCatalogue, now, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoAwards, awardIds, issuerSlug, learner } from './demo-awards.ts';

let catalogue: Store;
beforeAll(async () => {
  catalogue = createMemoryStore();
  await importDemoCatalogue(catalogue);
});

let database: Store;
/** The store of the instance that answers; what is written to `database` was written by another. */
let store: Store;
let answers: AwardAnswers;
let app: RunningApp;
let moment: Date;
let reads = 0;

beforeEach(async () => {
  moment = now;
  const clock = () => moment;
  database = createMemoryStore();
  // Read and drawn once: the rest of it is quick.
  for (const issuer of await catalogue.issuers.list()) await database.issuers.save(issuer);
  for (const badge of await catalogue.badges.list()) await database.badges.insert(badge);
  await addDemoAwards(database);
  answers = createAwardAnswers({ clock });
  const counting: Store = {
    ...database,
    awards: {
      ...database.awards,
      find: (id) => {
        reads += 1;
        return database.awards.find(id);
      },
    },
  };
  store = watchAwards(counting, (awardId) => answers.forget(awardId));
  app = await serveApp({ store, clock, answers, costlyRequestsPerMinute: 10_000 });
});
afterEach(() => app.close());

const path = `/awards/${awardIds.published}`;
const get = (headers: Record<string, string> = html, at = path) => ask(app.url + at, headers);
const pass = (ms: number) => {
  moment = new Date(moment.getTime() + ms);
};
/** Whether it was answered without a look into the store. */
async function fromMemory(answer: () => Promise<unknown>): Promise<boolean> {
  const before = reads;
  await answer();
  return reads === before;
}
const deps = () => ({ store, clock: () => moment, ids: fixedIds('answers') });

describe('an answer that was given lately', () => {
  it('is given again with the same bytes and headers, page and document', async () => {
    for (const [headers, at] of [
      [html, path],
      [{ accept: 'application/vc+ld+json' }, path],
      [{}, `${path}.json`],
    ] as const) {
      const first = await get(headers, at);
      let second = first;
      expect(
        await fromMemory(async () => {
          second = await get(headers, at);
        }),
      ).toBe(true);
      expect(second.status).toBe(200);
      expect(second.bytes.equals(first.bytes)).toBe(true);
      const bare = ({
        date: _d,
        'x-request-id': _i,
        ratelimit: _r,
        'ratelimit-policy': _p,
        ...rest
      }: typeof first.headers) => rest;
      expect(bare(second.headers)).toEqual(bare(first.headers));
      expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
      expect(second.headers['content-security-policy'] ?? '').toContain("default-src 'none'");
    }
  });

  it('is 304 for who has it, from memory and anew', async () => {
    const { headers } = await get();
    const known = { ...html, 'if-none-match': `"other", W/${headers['etag'] ?? ''}` };
    for (const wait of [0, answerLifeMs]) {
      pass(wait);
      const again = await get(known);
      expect(again.status).toBe(304);
      expect(again.bytes).toHaveLength(0);
      expect(again.headers).toMatchObject({ etag: headers['etag'], vary: headers['vary'] });
    }
    expect((await get({ ...html, 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('is another in another language and another form', async () => {
    const texts = new Set<string>();
    for (const headers of [
      { ...html, 'accept-language': 'nl' },
      { ...html, 'accept-language': 'en' },
      { accept: 'application/json' },
      { ...html, 'accept-language': 'nl', cookie: 'lang=en' },
    ])
      texts.add((await get(headers)).text);
    // The chosen language and the browser's give the same page.
    expect(texts.size).toBe(3);
  });

  it('is counted and logged under its route', async () => {
    await get();
    await get();
    const { text } = await ask(`${app.url}/metrics`);
    expect(text).toMatch(/route="\/awards\/:id",status="200"\} 2/u);
  });

  it('is made once for many who ask at the same moment', async () => {
    const before = reads;
    await get();
    const alone = reads - before;
    pass(answerLifeMs);
    const crowd = reads;
    const all = await Promise.all(Array.from({ length: 20 }, () => get()));
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    expect(reads - crowd).toBe(alone);
  });
});

describe('what changed', () => {
  const change = async (by: Store, facts: Partial<Award>): Promise<void> => {
    const award = await by.awards.find(awardIds.published);
    if (award === undefined) throw new Error('no award');
    await by.awards.save({ ...award, ...facts, revision: award.revision + 1 }, award.revision);
  };

  it('shows at once when it was changed here: revoked', async () => {
    expect((await get()).text).toContain('standing-valid');
    const revoked = await revokeAward(deps(), {
      actor: operatorActor,
      awardId: awardIds.published,
      reason: 'Vergissing',
    });
    expect(revoked.ok).toBe(true);
    const { text } = await get();
    expect(text).toContain('standing-revoked');
    expect(text).not.toContain('standing-valid');
  });

  it('shows at once when it was changed here: no longer published, page and document', async () => {
    const document = { accept: 'application/json' };
    expect((await get()).text).toContain('Student Sam');
    expect((await get(document)).text).toContain('Student Sam');
    await publishAward(deps(), {
      actor: { personId: learner.id, standing: 'member', via: 'web' },
      awardId: awardIds.published,
      visibility: 'private',
      evidencePublic: false,
    });
    expect((await get()).text).not.toContain('Student Sam');
    expect((await get(document)).text).not.toContain('Student Sam');
  });

  it('shows at once when it was changed here: the learner erased, the document gone', async () => {
    expect((await get({}, `${path}.json`)).status).toBe(200);
    expect((await get()).text).toContain('Student Sam');
    await erasePerson(deps(), { actor: operatorActor, personId: learner.id });
    expect((await get()).text).not.toContain('Student Sam');
    expect((await get({}, `${path}.json`)).status).toBe(410);
  });

  it.each([
    ['a new name', async () => store.persons.save({ ...learner, name: 'Sam van Dijk' }), 'Sam van Dijk'],
    [
      'evidence',
      async () =>
        store.evidence.insert(
          buildEvidence({ subject: { kind: 'award', id: awardIds.published }, text: 'Nog een foto erbij' }),
        ),
      'Nog een foto erbij',
    ],
    [
      'an endorsement',
      async () =>
        store.endorsements.insert(
          buildIssuerEndorsement({
            issuerId: (await store.issuers.findBySlug(issuerSlug))?.id ?? '',
            subject: { kind: 'award', id: awardIds.published },
            comment: 'Wij staan hierachter',
          }),
        ),
      'Wij staan hierachter',
    ],
  ])('shows at once when it was changed here: %s', async (_, write, shown) => {
    expect((await get()).text).not.toContain(shown);
    await write();
    expect((await get()).text).toContain(shown);
  });

  it('shows two seconds after another instance changed it, and the old is never given later', async () => {
    expect((await get()).text).toContain('standing-valid');
    await change(database, { status: 'revoked', statusChangedAt: now });
    pass(answerRenewMs - 1);
    expect((await get()).text).toContain('standing-valid');
    pass(answerLifeMs - answerRenewMs + 1);
    expect((await get()).text).toContain('standing-revoked');
  });

  it('is found by who asks while the answer ages; the others need not wait for that', async () => {
    await get();
    await change(database, { status: 'revoked', statusChangedAt: now });
    pass(answerRenewMs);
    const [renewing, ...rest] = await Promise.all([get(), get(), get()]);
    const texts = [renewing, ...rest].map((answer) => answer?.text ?? '');
    expect(texts.filter((text) => text.includes('standing-revoked')).length).toBeGreaterThan(0);
    expect((await get()).text).toContain('standing-revoked');
    pass(answerLifeMs - 1);
    expect((await get()).text).toContain('standing-revoked');
  });

  it('is not kept from before when it changes while the answer is being made', async () => {
    const making = answers.begin(awardIds.published, 'x');
    await change(store, { status: 'revoked', statusChangedAt: now });
    making?.keep({ headers: [], knownHeaders: [], etag: '"old"', body: Buffer.from('old') });
    expect(answers.find(awardIds.published, 'x')).toBeUndefined();
  });

  it('that failed half-way counts as changed: its answer may have got lost', async () => {
    await get();
    await expect(
      store.transact(async (repositories) => {
        const award = await repositories.awards.find(awardIds.published);
        if (award !== undefined) await repositories.awards.save(award, award.revision);
        throw new Error('broken off');
      }),
    ).rejects.toThrow('broken off');
    expect(await fromMemory(() => get())).toBe(false);
  });
});

describe('what is for one person', () => {
  it('is kept for nobody, neither theirs for others nor others’ for them', async () => {
    const token = 'a-token-of-the-tests-which-is-long-enough';
    await store.sessions.insert({
      id: oneTimeTokenHash(token),
      personId: learner.id,
      by: 'chat',
      createdAt: now,
      seenAt: now,
      expiresAt: new Date(now.getTime() + 60_000),
    });
    const secret = `/awards/${awardIds.private}`;
    const own = { ...html, cookie: `speldje=${token}` };
    expect((await get(own, secret)).text).toContain('Student Sam');
    expect((await get(html, secret)).text).not.toContain('Student Sam');
    expect((await get(own, secret)).text).toContain('Student Sam');
    expect((await get({ ...html, cookie: `lang=nl; speldje=${token}` }, secret)).text).toContain(
      'Student Sam',
    );
    expect((await get(html, secret)).text).not.toContain('Student Sam');
  });

  it.each([
    ['a cookie that is not known', { ...html, cookie: 'x=1' }, path],
    ['credentials', { ...html, authorization: 'Bearer x' }, path],
    ['a question', html, `${path}?lang=en`],
    ['another form', {}, `${path}.png`],
    ['what is not there', html, '/awards/nothing'],
  ])('or may be, is made anew: %s', async (_, headers, at) => {
    await get(headers, at);
    expect(await fromMemory(() => get(headers, at))).toBe(false);
  });
});

describe('the memory', () => {
  it('is bounded: what was asked for last stays', () => {
    const small = createAwardAnswers({ clock: () => now, mostBytes: 10_000 });
    const keep = (awardId: string, variant = 'v') =>
      small
        .begin(awardId, variant)
        ?.keep({ headers: [], knownHeaders: [], etag: '"e"', body: Buffer.alloc(2000) });
    for (const awardId of ['a', 'b', 'c', 'd', 'e']) keep(awardId);
    expect(['a', 'b', 'c', 'd', 'e'].map((id) => small.find(id, 'v') !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    small.forget();
    expect(small.find('e', 'v')).toBeUndefined();
    const wide = createAwardAnswers({ clock: () => now });
    for (let at = 0; at < 100; at += 1)
      wide.begin('a', `v${at}`)?.keep({ headers: [], knownHeaders: [], etag: '"e"', body: Buffer.alloc(10) });
    expect(Array.from({ length: 100 }, (_, at) => wide.find('a', `v${at}`)).filter(Boolean)).toHaveLength(24);
  });

  it('lets those who wait go on by themselves when the answer came to nothing', () => {
    const making = answers.begin('a', 'v');
    const went: string[] = [];
    answers.whenMade('a', 'v', () => went.push('first'));
    expect(answers.begin('a', 'v')).toBeUndefined();
    making?.drop();
    answers.whenMade('a', 'v', () => went.push('late'));
    expect(went).toEqual(['first', 'late']);
    expect(answers.begin('a', 'v')).toBeDefined();
    answers.whenMade('a', 'v', () => went.push('forgotten'));
    answers.forget('a');
    expect(went).toEqual(['first', 'late', 'forgotten']);
  });

  it('keeps nothing when the clock goes back', () => {
    const clock = { at: now };
    const one = createAwardAnswers({ clock: () => clock.at });
    one.begin('a', 'v')?.keep({ headers: [], knownHeaders: [], etag: '"e"', body: Buffer.alloc(1) });
    clock.at = new Date(now.getTime() - 1);
    expect(one.find('a', 'v')).toBeUndefined();
  });
});
