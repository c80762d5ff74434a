import { afterAll, beforeAll, expect, it } from 'vitest';
import { MongoClient } from 'mongodb';
import { linkIdentity } from '../../src/use-cases/link-identity.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { addBadge, fillCourse, launchAs } from './course-browser.ts';
import { ids, startLtiService, type LtiService } from './lti-service.ts';

let service: LtiService;
let client: MongoClient;
beforeAll(async () => {
  service = await startLtiService();
  client = await new MongoClient(service.mongoUri).connect();
});
afterAll(async () => {
  await client.close();
  await service.close();
});

/** Every document of every collection, as one text. */
async function everything(): Promise<string> {
  const db = client.db();
  const texts: string[] = [];
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray())
    for await (const found of db.collection(name).find()) texts.push(`${name} ${JSON.stringify(found)}`);
  return texts.join('\n');
}

it('erasing a learner leaves nothing of them of all that a course brought in', async () => {
  const badge = await addBadge(service);
  fillCourse(service, '8', 2, 7_430_112);
  const [subject, other] = ['7430112', '7430113'];
  service.lms.users.set(subject, {
    id: subject,
    given: 'Xanthippe',
    family: 'Zonderling',
    email: 'xanthippe@zonderling.example',
  });
  const course = service.lms.courses.get('8');
  course?.links.push({ id: '2', title: 'Adviseur', custom: { badge: badge.slug }, lineItem: '9' });
  course?.lineItems.set('9', { id: '9', label: 'Adviseur', maximum: 1, scores: new Map(), posts: [] });
  const learner = await launchAs(service, subject, '2', '8');
  await launchAs(service, other, '2', '8');
  const teacher = await launchAs(service, '2', '2', '8');
  await teacher.post('award', { badge: badge.slug, form: 'a', selected: [subject], note: 'Voor Xanthippe' });
  await learner.post('ask', { badge: badge.slug, form: 'b', text: 'Ik, Xanthippe, kan dit' });
  const deps = { store: service.store, clock: () => new Date(), ids };
  const person = await service.store.persons.findByIdentity(`lti:lms1:${subject}`);
  const personId = person?.id ?? '';
  const actor = { personId, workspace: 'lti:lms1', standing: 'member', via: 'lti' } as const;
  await linkIdentity(deps, {
    actor,
    identity: { kind: 'email', address: 'xanthippe@zonderling.example' },
    vouchedBy: 'confirmed',
  });
  const before = await everything();
  for (const trace of [subject, 'Xanthippe', 'Zonderling', 'xanthippe@zonderling.example'])
    expect(before).toContain(trace);

  expect(await erasePerson(deps, { actor, personId })).toMatchObject({ ok: true, awards: 1 });
  // What a login names lives ten minutes by itself.
  await client.db().collection('ltiLogins').deleteMany({});
  const after = await everything();
  for (const trace of [subject, 'Xanthippe', 'Zonderling', 'xanthippe@zonderling.example'])
    expect(after.split('\n').filter((line) => line.includes(trace))).toEqual([]);
  // The others stay, and the open page of the one who was erased ends.
  expect(after).toContain(other);
  expect((await learner.post('mine')).status).toBe(401);
  const again = await service.store.persons.findByIdentity(`lti:lms1:${subject}`);
  expect(again).toBeUndefined();
  // Whoever is still in the course and opens it again is somebody new.
  await launchAs(service, subject, '2', '8');
  const anew = await service.store.persons.findByIdentity(`lti:lms1:${subject}`);
  expect(anew?.id).not.toBe(personId);
});
