import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { linksOf } from '../../../adapters/chat/reply/links.ts';
import { emailIntegration } from '../../../adapters/email/email-integration.ts';
import { startMailStandIn, type MailStandIn } from '../../../playground/mail/mail-stand-in.ts';
import { mailPane } from '../../../playground/mail/pane.ts';
import { startPageServer, type PageServer } from '../../../playground/page/page-server.ts';
import { startBrowser } from '../../browser/start-browser.ts';
import { buildOutboxMessage } from '../../builders/build-outbox-message.ts';
import { testMoment } from '../../builders/deterministic-id.ts';

let mails: MailStandIn;
let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  mails = await startMailStandIn({ port: 0 });
  server = await startPageServer({ port: 0, serviceUrl: 'http://localhost', panes: [mailPane(mails)] });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await mails.stop();
});

it('lists a mail as it arrives and shows it, formatted and as text, running nothing of it', async () => {
  const { notifier, close } = emailIntegration(
    { smtpUrl: mails.url, from: 'Speldje <speldje@speldje.example>' },
    {
      links: linksOf(server.url),
      publicUrl: server.url,
      community: { name: { nl: 'Maas en Waal' } },
      unsubscribeUrl: (id) => `https://speldje.example/digest/unsubscribe/${id}`,
    },
  );
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.getByText('No mail yet').waitFor();
  await notifier.deliver(
    buildOutboxMessage({
      channel: 'email',
      destination: { kind: 'person', identity: 'email:sam@school.example', personId: 'p', locale: 'nl' },
      notice: { kind: 'mail-code', code: 'K7M3PQ2X', expiresAt: testMoment },
    }),
  );
  close();
  await page.getByRole('button', { name: /Je code is K7M3PQ2X/u }).click();
  const frame = page.frameLocator('iframe');
  await frame.getByRole('heading', { name: 'Je code is K7M3PQ2X' }).waitFor();
  await page.getByRole('button', { name: 'Plain text' }).click();
  await frame.getByText('/badge koppel K7M3PQ2X').waitFor();
  const answer = await fetch(`${server.url}/mail/html/1`);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await fetch(`${server.url}/mail/html/9`)).status).toBe(404);
  await page.close();
});
