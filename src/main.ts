import { hkdfSync, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { linksOf, type Links } from '../adapters/chat/reply/links.ts';
import { emailIntegration } from '../adapters/email/email-integration.ts';
import { slackIntegration } from '../adapters/slack/slack-integration.ts';
import type { teamsIntegration } from '../adapters/teams/teams-integration.ts';
import { allJobs } from '../jobs/all-jobs.ts';
import { bulkDrain } from '../jobs/bulk-drain.ts';
import { createDrain, type Drain } from '../jobs/drain.ts';
import { jobBoard } from '../jobs/job-board.ts';
import { startScheduler } from '../jobs/scheduler.ts';
import { ltiIntegration } from '../lti/lti-integration.ts';
import { drawPngApart } from './catalogue/draw-png-apart.ts';
import { printFaults } from './config/print-faults.ts';
import { readConfig, type Config } from './config/read-config.ts';
import { achievementOf } from './credentials/achievement.ts';
import { createBadgeDocuments } from './credentials/badge-documents.ts';
import { createCredentialReader } from './credentials/credential-reader.ts';
import { createCredentialSigner } from './credentials/credential-signer.ts';
import { createHolderProofs } from './credentials/holder-proofs.ts';
import { httpsRequest, resolveHost } from './credentials/https-request.ts';
import { isPublicHost } from './credentials/public-host.ts';
import { createSafeFetch } from './credentials/safe-fetch.ts';
import { createSealedBox } from './credentials/sealed-box.ts';
import { connectMongo } from './mongo/connect-mongo.ts';
import { keepWatched } from './mongo/keep-watched.ts';
import { createMongoStore } from './mongo/create-mongo-store.ts';
import { migrate } from './mongo/migrate.ts';
import type { Ids } from './ports/ids.ts';
import { NotNow } from './ports/not-now.ts';
import { carryOutNext } from './use-cases/carry-out-next.ts';
import { deliverNextMessage } from './use-cases/deliver-messages.ts';
import { createRequestKeeper } from './use-cases/keep-requests.ts';
import { serviceNotifier } from './use-cases/service-notifier.ts';
import { ownDocuments } from './use-cases/own-documents.ts';
import { rememberCommunity } from './use-cases/remember-community.ts';
import { rememberCatalogue } from './use-cases/remember-catalogue.ts';
import { skillsPictureTokens } from './use-cases/skills-picture-tokens.ts';
import { digestTokens } from './use-cases/unsubscribe.ts';
import { watchAwards } from './use-cases/watch-awards.ts';
import { createAwardAnswers } from './web/answers/award-answers.ts';
import { createApp } from './web/create-app.ts';

/** How long requests in hand get to finish before the process ends all the same. */
const patienceMs = 20_000;

const ids: Ids = {
  id: randomUUID,
  token: () => randomBytes(32).toString('base64url'),
  below: (limit) => randomInt(limit),
};
const clock = () => new Date();

/** A secret for one purpose, of which nothing follows for another. */
function hkdf(secret: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', `speldje ${purpose}`, 32)).toString('base64url');
}

/** Its SDK takes long to load and much memory, which whoever has no Teams is spared. */
async function startTeams(
  ...given: Parameters<typeof teamsIntegration>
): Promise<ReturnType<typeof teamsIntegration>> {
  const loaded = await import('../adapters/teams/teams-integration.ts');
  return loaded.teamsIntegration(...given);
}

async function start(config: Config): Promise<void> {
  const log = pino({ level: config.logLevel, base: { service: 'speldje' } });
  const connection = await connectMongo(config.mongoUri, { appName: 'speldje' });
  await migrate(connection, { now: clock, log: (line) => log.info(line) });
  const answers = createAwardAnswers({ clock });
  const store = watchAwards(rememberCatalogue(createMongoStore(connection), clock), (awardId) =>
    answers.forget(awardId),
  );
  // Until a catalogue was imported, the service speaks for itself.
  const community = await rememberCommunity({ store, clock }, { name: { nl: 'Speldje', en: 'Speldje' } });
  const skillsPictures = skillsPictureTokens(hkdf(config.secret, 'pictures of skills'));
  const links: Links = {
    ...linksOf(config.publicUrl),
    skillsPicture: (personId, locale, skills) =>
      `${config.publicUrl}/pictures/skills/${skillsPictures.of({ personId, locale, skills }, clock())}.png`,
  };

  const drains: Drain[] = [];
  const wake = () => {
    for (const drain of drains) drain.wake();
  };
  const { keep, busy } = createRequestKeeper({ store, onKept: wake });
  const chat = { store, clock, ids, links, mailOn: config.mail !== undefined, fetch, keep, log };
  const slackBox = createSealedBox({ secret: config.secret, purpose: 'slack', random: randomBytes });
  const slack =
    config.slack === undefined
      ? undefined
      : slackIntegration(config.slack, {
          ...chat,
          publicUrl: config.publicUrl,
          box: {
            seal: (plain) => slackBox.seal(plain),
            open: (sealed) => slackBox.open(sealed),
            stateSecret: hkdf(config.secret, 'slack installation state'),
          },
        });
  const teams =
    config.teams === undefined ? undefined : await startTeams(config.teams, { ...chat, onWritten: wake });
  const integrations = [slack, teams].filter((integration) => integration !== undefined);
  const safeFetch = createSafeFetch({
    resolve: resolveHost,
    request: httpsRequest,
    timeout: (ms) => AbortSignal.timeout(ms),
  });
  const box = createSealedBox({ secret: config.secret, purpose: 'lti', random: randomBytes });
  const lti = ltiIntegration({
    store,
    clock,
    ids,
    fetch,
    publicUrl: config.publicUrl,
    mailOn: config.mail !== undefined,
    log,
    seal: (plain) => box.seal(plain),
    open: (sealed) => box.open(sealed),
    safeFetch,
    isPublicHost: (host) => isPublicHost(resolveHost, host),
    onWritten: wake,
  });
  const tokens = digestTokens(hkdf(config.secret, 'digest unsubscribe'));
  const mail =
    config.mail === undefined
      ? undefined
      : emailIntegration(config.mail, {
          links,
          publicUrl: config.publicUrl,
          community,
          unsubscribeUrl: (personId) => `${config.publicUrl}/digest/unsubscribe/${tokens.of(personId)}`,
          skills: { store, clock, draw: drawPngApart },
        });
  log.info(
    { slack: slack !== undefined, teams: teams !== undefined, mail: mail !== undefined, lti: true },
    'integrations',
  );

  const notifiers = new Map(
    [
      serviceNotifier({ store, clock, ids }),
      ...[...integrations, lti, ...(mail === undefined ? [] : [mail])].map(({ notifier }) => notifier),
    ].map((notifier) => [notifier.channel, notifier]),
  );
  const onFault = (error: unknown) => log.error({ err: error }, 'background work failed; it is tried again');
  const now = clock;
  const delivery = { store, clock, ids, notifiers, jitter: Math.random };
  drains.push(
    createDrain({
      step: async () => {
        const handlers = new Map(integrations.map(({ source, carryOut }) => [source, carryOut]));
        const done = await carryOutNext({
          store,
          clock,
          handlers,
          onFault: (item, error) => {
            // What has to wait for something else is no fault.
            const level = error instanceof NotNow ? 'debug' : 'error';
            log[level]({ err: error, key: item.key }, 'a request failed; it is tried again');
          },
        });
        if (done) wake();
        return done;
      },
      nextDue: () => store.inbox.nextDue(),
      now,
      atOnce: 8,
      // Whoever waits for an acknowledgement comes first.
      yields: busy,
      onFault,
    }),
    createDrain({
      step: () => deliverNextMessage(delivery),
      nextDue: () => store.outbox.nextDue(),
      now,
      atOnce: 8,
      // Whoever waits for an acknowledgement comes first.
      yields: busy,
      onFault,
    }),
    bulkDrain(delivery, { busy, onFault }),
  );
  const upkeep = { store, clock, ids, channels: new Set(notifiers.keys()), ...config.upkeep };
  const jobs = allJobs(upkeep);

  const signer = createCredentialSigner({ secret: config.secret, random: randomBytes });
  const documents = createBadgeDocuments();
  const reader = createCredentialReader({
    fetch: safeFetch,
    localDocuments: ownDocuments({ store, clock, signer, documents, publicUrl: config.publicUrl }),
    onFault,
  });
  const app = createApp(
    {
      store,
      clock,
      ids,
      digestTokens: tokens,
      skillsPictureTokens: skillsPictures,
      signer,
      reader,
      achievementOf,
      documents,
      draw: drawPngApart,
      answers,
      backpackRegistrationsPerDay: config.backpackRegistrationsPerDay,
      trustedProxies: config.trustedProxies,
      holderProofs: createHolderProofs(),
      publicUrl: config.publicUrl,
      log,
      metrics: new Registry(),
      community,
      mailOn: config.mail !== undefined,
      jobs: jobBoard(upkeep, jobs),
      importPictures: { draw: drawPngApart, fetch: safeFetch },
      ...(config.teams === undefined
        ? {}
        : { teamsTab: { appId: config.teams.appId, frameOrigins: config.teams.frameOrigins } }),
      onWritten: wake,
      isPublicHost: (host) => isPublicHost(resolveHost, host),
    },
    [...integrations, lti].map(({ mount }) => mount),
  );
  const scheduler = await startScheduler(upkeep, {
    mongoUri: config.mongoUri,
    jobs,
    timeZone: config.upkeep.timeZone,
    keepWatched: (client) => keepWatched(client),
    onDone: wake,
    onFault: (error, job) => log.error({ err: error, job }, 'a job failed; it comes round again'),
  });
  const server = createServer(app);
  server.listen(config.port, () => log.info({ port: config.port, publicUrl: config.publicUrl }, 'listening'));
  server.on('error', (error) => {
    log.fatal({ err: error }, 'can not listen');
    process.exit(1);
  });

  slack?.socket?.start();

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping: requests and messages in hand are finished first');
    const late = setTimeout(() => {
      log.warn('what was in hand took too long; it is taken up again at the next start');
      process.exit(1);
    }, patienceMs);
    late.unref();
    void (async () => {
      await slack?.socket?.stop();
      await new Promise((closed) => {
        server.close(closed);
        server.closeIdleConnections();
      });
      await Promise.all([scheduler.stop(), ...drains.map((drain) => drain.stop())]);
      mail?.close();
      await connection.close();
      log.info('stopped');
      process.exit(0);
    })();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

if (existsSync('.env')) process.loadEnvFile('.env');
const read = readConfig(process.env);
if (read.ok)
  await start(read.config).catch((error: unknown) => {
    pino().fatal({ err: error }, 'could not start');
    process.exit(1);
  });
else {
  for (const line of printFaults(read.faults)) process.stderr.write(`${line}\n`);
  process.exit(1);
}
