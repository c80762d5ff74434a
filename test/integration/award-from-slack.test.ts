import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { knownContexts, loadContext } from '../../src/credentials/document-loader.ts';
import { pythonWith, runPython } from '../credentials/debian-python.ts';
import { verifyWithLibrary } from '../credentials/library-verifier.ts';
import { answerAddress, type AnswerAddress } from './answer-address.ts';
import { community, signingSecret, type Community } from './community.ts';
import { runService, until, type RunningService } from './run-service.ts';
import { commandBody, postToSlackEndpoint } from './slack-client.ts';

/** As a phone types it: en dashes, curly quotes. */
const typedOnAPhone = (user: string) => `award <@${user}> adviseur–lerende–regio “Sterk advies”`;

const python = pythonWith('pyld', 'nacl');

let town: Community;
let service: RunningService;
let answer: AnswerAddress;

beforeAll(async () => {
  town = await community();
  answer = await answerAddress();
  service = await runService({
    mongoUri: town.database.uri,
    port: town.port,
    environment: town.environment,
  });
});

afterAll(async () => {
  await service?.kill('SIGTERM');
  await answer?.close();
  await town?.close();
});

afterEach(async () => {
  // What is still under way would write into what the next test finds empty.
  await settled();
  town.slack.reset();
  answer.answers.length = 0;
  for (const name of ['awards', 'inbox', 'outbox', 'deliveries', 'evidence'])
    await town.db.collection(name).deleteMany({});
});

const command = (text: string, triggerId: string, user = 'U0BO', channel = 'C0WERKPLAATS') =>
  commandBody({ text, user, channel, triggerId, responseUrl: answer.url });

const post = (body: string) => postToSlackEndpoint(town.serviceUrl, body, { secret: signingSecret });

const settled = () => town.settled();

describe('an award from a signed slash command', () => {
  it('makes one award, one announcement, one direct message, however often and at once it is delivered', async () => {
    const body = command(typedOnAPhone('U0SAM'), '1.2.same');
    for (let time = 0; time < 5; time += 1) expect((await post(body)).status).toBe(200);
    const other = command(typedOnAPhone('U0NOOR'), '1.2.at-once');
    const statuses = await Promise.all([post(other), post(other), post(other)]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200]);
    await until('two announcements', () => town.slack.messages('C0WERKPLAATS').length >= 2);
    await settled();

    expect(await town.db.collection('awards').countDocuments()).toBe(2);
    expect(town.slack.messages('C0WERKPLAATS')).toHaveLength(2);
    expect(town.slack.directMessages('U0SAM')).toHaveLength(1);
    expect(town.slack.directMessages('U0NOOR')).toHaveLength(1);
    expect(answer.answers).toHaveLength(2);
    const [award] = await town.db.collection('awards').find({ reason: 'Sterk advies' }).toArray();
    expect(award?.['badge']).toMatchObject({ slug: 'adviseur-lerende-regio' });
  });

  it('gathers replies below the announcement as evidence, follows edits, and forgets what is deleted', async () => {
    await post(command(typedOnAPhone('U0SAM'), '1.2.thread'));
    const [announcement] = await until('the announcement', () => {
      const messages = town.slack.messages('C0WERKPLAATS');
      return messages.length > 0 && messages;
    });
    await settled();
    const reply = await town.slack.say({
      user: 'U0CHRIS',
      channel: 'C0WERKPLAATS',
      text: 'Haar rapport hielp ons echt verder',
      threadTs: announcement?.ts ?? '',
    });
    const evidence = () => town.db.collection('evidence').find().toArray();
    const [piece] = await until('evidence', async () => {
      const pieces = await evidence();
      return pieces.length > 0 && pieces;
    });
    expect(piece).toMatchObject({ text: 'Haar rapport hielp ons echt verder', authorName: 'Collega Chris' });

    const message = { channel: 'C0WERKPLAATS', ts: reply.message.ts };
    await town.slack.edit({ user: 'U0CHRIS', message, text: 'Het rapport hielp ons' });
    await until('the edit', async () => (await evidence())[0]?.['text'] === 'Het rapport hielp ons');
    await town.slack.remove({ user: 'U0CHRIS', message });
    await until('the withdrawal', async () => (await evidence())[0]?.['withdrawnAt'] !== undefined);
    expect((await evidence())[0]).not.toHaveProperty('text');
  });

  it('serves the credential and a page at the address of the award', async () => {
    await post(command(typedOnAPhone('U0SAM'), '1.2.page'));
    const award = await until(
      'the award',
      async () => (await town.db.collection('awards').findOne()) ?? undefined,
    );
    const address = `${town.serviceUrl}/awards/${String(award['_id'])}`;
    const credential = await fetch(address, { headers: { accept: 'application/vc+ld+json' } });
    expect(credential.headers.get('content-type')).toContain('application/vc+ld+json');
    expect(await credential.json()).toMatchObject({
      id: address,
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      proof: [expect.objectContaining({ cryptosuite: 'eddsa-rdfc-2022' })],
    });
    const page = await fetch(address, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('Adviseur Lerende Regio');
  });
});

