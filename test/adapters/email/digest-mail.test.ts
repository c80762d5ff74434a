import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linksOf } from '../../../adapters/chat/reply/links.ts';
import { noticeReply } from '../../../adapters/chat/reply/notice-reply.ts';
import { emailIntegration } from '../../../adapters/email/email-integration.ts';
import { slackMessage } from '../../../adapters/slack/slack-blocks.ts';
import { startMailStandIn, type MailStandIn } from '../../../playground/mail/mail-stand-in.ts';
import { checkMessageBlocks } from '../../../playground/slack/block-kit/check-blocks.ts';
import { createIdentifiers } from '../../../playground/slack/identifiers.ts';
import type { Json } from '../../../playground/slack/json.ts';
import { excerpt, type DigestStep } from '../../../src/domain/digest.ts';
import { digestTokens } from '../../../src/use-cases/unsubscribe.ts';
import { buildDigest } from '../../builders/build-digest.ts';
import { buildOutboxMessage } from '../../builders/build-outbox-message.ts';
import { testMoment } from '../../builders/deterministic-id.ts';

const publicUrl = 'https://speldje.example';
const links = linksOf(publicUrl);
const tokens = digestTokens('a secret of these tests');
const badge = (slug: string) => ({ slug, title: { nl: `Badge <${slug}> & zo`, en: `Badge <${slug}> & so` } });
const person = { personId: 'p2', name: 'Noor *van* Dijk', identity: 'slack:T1:U2' };
const everything = buildDigest({
  added: excerpt(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((slug) => ({
      awardId: `award-${slug}`,
      badge: badge(slug),
      issuerName: { nl: 'Stichting' },
      at: testMoment,
    })),
  ),
  expiring: excerpt([{ awardId: 'award-x', badge: badge('x'), at: testMoment }]),
  evidenceAsked: excerpt([{ nominationId: 'n1', badge: badge('y') }]),
  nearly: excerpt([{ badge: badge('z'), missing: badge('q') }]),
  toSupport: excerpt([{ nominationId: 'n2', badge: badge('s'), nominee: person }]),
  toReview: excerpt([{ nominationId: 'n3', badge: badge('r'), nominee: person, since: testMoment }]),
  unseen: excerpt([{ person, since: testMoment }]),
  nearlyOthers: excerpt([{ person, badge: badge('z'), missing: badge('q') }]),
  step: { kind: 'review', nominationId: 'n3' },
});
const steps: readonly DigestStep[] = [
  { kind: 'review', nominationId: 'n' },
  { kind: 'give-evidence', nominationId: 'n', badge: badge('a') },
  { kind: 'renew', awardId: 'w', badge: badge('a') },
  { kind: 'last-part', badge: badge('a'), missing: badge('b') },
  { kind: 'look-at', person },
  { kind: 'share', awardId: 'w', badge: badge('a') },
];

describe('a digest in chat', () => {
  it.each(['nl', 'en'] as const)('says all of it, in blocks that Slack takes (%s)', (locale) => {
    for (const digest of [everything, ...steps.map((step) => buildDigest({ schedule: 'monthly', step }))]) {
      const reply = noticeReply({ kind: 'digest', digest }, locale, links, testMoment);
      if (reply === undefined) throw new Error('nothing is said');
      const message = slackMessage(reply, 'T1', locale);
      const blocks: Json = JSON.parse(JSON.stringify(message.blocks));
      expect(
        checkMessageBlocks(
          blocks,
          createIdentifiers('digest', () => 0),
        ),
      ).toHaveLength(message.blocks.length);
      expect(message.text.length).toBeGreaterThan(5);
    }
    const reply = noticeReply({ kind: 'digest', digest: everything }, locale, links, testMoment);
    const said = JSON.stringify(reply === undefined ? '' : slackMessage(reply, 'T1', locale));
    for (const slug of ['a', 'e', 'x', 'y', 'z', 'q', 's', 'r']) expect(said).toContain(`&lt;${slug}&gt;`);
    expect(said).not.toContain('&lt;f&gt;');
    expect(said).toContain(locale === 'nl' ? 'en nog 1' : 'and 1 more');
    expect(said).toContain('<@U2>');
    for (const value of ['"monthly"', '"off"']) expect(said).toContain(`"value":${value}`);
  });
});

describe('a digest by mail', () => {
  let server: MailStandIn;
  let mail: ReturnType<typeof emailIntegration>;
  beforeAll(async () => {
    server = await startMailStandIn({ port: 0 });
    mail = emailIntegration(
      { smtpUrl: server.url, from: 'Speldje <speldje@speldje.example>' },
      {
        links,
        publicUrl,
        community: { name: { nl: 'Maas en Waal' } },
        unsubscribeUrl: (personId) => `${publicUrl}/digest/unsubscribe/${tokens.of(personId)}`,
      },
    );
  });
  afterAll(async () => {
    mail.close();
    await server.stop();
  });

  it.each(['nl', 'en'] as const)('says the same, and can be stopped in one click (%s)', async (locale) => {
    server.mails.length = 0;
    const outcome = await mail.notifier.deliver(
      buildOutboxMessage({
        channel: 'email',
        bulk: true,
        destination: { kind: 'person', identity: 'email:sam@school.example', personId: 'p1', locale },
        notice: { kind: 'digest', digest: everything },
      }),
    );
    expect(outcome).toEqual({ kind: 'delivered' });
    const [received] = server.mails;
    const stop = `${publicUrl}/digest/unsubscribe/${tokens.of('p1')}`;
    const unfolded = received?.raw.replaceAll(/\r\n[ \t]+/gu, ' ') ?? '';
    expect(unfolded).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/mu);
    expect(unfolded).toContain(`List-Unsubscribe: <${stop}>`);
    expect(received?.parsed.text).toContain(stop);
    expect(received?.parsed.html).toContain(stop);
    expect(received?.parsed.subject).toBe(
      locale === 'nl'
        ? 'Je week in Speldje: er wacht een voordracht op jouw beoordeling'
        : 'Your week in Speldje: a nomination waits for your review',
    );
    expect(received?.parsed.text).toContain('Noor *van* Dijk');
    expect(received?.parsed.html).toContain('&lt;a&gt; &amp; ');
    // What only a bot can do is not offered in a mail.
    expect(received?.parsed.html).not.toContain('set-digest');
    expect(received?.parsed.html).toContain(`${publicUrl}/me`);
  });
});
