import { setTimeout } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { SMTPServer } from 'smtp-server';
import { connectMongo } from '../../src/mongo/connect-mongo.ts';
import { migrate } from '../../src/mongo/migrate.ts';
import { testDatabase } from '../database.ts';
import { insertPeople } from './digest-people.ts';
import { runService, until, type RunningService } from './run-service.ts';

/** What came of a run of digests during which services were killed. */
export type CrashOutcome = {
  readonly expected: number;
  readonly kills: number;
  /** Entries in the ledger, messages in the outbox that were delivered, and others there. */
  readonly recorded: number;
  readonly delivered: number;
  readonly left: number;
  /** Recipients at the mail server, and how many of them saw more than one Message-ID. */
  readonly recipients: number;
  readonly told: number;
  /** Mails that came more than once, with the same Message-ID: the server was asked again after a crash. */
  readonly repeated: number;
};

/** A mail server that keeps nothing but who got which Message-ID. */
async function countingServer() {
  const mails = new Map<string, Map<string, number>>();
  let count = 0;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData(stream, session, done) {
      let head = '';
      stream.on('data', (part: Buffer) => {
        if (head.length < 4000) head += part.toString('latin1');
      });
      stream.on('end', () => {
        const id = /^message-id: (<[^>]+>)/imu.exec(head)?.[1] ?? 'none';
        for (const { address } of session.envelope.rcptTo) {
          const own = mails.get(address) ?? new Map<string, number>();
          own.set(id, (own.get(id) ?? 0) + 1);
          mails.set(address, own);
          count += 1;
        }
        done();
      });
    },
  });
  // A client that is killed breaks its connection; that is what is tried.
  server.on('error', () => undefined);
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    count: () => count,
    stop: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
      }),
  };
}

/**
 * Two services on one database send the digests of so many people, and are killed with SIGKILL at random and started
 * again, each time so many more were recorded or mailed as `everyOf` says.
 */
export async function digestCrash(options: {
  readonly people: number;
  readonly everyOf: () => number;
  readonly random: () => number;
  /** Kills both while the job runs and nothing is recorded yet; its lock then has to run out. */
  readonly atTheStart: boolean;
  readonly limitMs: number;
}): Promise<CrashOutcome> {
  const database = await testDatabase();
  const connection = await connectMongo(database.uri);
  await migrate(connection, { now: () => new Date(), log: () => undefined });
  await connection.close();
  const client = await new MongoClient(database.uri).connect();
  const db = client.db(database.name);
  const { expected } = await insertPeople(db, options.people, new Date());
  const mail = await countingServer();
  const environment = {
    SMTP_URL: mail.url,
    MAIL_FROM: 'Speldje <speldje@speldje.example>',
    LOG_LEVEL: 'fatal',
  };
  const start = () => runService({ mongoUri: database.uri, environment });
  const services: RunningService[] = await Promise.all([start(), start()]);
  let kills = 0;
  const killOne = async () => {
    const victim = options.random() < 0.5 ? 0 : 1;
    await services[victim]?.kill('SIGKILL');
    kills += 1;
    services[victim] = await start();
  };
  const recorded = () => db.collection('ledger').estimatedDocumentCount();
  const waits = async () => (await db.collection('outbox').findOne({ status: 'waiting-bulk' })) !== null;
  let allRecorded = false;
  try {
    if (options.atTheStart) {
      await until('the job runs', async () => {
        const row = await db.collection('agendaJobs').findOne({ name: 'digests' });
        return row?.['lockedAt'] instanceof Date;
      });
      await Promise.all(services.map((service) => service.kill('SIGKILL')));
      kills += 2;
      services.splice(0, 2, ...(await Promise.all([start(), start()])));
    }
    let next = options.everyOf();
    await until(
      'everybody was told',
      async () => {
        // Looking costs the database too, so not more often than this.
        await setTimeout(200);
        const entries = allRecorded ? expected : await recorded();
        allRecorded = entries >= expected;
        const progress = entries + mail.count();
        if (progress >= next && progress < 2 * expected) {
          next = progress + options.everyOf();
          await killOne();
        }
        return allRecorded && !(await waits());
      },
      options.limitMs,
    );
    const messages = await db.collection('outbox').countDocuments({ status: 'delivered-bulk' });
    const all = await db.collection('outbox').countDocuments();
    return {
      expected,
      kills,
      recorded: await db.collection('ledger').countDocuments(),
      delivered: messages,
      left: all - messages,
      recipients: mail.mails.size,
      told: [...mail.mails.values()].filter((ids) => ids.size === 1).length,
      repeated: [...mail.mails.values()].flatMap((ids) => [...ids.values()]).filter((times) => times > 1)
        .length,
    };
  } finally {
    await Promise.all(services.map((service) => service.kill('SIGTERM')));
    await mail.stop();
    await client.close();
    await database.drop();
  }
}