describe('the credential at the address of the award, with the keys that the service serves', () => {
  const object = z.record(z.string(), z.json());
  const served = async () => {
    await post(command(typedOnAPhone('U0SAM'), '1.2.verified'));
    const award = await until(
      'the award',
      async () => (await town.db.collection('awards').findOne()) ?? undefined,
    );
    const read = async (path: string) =>
      object.parse(
        await (await fetch(town.serviceUrl + path, { headers: { accept: 'application/ld+json' } })).json(),
      );
    return {
      credential: await read(`/awards/${String(award['_id'])}`),
      didDocument: await read('/issuers/stichting-stimulering-techniek-maas-en-waal/did.json'),
    };
  };

  it('verifies with @digitalbazaar/vc, and not once a letter was changed', async () => {
    const { credential, didDocument } = await served();
    const now = new Date();
    expect(await verifyWithLibrary(credential, didDocument, {}, now)).toMatchObject({ verified: true });
    const changed = { ...credential, name: 'Iets anders' };
    expect(await verifyWithLibrary(changed, didDocument, {}, now)).toMatchObject({ verified: false });
  });

  it.skipIf(python === undefined)(
    'verifies with an independent program (python3-pyld, python3-nacl; skipped where they are missing)',
    async () => {
      const { credential, didDocument } = await served();
      const contexts = Object.fromEntries(
        await Promise.all(
          knownContexts.map(async (url) => [url, (await loadContext(url)).document] as const),
        ),
      );
      const result = runPython(python ?? '', './verify_with_pyld.py', {
        contexts,
        didDocument,
        credentials: [credential, { ...credential, name: 'Iets anders' }],
      });
      expect(result).toEqual([true, 'signature']);
    },
  );
});

describe('what is refused', () => {
  const nothingStored = async () => {
    expect(await town.db.collection('inbox').countDocuments()).toBe(0);
    expect(await town.db.collection('awards').countDocuments()).toBe(0);
  };
  const now = () => Math.floor(Date.now() / 1000);
  /** `offset`: seconds between the timestamp and now. */
  type Refused = { secret: string; signature?: string; offset?: number };

  it.each([
    ['a wrong signature', { secret: 'another secret' }],
    ['a signature of another form', { secret: signingSecret, signature: 'v0=00' }],
    ['a timestamp of 301 seconds ago', { secret: signingSecret, offset: -301 }],
    ['a timestamp of 310 seconds ahead', { secret: signingSecret, offset: 310 }],
  ])('answers 401 to %s and stores nothing', async (_, { offset, ...options }: Refused) => {
    const response = await postToSlackEndpoint(town.serviceUrl, command(typedOnAPhone('U0SAM'), '9.9'), {
      ...options,
      timestamp: now() + (offset ?? 0),
    });
    expect(response.status).toBe(401);
    await nothingStored();
  });

  const said = async (text: string, user = 'U0BO', triggerId = `t.${text.length}.${user}`) => {
    expect((await post(command(text, triggerId, user))).status).toBe(200);
    await until('an answer', () => answer.answers.length > 0);
    await settled();
    return JSON.stringify(answer.answers.at(-1));
  };

  it('offers the nearest badges as buttons for one that is not known', async () => {
    const words = await said('award <@U0SAM> adviseur-lerend-regoi');
    expect(words).toContain('Ik ken geen badge');
    expect(words).toContain('"type":"button"');
    expect(words).toContain('Adviseur Lerende Regio');
    expect(await town.db.collection('awards').countDocuments()).toBe(0);
  });

  it.each([
    ['somebody without the right to award', 'award <@U0NOOR> adviseur-lerende-regio', 'U0SAM', 'moet je'],
    ['an award to oneself', 'award <@U0BO> adviseur-lerende-regio', 'U0BO', 'jezelf geen badge'],
    ['a name that nobody has', 'award @Niemand adviseur-lerende-regio', 'U0BO', 'Ik weet niet wie'],
    ['a bot', 'award <@U0ROBOT> adviseur-lerende-regio', 'U0BO', 'een app'],
    ['a deactivated account', 'award <@U0WEG> adviseur-lerende-regio', 'U0BO', 'niet meer actief'],
    ['words that make no sense', 'frobnicate', 'U0BO', 'begreep ik niet'],
  ])('tells the sender alone about %s', async (_, text, user, words) => {
    expect(await said(text, user)).toContain(words);
    expect(town.slack.messages('C0WERKPLAATS')).toHaveLength(0);
    expect(await town.db.collection('awards').countDocuments()).toBe(0);
  });

  it('tells who holds the badge already, and since when', async () => {
    await said(typedOnAPhone('U0SAM'), 'U0BO', 'first');
    answer.answers.length = 0;
    expect(await said(typedOnAPhone('U0SAM'), 'U0BO', 'second')).toContain('al sinds');
    expect(await town.db.collection('awards').countDocuments()).toBe(1);
  });

  it('speaks English to who uses Slack in English', async () => {
    expect(await said('help', 'U0CHRIS')).toContain('How to use Speldje');
    answer.answers.length = 0;
    expect(await said('passport', 'U0ALI')).toContain('Your passport is still empty');
  });
});
