import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLms } from '../../playground/lms/stand-in.ts';
import type { LmsCourse } from '../../playground/lms/lms-world.ts';
import type { LmsStandIn } from '../../playground/lms/lms.ts';
import { connectMongo, type MongoConnection } from '../../src/mongo/connect-mongo.ts';
import { createMongoStore } from '../../src/mongo/create-mongo-store.ts';
import { migrate } from '../../src/mongo/migrate.ts';
import type { Award } from '../../src/domain/award.ts';
import type { LtiPlatform } from '../../src/ports/lti-platform-repository.ts';
import type { Store } from '../../src/ports/store.ts';
import { testDatabase, type TestDatabase } from '../database.ts';
import { addBadge, fieldOf, fillCourse, launchAs, type ToolPage } from '../lti/course-browser.ts';
import { platformOf } from '../lti/lti-service.ts';
import { freePort, runService, until, type RunningService } from './run-service.ts';
import { wireProxy, type WireProxy } from './wire-proxy.ts';

/**
 * A teacher awards a badge to a whole course, and the service is killed at each step of it: while the learners are
 * made known, before each command of the transaction, at its commit, and while the grades go out. After each kill
 * it is started again and the teacher sends the same form again, as the browser offers to.
 */
export function bulkAwardCrash(learners: number): void {
  describe(`kill -9 in the middle of an award to ${learners} learners`, () => {
    let database: TestDatabase;
    let connection: MongoConnection;
    let store: Store;
    let proxy: WireProxy;
    let lms: LmsStandIn;
    let platform: LtiPlatform;
    let clientId: string;
    let port: number;
    let service: RunningService;
    let course: LmsCourse;

    const start = async () => {
      service = await runService({ mongoUri: proxy.uri, port });
    };
    const tool = () => ({ lms, url: service.url, clientId, store, platform });

    beforeAll(async () => {
      database = await testDatabase();
      connection = await connectMongo(database.uri);
      await migrate(connection, { now: () => new Date(), log: () => undefined });
      store = createMongoStore(connection);
      proxy = await wireProxy(database.uri);
      lms = await startLms({ flavour: 'moodle' });
      port = await freePort();
      const url = `http://localhost:${port}`;
      const registered = lms.addTool({
        name: 'Speldje',
        loginUrl: `${url}/lti/login`,
        redirectUris: [`${url}/lti/launch`],
        targetUrl: `${url}/lti/launch`,
        jwksUrl: `${url}/lti/jwks`,
      });
      ({ clientId } = registered);
      platform = platformOf(lms, 'lms1', registered);
      await store.lti.platforms.insert(platform);
      lms.users.set('2', { id: '2', given: 'Truus', family: 'Docent', email: 't@school.example' });
      fillCourse({ lms }, '7', learners);
      const filled = lms.courses.get('7');
      if (filled === undefined) throw new Error('no course');
      course = filled;
      await start();
    });
    afterAll(async () => {
      await service?.kill('SIGKILL');
      await lms?.stop();
      await proxy?.close();
      await connection?.close();
      await database?.drop();
    });

    const awardsNow = async (slug: string): Promise<Award[]> => {
      const awards: Award[] = [];
      for await (const award of store.awards.all({ badgeSlug: slug })) awards.push(award);
      return awards;
    };
    const peopleNow = async () => {
      let count = 0;
      for await (const _ of store.persons.all()) count += 1;
      return count;
    };
    /** Sends the form; undefined when the service died before it answered. */
    const submit = async (page: ToolPage, fields: Parameters<ToolPage['post']>[1]) => {
      try {
        return (await page.post('award', fields)).text;
      } catch {
        return undefined;
      }
    };

    it('gives all of them the badge, each once, and each one grade', async () => {
      const badge = await addBadge(tool());
      course.links.push({ id: '2', title: 'Adviseur', custom: { badge: badge.slug }, lineItem: '9' });
      const posts: Readonly<Record<string, unknown>>[] = [];
      course.lineItems.set('9', { id: '9', label: 'Adviseur', maximum: 1, scores: new Map(), posts });
      const page = await launchAs(tool(), '2', '2');
      const preview = await page.post('preview', { all: '1', badge: badge.slug });
      expect(preview.text).toContain(`${learners} deelnemers krijgen deze badge`);
      const fields = {
        badge: badge.slug,
        form: fieldOf(preview.text, 'form'),
        selected: [...preview.text.matchAll(/name="selected" value="([^"]+)"/gu)].map(([, one]) => one ?? ''),
        note: 'Sterk advies',
      };

      /** Sends the form until the service is killed at the first command for which that holds, and starts it again. */
      const killAt = async (at: (command: string, collection: string) => boolean) => {
        let killed = false;
        proxy.onCommand = async (command, collection) => {
          if (killed || !at(command, collection)) return;
          killed = true;
          await service.kill('SIGKILL');
        };
        // What an interrupted transaction held may stand in the way for a minute.
        await until(
          'the service was killed',
          async () => killed || (await submit(page, fields), killed),
          90_000,
        );
        proxy.onCommand = undefined;
        await start();
      };

      let met = 0;
      await killAt(
        (command, collection) => command === 'insert' && collection === 'persons' && ++met > learners / 2,
      );
      expect(await awardsNow(badge.slug)).toEqual([]);
      const known = await peopleNow();
      expect(known).toBeGreaterThan(learners / 4);
      expect(known).toBeLessThan(learners);

      for (const step of ['awards', 'audit', 'outbox', 'deliveries']) {
        await killAt((command, collection) => command === 'insert' && collection === step);
        expect({ step, awards: await awardsNow(badge.slug) }).toEqual({ step, awards: [] });
      }
      await killAt((command) => command === 'commitTransaction');
      // The commit may have come through while the connection broke: all or nothing.
      expect([0, learners]).toContain((await awardsNow(badge.slug)).length);

      // The grades begin to go out, and the service dies among them.
      let dead: Promise<unknown> | undefined;
      lms.onChange(() => {
        if (posts.length >= learners / 5) dead ??= service.kill('SIGKILL');
      });
      const awarded = await until(
        'the award was carried out',
        async () => (dead === undefined ? submit(page, fields) : 'killed first'),
        90_000,
      );
      expect(awarded === 'killed first' || awarded.includes(`${learners} badges toegekend`)).toBe(true);
      await until('some grades were posted', () => dead);
      await dead;
      expect(posts.length).toBeLessThan(learners);
      await start();
      const again = await submit(page, fields);
      expect(again).toContain(`${learners} badges toegekend`);
      expect(again).toContain('Dit was al gedaan');
      await until(
        'all grades were posted',
        async () => (await store.outbox.countByStatus()).waiting === 0,
        90_000,
      );

      const awards = await awardsNow(badge.slug);
      expect(awards).toHaveLength(learners);
      expect(new Set(awards.map(({ personId }) => personId)).size).toBe(learners);
      expect((await store.outbox.countByStatus()).parked).toBe(0);
      const byUser = new Map<unknown, (typeof posts)[number][]>();
      for (const post of posts) byUser.set(post['userId'], [...(byUser.get(post['userId']) ?? []), post]);
      expect(byUser.size).toBe(learners);
      // What was under way at the kill is posted again, as the very same score; the service posts eight at a time.
      const repeated = [...byUser.values()].filter((same) => same.length > 1);
      expect(repeated.length).toBeLessThanOrEqual(8);
      for (const [first, ...others] of byUser.values())
        for (const other of others) expect(other).toEqual(first);
    });
  });
}
