import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkByChatCode, makeChatCode } from '../../src/use-cases/link-by-chat.ts';
import { recognisePerson } from '../../src/use-cases/recognise-person.ts';
import { fieldOf, launchAs, type ToolPage } from './course-browser.ts';
import { ids, startLtiService, type LtiService } from './lti-service.ts';

let service: LtiService;
const deps = () => ({ store: service.store, clock: () => service.clock.now(), ids });
beforeAll(async () => {
  service = await startLtiService();
  await service.store.workspaces.save({ key: 'slack:T1', name: 'Maas en Waal', connectedAt: new Date() });
});
afterAll(() => service.close());

const inSlack = (user: string, name: string) =>
  recognisePerson(deps(), {
    identity: { kind: 'slack', workspace: 'T1', user },
    vouchedBy: 'platform',
    facts: { name },
  });

async function codeFromSlack(personId: string): Promise<string> {
  const made = await makeChatCode(deps(), {
    actor: { personId, workspace: 'slack:T1', standing: 'member', via: 'slack' },
  });
  if (!made.ok) throw new Error(made.refusal.code);
  return made.code;
}

/** The code that was mailed to an address last. */
async function mailedTo(address: string): Promise<string> {
  let code = '';
  for (;;) {
    const message = await service.store.outbox.claim(new Date(), new Date(Date.now() + 60_000));
    if (message === undefined) return code;
    const { destination, notice } = message;
    if (destination.kind === 'person' && destination.identity === `email:${address}`)
      code = notice.kind === 'mail-code' ? notice.code : '';
  }
}

async function askMail(page: ToolPage, address: string) {
  const form = fieldOf((await page.post('accounts')).text, 'form');
  return page.post('account-mail', { address, form });
}

describe('linking the account in the course', () => {
  it('with the one in Slack, by a code from there, after a look at whose it is', async () => {
    const sam = await inSlack('USAM', 'Sam S.');
    const page = await launchAs(service, '3');
    expect((await page.post('mine')).text).toContain('Koppel je accounts');
    expect((await page.post('accounts')).text).toContain('/badge koppel cursus');
    const code = await codeFromSlack(sam.id);
    const look = await page.post('account-look', { code: code.toLowerCase() });
    expect(look.text).toContain('Sam S., in Maas en Waal');
    expect((await service.store.persons.find(sam.id))?.id).toBe(sam.id);
    const joined = await page.post('account-join', { code: fieldOf(look.text, 'code') });
    expect(joined.text).toContain('De accounts zijn nu één paspoort');
    expect(joined.text).toContain('Slack: Maas en Waal');
    const one = await service.store.persons.findByIdentity('slack:T1:USAM');
    expect(one?.identities.map(({ key }) => key)).toContain('lti:lms1:3');
    expect((await page.post('account-join', { code })).text).toContain('klopt niet, of is verlopen');
  });

  it('not with anybody by a code that nobody made', async () => {
    const page = await launchAs(service, '4');
    for (const code of ['', 'K7M3PQ2X', 'x'.repeat(5000)])
      expect((await page.post('account-look', { code })).text).toContain('klopt niet, of is verlopen');
  });

  it('with an address, by a code that was mailed to it, which joins the person behind it', async () => {
    const known = await recognisePerson(deps(), {
      identity: { kind: 'email', address: 'noor@thuis.example' },
      vouchedBy: 'confirmed',
    });
    const page = await launchAs(service, '4');
    expect((await askMail(page, 'geen adres')).text).toContain('geen e-mailadres');
    const asked = await askMail(page, ' Noor@Thuis.example ');
    expect(asked.text).toContain('We stuurden een code naar');
    const code = await mailedTo('noor@thuis.example');
    expect(code).toMatch(/^[0-9A-Z]{8}$/u);
    const other = await launchAs(service, '5');
    expect((await other.post('account-code', { code })).text).toContain('klopt niet, of is verlopen');
    expect((await page.post('account-code', { code: 'ZZZZ9999' })).text).toContain(
      'klopt niet, of is verlopen',
    );
    expect((await page.post('account-code', { code })).text).toContain('één paspoort');
    const one = await service.store.persons.find(known.id);
    expect(one?.identities.map(({ key }) => key).toSorted()).toEqual([
      'email:noor@thuis.example',
      'lti:lms1:4',
    ]);
  });

  it('mails one code however often the form is sent', async () => {
    const page = await launchAs(service, '5');
    const form = fieldOf((await page.post('accounts')).text, 'form');
    const fields = { address: 'ali@thuis.example', form };
    for (const { text } of await Promise.all([
      page.post('account-mail', fields),
      page.post('account-mail', fields),
    ]))
      expect(text).toContain('We stuurden een code naar');
    let mails = 0;
    for (;;) {
      const message = await service.store.outbox.claim(new Date(), new Date(Date.now() + 60_000));
      if (message === undefined) break;
      if (message.notice.kind === 'mail-code') mails += 1;
    }
    expect(mails).toBe(1);
  });

  it('leaves the open page its person, who may live on under another id', async () => {
    const page = await launchAs(service, '5');
    const ali = await service.store.persons.findByIdentity('lti:lms1:5');
    const slack = await inSlack('UALI', 'Ali uit Slack');
    // Linked the other way round, from a page of theirs elsewhere.
    const code = await codeFromSlack(ali?.id ?? '');
    await linkByChatCode(deps(), {
      actor: { personId: slack.id, workspace: 'slack:T1', standing: 'member', via: 'web' },
      code,
    });
    expect((await page.post('accounts')).text).toContain('Slack: Maas en Waal');
  });
});
