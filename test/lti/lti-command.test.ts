import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { testDatabase, type TestDatabase } from '../database.ts';
import { commandLine } from '../integration/community.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const run = async (...words: readonly string[]): Promise<unknown> =>
  JSON.parse(await commandLine(database.uri, 'https://speldje.example', ['lti', ...words]));

it('registers a Moodle by its address and client id, sets it, and disables it', async () => {
  const words = [
    '--issuer',
    'https://moodle.example',
    '--client-id',
    'aBcDeFgHiJkLmNo',
    '--deployment',
    '163',
  ];
  const added = z.looseObject({ id: z.string() }).parse(await run('platform', 'add', ...words));
  expect(added).toMatchObject({
    status: 'accepted',
    authUrl: 'https://moodle.example/mod/lti/auth.php',
    tokenUrl: 'https://moodle.example/mod/lti/token.php',
    jwksUrl: 'https://moodle.example/mod/lti/certs.php',
    deployments: [{ id: '163', status: 'accepted' }],
    vouchesForEmail: false,
  });
  await expect(run('platform', 'add', ...words)).rejects.toThrow('ended with 1');
  expect(
    await run(
      'platform',
      'set',
      added.id,
      '--deployment',
      '164',
      '--teaching-role',
      'TeachingAssistant',
      '--trust-email',
      'yes',
    ),
  ).toMatchObject({
    deployments: [{ id: '163' }, { id: '164' }],
    extraTeachingRoles: ['TeachingAssistant'],
    vouchesForEmail: true,
  });
  await expect(run('platform', 'set', added.id, '--teaching-role', 'Learner')).rejects.toThrow(
    'ended with 2',
  );
  expect(await run('platform', 'disable', added.id)).toMatchObject({ status: 'disabled' });
  expect(await run('platform', 'list')).toMatchObject([{ id: added.id, status: 'disabled', version: 3 }]);
  expect(await run('refusals')).toEqual([]);
  expect(await run('rotate-key')).toHaveProperty('activeFrom');
});
