import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLtijs, type LtijsTool } from '../../../bench/ltijs-process.ts';
import type { LmsStandIn } from '../../../playground/lms/lms.ts';
import { startLms } from '../../../playground/lms/stand-in.ts';
import { testDatabase, type TestDatabase } from '../../database.ts';
import { freePort } from '../../integration/run-service.ts';
import { runLaunch } from '../../lti/launch-client.ts';
import { acceptedLaunches } from '../../lti/launch-table.ts';

describe.each(['moodle', 'brightspace'] as const)('a stock ltijs tool in the stand-in of %s', (flavour) => {
  let database: TestDatabase;
  let lms: LmsStandIn;
  let tool: LtijsTool;
  beforeAll(async () => {
    database = await testDatabase();
    lms = await startLms({ flavour });
    lms.users.set('2', { id: '2', given: 'Truus', family: 'Docent', email: 'truus@school.example' });
    lms.courses.set('7', {
      id: '7',
      title: 'HRM',
      members: [{ user: '2', role: 'Instructor' }],
      links: [{ id: '1', title: 'Link', custom: {} }],
      lineItems: new Map(),
    });
    tool = await startLtijs({ lms, mongoUri: database.uri, port: await freePort() });
  });
  afterAll(async () => {
    await tool.stop();
    await lms.stop();
    await database.drop();
  });

  it('launches', async () => {
    const [plain] = acceptedLaunches;
    if (plain === undefined) throw new Error('no launch');
    const answer = await runLaunch(lms, tool, plain, { user: '2', course: '7', link: '1' });
    expect(answer.location).toContain('ltik=');
    const page = await fetch(new URL(answer.location ?? '', tool.url), {
      headers: { cookie: [...answer.jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    expect(await page.text()).toBe(`launched ${flavour === 'moodle' ? '2' : 'standin_2'}`);
    expect(lms.complaints).toEqual([]);
  });
});
