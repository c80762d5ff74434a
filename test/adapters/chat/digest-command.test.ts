import { describe, expect, it } from 'vitest';
import type { ChatContext, ChatDeps } from '../../../adapters/chat/command/chat-context.ts';
import { digest } from '../../../adapters/chat/command/own-commands.ts';
import { linksOf } from '../../../adapters/chat/reply/links.ts';
import { buildPerson } from '../../builders/build-person.ts';
import { deterministicId, testMoment } from '../../builders/deterministic-id.ts';
import { createMemoryStore } from '../../fakes/memory-store.ts';

async function said(state: { readonly chatRefusedAt?: Date; readonly stoppedAt?: Date }): Promise<string> {
  const store = createMemoryStore();
  const person = buildPerson();
  await store.persons.insert(person);
  await store.digestStates.enrol([
    { personId: person.id, dueAt: testMoment, coveredUntil: testMoment, ...state },
  ]);
  const deps: ChatDeps = {
    store,
    clock: () => testMoment,
    ids: { id: deterministicId, token: deterministicId, below: () => 0 },
    links: linksOf('https://speldje.example'),
    mailOn: true,
  };
  const place = { workspace: 'slack:T1', conversation: 'D1' };
  const context: ChatContext = {
    actor: { personId: person.id, standing: 'member', via: 'slack' },
    locale: 'en',
    deliveryKey: 'k',
    place,
    announce: false,
    answerTo: { kind: 'sender-only', place, identity: 'slack:T1:U1', personId: person.id, locale: 'en' },
    platform: {
      directory: { account: () => Promise.resolve(undefined), named: () => Promise.resolve([]) },
      workspace: 'slack:T1',
      identity: (user) => ({ kind: 'slack', workspace: 'T1', user }),
      groupMembers: () => Promise.resolve(undefined),
    },
  };
  return JSON.stringify(await digest(deps, context, undefined));
}

describe('asking how the digest comes', () => {
  it('says how often, and offers the other rhythms', async () => {
    const answer = await said({});
    expect(answer).toContain('Your digest comes every week.');
    expect(answer).not.toContain('"value":"weekly"');
    expect(answer).toContain('"value":"monthly"');
  });

  it('says that it comes by mail when the chat refused it, and offers to try here again', async () => {
    const answer = await said({ chatRefusedAt: testMoment });
    expect(answer).toContain('since the chat refused it');
    expect(answer).toContain('"value":"weekly"');
  });

  it('says that it stopped when it arrived nowhere any more', async () => {
    const answer = await said({ chatRefusedAt: testMoment, stoppedAt: testMoment });
    expect(answer).toContain('Your digest stopped');
    expect(answer).not.toContain('comes every week');
    expect(answer).toContain('"value":"weekly"');
  });
});
