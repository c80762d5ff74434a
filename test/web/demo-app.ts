import { skillsPictureTokens } from '../../src/use-cases/skills-picture-tokens.ts';
import { digestTokens } from '../../src/use-cases/unsubscribe.ts';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { diskFiles } from '../../src/catalogue/disk-files.ts';
import { drawPngApart } from '../../src/catalogue/draw-png-apart.ts';
import { readCatalogue } from '../../src/catalogue/read-catalogue.ts';
import { achievementOf } from '../../src/credentials/achievement.ts';
import { createBadgeDocuments } from '../../src/credentials/badge-documents.ts';
import { createCredentialReader } from '../../src/credentials/credential-reader.ts';
import { createHolderProofs } from '../../src/credentials/holder-proofs.ts';
import { createCredentialSigner } from '../../src/credentials/credential-signer.ts';
import { operatorActor } from '../../src/domain/actor.ts';
import { connectMongo } from '../../src/mongo/connect-mongo.ts';
import { createMongoStore } from '../../src/mongo/create-mongo-store.ts';
import { migrate } from '../../src/mongo/migrate.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { SafeFetch } from '../../src/ports/credential-reader.ts';
import type { Ids } from '../../src/ports/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { importCatalogue } from '../../src/use-cases/import-catalogue.ts';
import { ownDocuments } from '../../src/use-cases/own-documents.ts';
import { createApp } from '../../src/web/create-app.ts';
import type { Integration, WebDeps } from '../../src/web/web-deps.ts';
import { fixedRandom } from '../credentials/sample-award.ts';
import { testDatabase } from '../database.ts';

/** In the past of whoever runs the tests: libraries hold status lists against the real time. */
export const now = new Date('2025-11-25T09:30:00.000Z');

/** What was written to the log, newest last. */
export type LogLine = {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: object;
  readonly message: string;
};

export type RunningApp = {
  readonly url: string;
  readonly log: readonly LogLine[];
  close(): Promise<void>;
};

/** Ids that are the same in each run. */
export function fixedIds(seed: string): Ids {
  const random = fixedRandom(seed);
  return {
    id: () => {
      const hex = Buffer.from(random(16)).toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
    token: () => Buffer.from(random(32)).toString('base64url'),
    below: (limit) => Buffer.from(random(4)).readUInt32BE() % limit,
  };
}

/** With which addresses of pictures of skills are made. */
export const skillsSecret = 'a secret of the tests for pictures of skills';

/** Serves the app on a port of its own; `publicUrl` is where it listens unless another is given. */
export async function serveApp(
  given: { readonly store: Store; readonly clock?: Clock } & Partial<WebDeps>,
  integrations: readonly Integration[] = [],
): Promise<RunningApp> {
  const log: LogLine[] = [];
  const at = (level: LogLine['level']) => (fields: object, message: string) => {
    log.push({ level, fields, message });
  };
  // A test that computes for seconds must not find its connection closed just as it asks again.
  const server = createServer({ keepAliveTimeout: 120_000 });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = addressOf(server.address());
  const url = `http://127.0.0.1:${port}`;
  const deps = {
    clock: () => now,
    ids: fixedIds('requests'),
    signer: createCredentialSigner({
      secret: 'a secret of the tests, which is long enough',
      random: fixedRandom('signer'),
    }),
    digestTokens: digestTokens('a secret of the tests for digests'),
    skillsPictureTokens: skillsPictureTokens(skillsSecret),
    achievementOf,
    documents: createBadgeDocuments(),
    draw: drawPngApart,
    holderProofs: createHolderProofs(),
    publicUrl: url,
    log: { info: at('info'), warn: at('warn'), error: at('error') },
    community: {
      name: { nl: 'Lerende regio Maas en Waal', en: 'Learning Region Maas en Waal' },
      description: {
        nl: 'Scholen, bedrijven en instellingen tussen Maas en Waal laten samen zien wat mensen kunnen.',
        en: 'Schools, companies and organisations between Maas and Waal show together what people can do.',
      },
    },
    ...given,
  };
  const fetch: SafeFetch = async () => ({ ok: false, problem: 'no-connection' });
  const reader = createCredentialReader({ fetch, localDocuments: ownDocuments(deps) });
  const app = createApp({ reader, importPictures: { draw: drawPngApart, fetch }, ...deps }, integrations);
  server.on('request', app);
  return {
    url,
    log,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address;
}

/** Puts the demo community's issuers and badges into a store. */
export async function importDemoCatalogue(store: Store): Promise<void> {
  const read = await readCatalogue('catalogue', { files: diskFiles });
  if (!read.ok) throw new Error('the demo catalogue has faults');
  const imported = await importCatalogue(
    { store, clock: () => new Date('2025-01-05T10:00:00Z'), ids: fixedIds('catalogue') },
    { actor: operatorActor, catalogue: read.catalogue, publicUrl: 'http://localhost:3000' },
  );
  if (!imported.ok) throw new Error(`the demo catalogue was refused: ${imported.refusal.code}`);
}

/** A database of this file's own, with the demo community's issuers and badges in it. */
export async function demoStore(): Promise<{ readonly store: Store; close(): Promise<void> }> {
  const database = await testDatabase();
  const connection = await connectMongo(database.uri);
  await migrate(connection, { now: () => now, log: () => undefined });
  const store = createMongoStore(connection);
  await importDemoCatalogue(store);
  return {
    store,
    close: async () => {
      await connection.close();
      await database.drop();
    },
  };
}
