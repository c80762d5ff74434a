import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linksOf } from '../../../adapters/chat/reply/links.ts';
import { checkMailServer } from '../../../adapters/email/check-mail-server.ts';
import { emailIntegration } from '../../../adapters/email/email-integration.ts';
import { startMailStandIn, type MailStandIn } from '../../../playground/mail/mail-stand-in.ts';
import type { Notice, OutboxMessage } from '../../../src/domain/outbox-message.ts';
import type { Notifier } from '../../../src/ports/notifier.ts';
import { buildOutboxMessage } from '../../builders/build-outbox-message.ts';
import { testMoment } from '../../builders/deterministic-id.ts';

const publicUrl = 'https://speldje.example';
const password = 'p@ss:w/ord%';
const from = 'Speldje Maas & Waal <speldje@speldje.example>';
const code: Notice = { kind: 'mail-code', code: 'K7M3PQ2X', expiresAt: testMoment };

let server: MailStandIn;
let mail: { readonly notifier: Notifier; readonly close: () => void };

const integration = (smtpUrl: string, replyTo?: string) =>
  emailIntegration(
    { smtpUrl, from, ...(replyTo === undefined ? {} : { replyTo }) },
    {
      links: linksOf(publicUrl),
      publicUrl,
      community: { name: { nl: 'Maas en Waal' } },
      unsubscribeUrl: (id) => `https://speldje.example/digest/unsubscribe/${id}`,
    },
  );

beforeAll(async () => {
  server = await startMailStandIn({ port: 0, login: { user: 'speldje', password } });
  mail = integration(server.url, 'Helpdesk <help@speldje.example>');
});
afterAll(async () => {
  mail.close();
  await server.stop();
});
beforeEach(() => {
  server.mails.length = 0;
  for (const fault of ['login', 'sender', 'recipient', 'content', 'silentAfterContent'] as const)
    delete server.faults[fault];
});

function toPerson(
  notice: Notice,
  more: Partial<OutboxMessage> & { address?: string; locale?: 'nl' | 'en' } = {},
) {
  const { address = 'sam@school.example', locale = 'nl', ...overrides } = more;
  return buildOutboxMessage({
    channel: 'email',
    destination: { kind: 'person', identity: `email:${address}`, personId: 'person-1', locale },
    notice,
    ...overrides,
  });
}

