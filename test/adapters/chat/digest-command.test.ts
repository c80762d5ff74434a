import { describe, expect, it } from 'vitest';
import type { ChatContext, ChatDeps } from '../../../adapters/chat/command/chat-context.ts';
import { digest } from '../../../adapters/chat/command/own-commands.ts';
import { isField } from '../../../adapters/chat/form/form.ts';
import { openForm } from '../../../adapters/chat/form/open-form.ts';
import { submitForm } from '../../../adapters/chat/form/submit-form.ts';
import type { Store } from '../../../src/ports/store.ts';
import { linksOf } from '../../../adapters/chat/reply/links.ts';
import type { Person } from '../../../src/domain/person.ts';
import { buildLinkedIdentity, buildPerson } from '../../builders/build-person.ts';
import { deterministicId, testMoment } from '../../builders/deterministic-id.ts';
import { createMemoryStore } from '../../fakes/memory-store.ts';

const slack = buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user: 'U1' });
const mail = buildLinkedIdentity({ kind: 'email', address: 'sam@example.org' }, { vouchedBy: 'confirmed' });

async function said(
  state: { readonly chatRefusedAt?: Date; readonly stoppedAt?: Date },
  facts: Partial<Person> = {},
): Promise<string> {
  const store = createMemoryStore();
  const person = buildPerson({ identities: [slack, mail], ...facts });
  await store.persons.insert(person);
  await store.digestStates.enrol([
    { personId: person.id, dueAt: testMoment, coveredUntil: testMoment, ...state },
  ]);
  const { deps, context } = talk(store, person.id);
  return JSON.stringify(await digest(deps, context, undefined));
}

function talk(store: Store, personId: string): { readonly deps: ChatDeps; readonly context: ChatContext } {
  const deps: ChatDeps = {
    store,
    clock: () => testMoment,
    ids: { id: deterministicId, token: deterministicId, below: () => 0 },
    links: linksOf('https://speldje.example'),
    mailOn: true,
  };
  const place = { workspace: 'slack:T1', conversation: 'D1' };
  const context: ChatContext = {
    actor: { personId, standing: 'member', via: 'slack' },
    locale: 'en',
    deliveryKey: 'k',
    place,
    announce: false,
    open: false,
    answerTo: { kind: 'sender-only', place, identity: 'slack:T1:U1', personId, locale: 'en' },
    platform: {
      directory: { account: () => Promise.resolve(undefined), named: () => Promise.resolve([]) },
      workspace: 'slack:T1',
      identity: (user) => ({ kind: 'slack', workspace: 'T1', user }),
      groupMembers: () => Promise.resolve(undefined),
    },
  };
  return { deps, context };
}

describe('asking how the digest comes', () => {
  it('says how often, when and where, and offers the other rhythms and the form', async () => {
    const answer = await said({});
    expect(answer).toContain('Your digest comes every week, on Monday at 9:00. It comes in the chat.');
    expect(answer).not.toContain('"value":"weekly"');
    expect(answer).toContain('"value":"monthly"');
    expect(answer).toContain('At what time and where');
    const chosen = await said({}, { preferences: { digest: 'monthly', digestHour: 17, digestBy: 'mail' } });
    expect(chosen).toContain('every month, on the first Monday at 17:00. It comes by e-mail.');
  });

  it('says that it comes by mail when the chat refused it, and offers to try here again', async () => {
    const answer = await said({ chatRefusedAt: testMoment });
    expect(answer).toContain('since the chat refused it');
    expect(answer).toContain('"value":"weekly"');
  });

  it('says since when and why it stopped, and offers to start it again', async () => {
    const stopped = { stoppedAt: testMoment };
    const both = await said({ ...stopped, chatRefusedAt: testMoment });
    expect(both).toMatch(
      /Your digest stopped on \d+ \w+ \d{4}, .*the chat and your e-mail address refused it/u,
    );
    expect(both).not.toContain('comes every week');
    expect(both).toContain('"value":"weekly"');
    const chat = await said({ ...stopped, chatRefusedAt: testMoment }, { identities: [slack] });
    expect(chat).toContain('the chat refused it, and there is no confirmed e-mail address');
    expect(await said(stopped)).toContain(': your e-mail address refused it');
  });

  it('says who turned it off, and that it can go nowhere', async () => {
    const off = (by: 'choice' | 'link') =>
      said({}, { preferences: { digest: 'off', digestOff: { at: testMoment, by } } });
    expect(await off('choice')).toContain('you chose that on');
    expect(await off('link')).toContain('by the link in a mail');
    expect(await said({}, { preferences: { digest: 'off' } })).toContain('You get no digest.');
    expect(await said({}, { identities: [] })).toContain('nowhere yet that it can go');
  });
});

describe('the form of settings', () => {
  const fieldsOf = async (facts: Partial<Person>) => {
    const store = createMemoryStore();
    const person = buildPerson(facts);
    await store.persons.insert(person);
    const { deps, context } = talk(store, person.id);
    const opened = await openForm(deps, context, { form: 'settings' });
    if (opened.kind !== 'form') throw new Error(opened.kind);
    return { store, person, deps, context, fields: opened.form.parts.filter(isField) };
  };

  it('has hour and way, the way only for whom mail can reach', async () => {
    const { fields } = await fieldsOf({ identities: [slack, mail], preferences: { digestHour: 7 } });
    expect(fields.map(({ name }) => name)).toEqual(['language', 'digest', 'digestHour', 'digestBy']);
    expect(fields[2]).toMatchObject({ value: '7' });
    const without = await fieldsOf({ identities: [slack] });
    expect(without.fields.map(({ name }) => name)).toEqual(['language', 'digest', 'digestHour']);
  });

  it('keeps what was chosen, and refuses mail without an address in words', async () => {
    const { store, person, deps, context } = await fieldsOf({ identities: [slack, mail] });
    const answers = { language: 'en', digest: 'weekly', digestHour: '20', digestBy: 'mail' };
    await submitForm(deps, context, { form: 'settings' }, answers);
    expect((await store.persons.find(person.id))?.preferences).toEqual({
      digest: 'weekly',
      digestHour: 20,
      digestBy: 'mail',
    });
    const without = await fieldsOf({ identities: [slack] });
    const refused = await submitForm(without.deps, without.context, { form: 'settings' }, answers);
    expect(JSON.stringify(refused)).toContain('confirm first an e-mail address');
    expect((await without.store.persons.find(without.person.id))?.preferences).toBeUndefined();
  });
});
