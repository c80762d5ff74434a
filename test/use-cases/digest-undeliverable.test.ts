import { describe, expect, it } from 'vitest';
import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import type { DeliveryResult, Notifier } from '../../src/ports/notifier.ts';
import { deliverNextMessage } from '../../src/use-cases/deliver-messages.ts';
import { setPreferences } from '../../src/use-cases/set-preferences.ts';
import { buildLinkedIdentity } from '../builders/build-person.ts';
import { digestTown } from './digest-town.ts';

const slack = (user: string) => buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user });
const mail = (address: string, vouchedBy: 'confirmed' | 'catalogue' = 'confirmed') =>
  buildLinkedIdentity({ kind: 'email', address }, { vouchedBy });
const gone: DeliveryResult = { kind: 'impossible', error: 'user_disabled', unreachable: true };
const notTaken: DeliveryResult = { kind: 'impossible', error: 'invalid_blocks', unreachable: false };
const delivered: DeliveryResult = { kind: 'delivered' };

/** A Monday on which one digest is due, and channels that answer as told. */
async function monday(
  identities: Parameters<ReturnType<typeof digestTown>['person']>[0],
  answers: Partial<Record<'slack' | 'email', DeliveryResult>>,
) {
  const town = digestTown('2026-11-25T12:00:00Z');
  const person = await town.person(identities);
  await town.tick();
  const tried: string[] = [];
  const channel = (name: 'slack' | 'email'): Notifier => ({
    channel: name,
    deliver: (message: OutboxMessage) => {
      tried.push(`${name} ${message.destination.kind === 'person' ? message.destination.identity : ''}`);
      return Promise.resolve(answers[name] ?? delivered);
    },
    findDelivered: () => Promise.resolve(undefined),
  });
  const notifiers = new Map([
    ['slack', channel('slack')],
    ['email', channel('email')],
  ] as const);
  const week = async (moment: string) => {
    town.at(moment);
    await town.award(person, { awardedAt: new Date(Date.parse(moment) - 3_600_000), slug: `s${moment}` });
    await town.tick();
    while (await deliverNextMessage({ ...town.deps, notifiers, jitter: () => 0 }, 'bulk'));
    return tried.splice(0);
  };
  return { town, person, week, state: () => town.store.digestStates.find(person.id) };
}

describe('a digest that chat does not take', () => {
  it('comes by confirmed mail, and the next ones go there at once', async () => {
    const { week, state } = await monday(
      { identities: [slack('U1'), mail('sam@school.example')] },
      { slack: gone },
    );
    expect(await week('2026-11-30T08:00:00Z')).toEqual([
      'slack slack:T1:U1',
      'email email:sam@school.example',
    ]);
    expect(await state()).toMatchObject({ chatRefusedAt: expect.any(Date) });
    expect((await state())?.stoppedAt).toBeUndefined();
    expect(await week('2026-12-07T08:00:00Z')).toEqual(['email email:sam@school.example']);
  });

  it('stops where there is no confirmed address, until its reader chooses again', async () => {
    const { town, person, week, state } = await monday(
      { identities: [slack('U1'), mail('named@school.example', 'catalogue')] },
      { slack: gone },
    );
    expect(await week('2026-11-30T08:00:00Z')).toEqual(['slack slack:T1:U1']);
    expect(await state()).toMatchObject({ stoppedAt: expect.any(Date) });
    expect(await week('2026-12-07T08:00:00Z')).toEqual([]);
    await setPreferences(town.deps, {
      actor: { personId: person.id, standing: 'member', via: 'slack' },
      digest: 'weekly',
    });
    expect((await state())?.stoppedAt).toBeUndefined();
    expect(await week('2026-12-14T08:00:00Z')).toEqual(['slack slack:T1:U1']);
  });

  it('stops when mail does not reach them either', async () => {
    const { week, state } = await monday(
      { identities: [slack('U1'), mail('sam@school.example')] },
      { slack: gone, email: gone },
    );
    expect(await week('2026-11-30T08:00:00Z')).toHaveLength(2);
    expect(await state()).toMatchObject({ chatRefusedAt: expect.any(Date), stoppedAt: expect.any(Date) });
    expect(await week('2026-12-07T08:00:00Z')).toEqual([]);
  });

  it('comes by mail this once when it is the message that was not taken, and chat is tried again', async () => {
    const { week, state } = await monday(
      { identities: [slack('U1'), mail('sam@school.example')] },
      { slack: notTaken },
    );
    expect(await week('2026-11-30T08:00:00Z')).toHaveLength(2);
    expect((await state())?.chatRefusedAt).toBeUndefined();
    expect((await week('2026-12-07T08:00:00Z'))[0]).toBe('slack slack:T1:U1');
  });

  it('comes by chat when mail was chosen and does not reach them', async () => {
    const { week, state } = await monday(
      { identities: [slack('U1'), mail('sam@school.example')], preferences: { digestBy: 'mail' } },
      { email: gone },
    );
    expect(await week('2026-11-30T08:00:00Z')).toEqual([
      'email email:sam@school.example',
      'slack slack:T1:U1',
    ]);
    expect((await state())?.stoppedAt).toBeUndefined();
  });
});

describe('a digest that waits to be sent', () => {
  it('is not sent to somebody who turned digests off meanwhile', async () => {
    const { town, person, week } = await monday({ identities: [slack('U1')] }, {});
    town.at('2026-11-30T08:00:00Z');
    await town.award(person, { awardedAt: new Date('2026-11-30T07:00:00Z') });
    expect(await town.tick()).toBe(1);
    const actor = { personId: person.id, standing: 'member', via: 'web' } as const;
    await setPreferences(town.deps, { actor, digest: 'off', byLink: true });
    expect(await week('2026-11-30T08:05:00Z')).toEqual([]);
    expect(await town.sent()).toEqual([]);
    await setPreferences(town.deps, { actor, digest: 'weekly' });
    expect(await week('2026-12-07T08:00:00Z')).toEqual(['slack slack:T1:U1']);
  });
});

describe('a platform that takes no more for now', () => {
  it('is told of, and the message has lost no attempt', async () => {
    const { town } = await monday({}, {});
    const { store, deps } = town;
    const person = await town.person();
    await town.award(person);
    await town.tick();
    town.at('2026-11-30T08:00:00Z');
    await town.tick();
    const limited: Notifier = {
      channel: 'slack',
      deliver: () =>
        Promise.resolve({ kind: 'again', error: 'ratelimited', afterMs: 30_000, turnedAway: true }),
      findDelivered: () => Promise.resolve(undefined),
    };
    const pauses: number[] = [];
    const given = {
      ...deps,
      notifiers: new Map([['slack', limited]] as const),
      jitter: () => 0,
      onLimited: (milliseconds: number) => pauses.push(milliseconds),
    };
    expect(await deliverNextMessage(given, 'bulk')).toBe(true);
    expect(pauses).toEqual([30_000]);
    expect(await store.outbox.nextDue('bulk')).toEqual(new Date('2026-11-30T08:00:30Z'));
    const [message] = await town.sent();
    expect(message?.attempts).toBe(1);
  });
});