describe('a mail', () => {
  it.each(['nl', 'en'] as const)('says the same as text and as HTML (%s)', async (locale) => {
    const result = await mail.notifier.deliver(toPerson(code, { locale, key: `cmd-${locale}:code` }));
    expect(result).toEqual({ kind: 'delivered' });
    const [received] = server.mails;
    expect(received?.to).toEqual(['sam@school.example']);
    expect(received?.from).toBe('speldje@speldje.example');
    const { parsed } = received ?? {};
    expect(parsed?.subject).toBe(locale === 'nl' ? 'Je code is K7M3PQ2X' : 'Your code is K7M3PQ2X');
    const word = locale === 'nl' ? '/badge koppel K7M3PQ2X' : '/badge link K7M3PQ2X';
    expect(parsed?.text).toContain(word);
    expect(parsed?.html).toContain(word);
    expect(parsed?.html).toContain(`<html lang="${locale}">`);
    expect(parsed?.from?.value).toEqual([
      { name: 'Speldje Maas & Waal', address: 'speldje@speldje.example' },
    ]);
    expect(parsed?.replyTo?.value).toEqual([{ name: 'Helpdesk', address: 'help@speldje.example' }]);
    expect(parsed?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed?.date).toEqual(testMoment);
  });

  it('has no unsubscribe header where nothing was subscribed to', async () => {
    await mail.notifier.deliver(toPerson(code));
    expect(server.mails[0]?.raw).not.toMatch(/^list-unsubscribe/imu);
  });

  it('has the same Message-ID when it is sent again, and another for another message', async () => {
    await mail.notifier.deliver(toPerson(code, { key: 'one', attempts: 1 }));
    await mail.notifier.deliver(toPerson(code, { key: 'one', attempts: 2 }));
    await mail.notifier.deliver(toPerson(code, { key: 'two' }));
    const [first, again, other] = server.mails.map(({ parsed }) => parsed.messageId);
    expect(first).toMatch(/^<[0-9a-f]{40}@speldje\.example>$/u);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it.each([
    ['nl', 'Een eigenaar van Maas en Waal vulde dit adres in', 'zonder de code gebeurt er niets'],
    ['en', 'An owner of Maas en Waal filled in this address', 'without the code nothing happens'],
  ] as const)(
    'to an address that an owner put down has the link and says nothing of whose it is (%s)',
    async (locale, why, calm) => {
      const notice: Notice = { kind: 'recovery-link', token: 'tok_en-1', expiresAt: testMoment };
      await mail.notifier.deliver(toPerson(notice, { locale }));
      const [received] = server.mails;
      for (const text of [received?.parsed.text, received?.parsed.html])
        for (const part of ['https://speldje.example/recover/tok_en-1', why, calm])
          expect(text).toContain(part);
    },
  );

  it.each([
    ['asked', 'wil nieuw@x.example aan jouw skillspaspoort koppelen'],
    ['done', 'nieuw@x.example hoort nu bij jouw skillspaspoort'],
  ] as const)('of a recovery that was %s has the way to stop it', async (step, words) => {
    const notice: Notice = { kind: 'recovery-told', address: 'nieuw@x.example', step, stop: 'st_op' };
    await mail.notifier.deliver(toPerson(notice));
    const [received] = server.mails;
    for (const text of [received?.parsed.text, received?.parsed.html])
      for (const part of ['https://speldje.example/recover/stop/st_op', words]) expect(text).toContain(part);
  });

  it('names who downloaded somebody’s record', async () => {
    const notice: Notice = { kind: 'record-downloaded', by: { personId: 'kim', name: 'Kim <b>' } };
    await mail.notifier.deliver(toPerson(notice));
    expect(server.mails[0]?.parsed.subject).toContain('Kim <b> is eigenaar en heeft alles gedownload');
    expect(server.mails[0]?.parsed.html).toContain('Kim &lt;b&gt;');
  });

  it('can be looked for nowhere: a repeat is recognised by its Message-ID', async () => {
    expect(await mail.notifier.findDelivered(toPerson(code))).toBeUndefined();
  });

  it('escapes what people wrote, and keeps it on one line in the subject', async () => {
    const notice: Notice = {
      kind: 'award-revoked',
      badge: { slug: 'x', title: { nl: 'Badge\r\nBcc: evil@example.org\r\n\r\n<b>hallo</b>\u202Eoed' } },
      awardId: 'a',
      reason: '<script>alert(1)</script> "aanhalingstekens" & zo\n.\nQUIT',
    };
    expect(await mail.notifier.deliver(toPerson(notice))).toEqual({ kind: 'delivered' });
    const [received] = server.mails;
    expect(server.mails).toHaveLength(1);
    expect(received?.to).toEqual(['sam@school.example']);
    expect(received?.parsed.bcc).toBeUndefined();
    expect(received?.parsed.subject).toBe(
      'Je badge “Badge Bcc: evil@example.org <b>hallo</b>oed” is ingetrokken.',
    );
    expect(received?.parsed.html).not.toContain('<script>');
    expect(received?.parsed.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(received?.parsed.text).toContain('<script>alert(1)</script> "aanhalingstekens" & zo\n.\nQUIT');
  });

  it.each([
    'a@b.nl,evil@example.org',
    'a@b.nl>',
    '<a@b.nl',
    '"a b"@b.nl',
    'a\u0000@b.nl',
    'a@b',
    'a;b@c.nl',
    'a@b.nl\nRCPT',
  ])('goes to nobody by the address %j', async (address) => {
    expect(await mail.notifier.deliver(toPerson(code, { address }))).toEqual({
      kind: 'impossible',
      error: 'no mail address',
      unreachable: true,
    });
    expect(server.mails).toEqual([]);
  });

  it('goes to no conversation', async () => {
    expect(await mail.notifier.deliver(buildOutboxMessage({ channel: 'email' }))).toMatchObject({
      kind: 'impossible',
    });
  });
});

describe('a mail server that refuses', () => {
  it.each([
    ['550 5.1.1 <sam@school.example> no such user', { kind: 'impossible', unreachable: true }],
    ['550 no such user here', { kind: 'impossible', unreachable: true }],
    ['550 5.2.1 mailbox disabled', { kind: 'impossible', unreachable: true }],
    ['550 5.7.1 blocked by policy', { kind: 'impossible', unreachable: false }],
    ['554 5.7.1 spam', { kind: 'impossible', unreachable: false }],
    ['552 5.2.2 mailbox full', { kind: 'again', afterMs: 3_600_000 }],
    ['452 4.2.2 mailbox full', { kind: 'again', afterMs: 300_000 }],
    ['450 4.7.1 greylisted, come back', { kind: 'again', afterMs: 300_000 }],
    ['421 4.3.2 going down', { kind: 'again' }],
  ] as const)('the recipient with %s', async (answer, expected) => {
    server.faults.recipient = () => answer;
    const result = await mail.notifier.deliver(toPerson(code));
    expect(result).toMatchObject(expected);
    expect(JSON.stringify(result)).not.toContain('sam@school');
    expect(JSON.stringify(result)).not.toContain(password);
  });

  it.each([
    ['554 5.6.0 content refused', { kind: 'impossible', unreachable: false }],
    ['451 4.3.0 try later', { kind: 'again', afterMs: 300_000 }],
  ] as const)('the content with %s', async (answer, expected) => {
    server.faults.content = answer;
    expect(await mail.notifier.deliver(toPerson(code))).toMatchObject(expected);
  });

  it('our sender: it waits until somebody sets that right', async () => {
    server.faults.sender = '550 5.7.1 sender not allowed';
    expect(await mail.notifier.deliver(toPerson(code))).toMatchObject({ kind: 'again', afterMs: 3_600_000 });
  });

  it('our password: it waits, and the password is in no word of it', async () => {
    const wrong = integration(server.url.replace('speldje', 'somebody'));
    try {
      const result = await wrong.notifier.deliver(toPerson(code));
      expect(result).toMatchObject({ kind: 'again', afterMs: 3_600_000 });
      expect(JSON.stringify(result)).not.toContain('p@ss');
      expect(JSON.stringify(result)).toContain('535');
    } finally {
      wrong.close();
    }
  });

  it('nothing, but is not there: it is tried again', async () => {
    const away = integration('smtp://127.0.0.1:1');
    try {
      expect(await away.notifier.deliver(toPerson(code))).toMatchObject({ kind: 'again' });
    } finally {
      away.close();
    }
  });

  it('nothing, but breaks off after the mail: sent again, it is seen to be the same one', async () => {
    server.faults.silentAfterContent = true;
    expect(await mail.notifier.deliver(toPerson(code, { key: 'cut' }))).toMatchObject({ kind: 'again' });
    server.faults.silentAfterContent = false;
    expect(await mail.notifier.deliver(toPerson(code, { key: 'cut' }))).toEqual({ kind: 'delivered' });
    expect(new Set(server.mails.map(({ parsed }) => parsed.messageId)).size).toBe(1);
    expect(server.mails).toHaveLength(2);
  });

  it('takes forty at once over a few connections', async () => {
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        mail.notifier.deliver(toPerson(code, { key: `many-${at}`, address: `p${at}@school.example` })),
      ),
    );
    expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(['delivered']));
    expect(new Set(server.mails.map(({ parsed }) => parsed.messageId)).size).toBe(40);
  });
});

describe('checking the mail server', () => {
  it('says that it answers and takes the password', async () => {
    expect(await checkMailServer(server.url)).toEqual({ ok: true });
  });

  it('says what is wrong, without the password', async () => {
    const found = await checkMailServer(server.url.replace('speldje', 'somebody'));
    expect(found).toMatchObject({ ok: false });
    expect(JSON.stringify(found)).toContain('535');
    expect(JSON.stringify(found)).not.toContain('p@ss');
    expect(await checkMailServer('smtp://127.0.0.1:1')).toMatchObject({ ok: false });
  });
});
