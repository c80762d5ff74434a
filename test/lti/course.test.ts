import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliverNextMessage } from '../../src/use-cases/deliver-messages.ts';
import { signIn } from '../../src/use-cases/sign-in.ts';
import { addBadge, fieldOf, fillCourse, launchAs } from './course-browser.ts';
import { ids, startLtiService, type LtiService } from './lti-service.ts';

let service: LtiService;
beforeAll(async () => {
  service = await startLtiService();
});
afterAll(() => service.close());
beforeEach(() => {
  Object.assign(service.lms.manners, { members: 'whole', hideNames: false, membersFaultAtPage: 2 });
  service.lms.memberRequests.length = 0;
});

const checked = (html: string) => [...html.matchAll(/<span class="name">([^<]*)</gu)].map(([, name]) => name);

async function deliverAll(): Promise<void> {
  const { store, clock, integration } = service;
  const notifiers = new Map([[integration.notifier.channel, integration.notifier]]);
  const deps = { store, clock: () => clock.now(), ids, notifiers, jitter: () => 0 };
  while (await deliverNextMessage(deps));
}

describe('the roster of a course', () => {
  it('reads 5,000 members in pages of 50, learners alone although the next links forget the role', async () => {
    fillCourse(service, 'big', 5000);
    // Moodle's next link forgets the filter, so teachers come along from the second page on.
    service.lms.courses.get('big')?.members.push({ user: '3', role: 'Instructor' });
    const get = service.lms.memberRequests;
    const page = await launchAs(service, '2', '1', 'big');
    expect(page.html).toContain('5.000 deelnemers');
    expect(get).toHaveLength(101);
    expect(checked(page.html)).toHaveLength(50);
    expect(page.html).not.toContain('Sam Student');
    const found = await page.post('people', { q: 'nummer 4321' });
    expect(checked(found.text)).toEqual(['Leerling Nummer 4321']);
    const last = await page.post('people', { page: '100' });
    expect(checked(last.text).at(-1)).toBe('Leerling Nummer 4999');
    expect(get).toHaveLength(101);
  });

  it('follows no next link to another origin, and says so', async () => {
    fillCourse(service, 'foreign', 450);
    service.lms.manners.members = 'other-origin';
    const page = await launchAs(service, '2', '1', 'foreign');
    expect(page.html).toContain('verwees voor de rest van de lijst naar een ander adres');
    expect(page.html).toContain('50 deelnemers');
    expect(service.lms.memberRequests).toHaveLength(1);
  });

  it.each([
    ['401', 'weigerde de deelnemerslijst (401)'],
    ['429', 'vroeg ons even te wachten'],
  ] as const)('goes on with what is known after a %s in the middle', async (fault, words) => {
    const course = `fault-${fault}`;
    fillCourse(service, course, 450);
    service.lms.manners.members = fault;
    const page = await launchAs(service, '2', '1', course);
    expect(page.html).toContain(words);
    expect(page.html).toContain('50 deelnemers');
    service.lms.manners.members = 'whole';
    expect((await page.post('people', { do: 'refresh' })).text).toContain('450 deelnemers');
  });

  it('shows who launched where the platform offers no roster', async () => {
    fillCourse(service, 'off', 3);
    service.lms.manners.members = 'off';
    await launchAs(service, '100', '1', 'off');
    const page = await launchAs(service, '2', '1', 'off');
    expect(page.html).toContain('deelt geen deelnemerslijst');
    expect(checked(page.html)).toEqual(['Leerling Nummer 0000']);
  });

  it('says that names are held back, and that somebody left', async () => {
    fillCourse(service, 'private', 3, 900);
    await launchAs(service, '901', '1', 'private');
    service.lms.manners.hideNames = true;
    const page = await launchAs(service, '2', '1', 'private');
    expect(page.html).toContain('houdt namen achter');
    // A relaunch without a name does not erase the one that is known.
    expect(checked(page.html)).toEqual(['Leerling Nummer 0001', 'Deelnemer 900', 'Deelnemer 902']);
    const course = service.lms.courses.get('private');
    course?.members.splice(1, 1);
    const later = await page.post('people', { do: 'refresh' });
    expect(later.text).toContain('niet meer in de cursus');
  });

  it('keeps the list for minutes, and has it fetched again by a button', async () => {
    fillCourse(service, 'kept', 3);
    const page = await launchAs(service, '2', '1', 'kept');
    const asked = service.lms.memberRequests.length;
    await page.post('people');
    expect(service.lms.memberRequests).toHaveLength(asked);
    await page.post('people', { do: 'refresh' });
    expect(service.lms.memberRequests).toHaveLength(asked + 1);
  });

  it('shows a learner no roster, and what was received to one who expected it', async () => {
    const page = await launchAs(service, '3');
    const answer = await page.post('people');
    expect(checked(answer.text)).toEqual([]);
    expect(answer.text).toContain('membership#Learner');
    expect((await page.post('roster.csv')).status).toBe(403);
  });
});

describe('awarding in a course', () => {
  it('awards to 500 in one submit, once although sent twice at once, and grades each once', async () => {
    const badge = await addBadge(service);
    fillCourse(service, 'bulk', 500);
    const course = service.lms.courses.get('bulk');
    course?.links.push({ id: '2', title: 'Adviseur', custom: { badge: badge.slug }, lineItem: '9' });
    course?.lineItems.set('9', { id: '9', label: 'Adviseur', maximum: 1, scores: new Map(), posts: [] });
    const page = await launchAs(service, '2', '2', 'bulk');
    const preview = await page.post('preview', { all: '1', badge: badge.slug });
    expect(preview.text).toContain('500 deelnemers krijgen deze badge');
    const selected = [...preview.text.matchAll(/name="selected" value="([^"]+)"/gu)].map(
      ([, one]) => one ?? '',
    );
    expect(selected).toHaveLength(500);
    const fields = { badge: badge.slug, form: fieldOf(preview.text, 'form'), selected, note: 'Sterk advies' };
    const answers = await Promise.all([page.post('award', fields), page.post('award', fields)]);
    expect(answers.every(({ text }) => text.includes('500 badges toegekend'))).toBe(true);
    const awards = [];
    for await (const award of service.store.awards.all({ badgeSlug: badge.slug })) awards.push(award);
    expect(awards).toHaveLength(500);
    await deliverAll();
    const posts = course?.lineItems.get('9')?.posts ?? [];
    expect(posts).toHaveLength(500);
    expect(new Set(posts.map(({ userId }) => userId)).size).toBe(500);
    expect(posts[0]).toMatchObject({
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      scoreGiven: 1,
    });
    const again = await page.post('preview', { all: '1', badge: badge.slug });
    expect(again.text).toContain('500 deelnemers hebben hem al');
  }, 120_000);

  it('names who could not get it, and gives it to the others', async () => {
    const badge = await addBadge(service);
    fillCourse(service, 'some', 3);
    const page = await launchAs(service, '2', '1', 'some');
    await page.post('award', { badge: badge.slug, form: 'a', selected: ['100'] });
    const answer = await page.post('award', {
      badge: badge.slug,
      form: 'b',
      selected: ['100', '101', 'nobody'],
    });
    expect(answer.text).toContain('1 badge toegekend');
    expect(answer.text).toContain('Leerling Nummer 0000: heeft deze badge al');
  });

  it('says of a badge that comes by itself of what it comes, and offers nobody to give it or to ask for it', async () => {
    const parts = [await addBadge(service), await addBadge(service)];
    const badge = await addBadge(service, { award: 'automatic', parts: parts.map(({ slug }) => slug) });
    fillCourse(service, 'itself', 1);
    const page = await launchAs(service, '2', '1', 'itself');
    const preview = await page.post('preview', { all: '1', badge: badge.slug });
    expect(preview.text).toContain('deze badge komt vanzelf bij wie “');
    expect(preview.text).not.toContain('/lti/tool/nominate');
    const answer = await page.post('award', { badge: badge.slug, form: 'a', selected: ['100'] });
    expect(answer.text).toContain('komt vanzelf bij wie');
    expect((await service.store.awards.page({ badgeSlug: badge.slug }, { limit: 1 })).items).toEqual([]);
    const learner = await launchAs(service, '100', '1', 'itself');
    const shown = await learner.post('badges', { badge: badge.slug });
    expect(shown.text).toContain('Deze badge komt vanzelf zodra je “');
    expect(shown.text).not.toContain('ask-form');
  });

  it('refuses a teacher to whom no owner gave the right', async () => {
    const badge = await addBadge(service, {}, []);
    fillCourse(service, 'right', 1);
    const page = await launchAs(service, '2', '1', 'right');
    const answer = await page.post('award', { badge: badge.slug, form: 'a', selected: ['100'] });
    expect(answer.text).toContain('een eigenaar kan je dat recht geven');
    expect((await service.store.awards.page({ badgeSlug: badge.slug }, { limit: 1 })).items).toEqual([]);
  });

  it('takes an award back with a reason, and shows it in history and CSV', async () => {
    const badge = await addBadge(service);
    fillCourse(service, 'revoke', 1, 800);
    const page = await launchAs(service, '2', '1', 'revoke');
    await page.post('award', { badge: badge.slug, form: 'a', selected: ['800'], note: '=1+1' });
    const [award] = (await service.store.awards.page({ badgeSlug: badge.slug }, { limit: 1 })).items;
    expect((await page.post('revoke', { award: award?.id ?? '', reason: ' ' })).text).toContain(
      'schrijf waarom',
    );
    const answer = await page.post('revoke', { award: award?.id ?? '', reason: 'Vergissing' });
    expect(answer.text).toContain('Vergissing');
    expect((await service.store.awards.find(award?.id ?? ''))?.status).toBe('revoked');
    const csv = await page.post('history.csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text).toContain(`revoked,'=1+1,Vergissing`);
    expect((await page.post('roster.csv')).text).toContain('Leerling Nummer 0000,800,active,,,');
  });

  it('puts a badge that was given elsewhere into the gradebook when its learner opens the link', async () => {
    const badge = await addBadge(service);
    fillCourse(service, 'elsewhere', 1);
    const course = service.lms.courses.get('elsewhere');
    const page = await launchAs(service, '2', '1', 'elsewhere');
    await page.post('award', { badge: badge.slug, form: 'a', selected: ['100'] });
    course?.links.push({ id: '2', title: 'Adviseur', custom: { badge: badge.slug }, lineItem: '9' });
    course?.lineItems.set('9', { id: '9', label: 'Adviseur', maximum: 1, scores: new Map(), posts: [] });
    await launchAs(service, '100', '2', 'elsewhere');
    await launchAs(service, '100', '2', 'elsewhere');
    await deliverAll();
    expect(course?.lineItems.get('9')?.posts).toHaveLength(1);
  });

  it('puts it there for the whole course when its teacher opens the link', async () => {
    const badge = await addBadge(service);
    fillCourse(service, 'whole', 4, 600);
    const course = service.lms.courses.get('whole');
    const page = await launchAs(service, '2', '1', 'whole');
    await page.post('award', { badge: badge.slug, form: 'a', selected: ['600', '601', '602'] });
    const [award] = (await service.store.awards.page({ badgeSlug: badge.slug }, { limit: 1 })).items;
    await page.post('revoke', { award: award?.id ?? '', reason: 'Vergissing' });
    course?.links.push({ id: '2', title: 'Adviseur', custom: { badge: badge.slug }, lineItem: '9' });
    course?.lineItems.set('9', { id: '9', label: 'Adviseur', maximum: 1, scores: new Map(), posts: [] });
    await Promise.all([launchAs(service, '2', '2', 'whole'), launchAs(service, '2', '2', 'whole')]);
    await launchAs(service, '2', '2', 'whole');
    await deliverAll();
    expect(course?.lineItems.get('9')?.posts.map(({ scoreGiven }) => scoreGiven)).toEqual([1, 1]);
  });
});

describe('what a learner does', () => {
  it('asks for a badge with evidence, once, and reads the decision', async () => {
    const badge = await addBadge(service);
    const learner = await launchAs(service, '3');
    const form = await learner.post('ask-form', { badge: badge.slug });
    const fields = {
      badge: badge.slug,
      form: fieldOf(form.text, 'form'),
      text: 'Ik adviseerde een bedrijf',
      link: 'https://school.example/verslag',
    };
    expect((await learner.post('ask', { ...fields, link: 'javascript:alert(1)' })).text).toContain(
      'geen webadres',
    );
    const answers = await Promise.all([learner.post('ask', fields), learner.post('ask', fields)]);
    for (const { text } of answers) expect(text).toContain('Je aanvraag is verstuurd');
    const teacher = await launchAs(service, '2');
    const queue = await teacher.post('review');
    expect(queue.text.match(/Ik adviseerde een bedrijf/gu)).toHaveLength(1);
    expect(queue.text).toContain('https://school.example/verslag');
    const nomination = fieldOf(queue.text, 'nomination');
    expect((await teacher.post('decide', { nomination, decision: 'decline', reason: '' })).text).toContain(
      'schrijf waarom',
    );
    await teacher.post('decide', { nomination, decision: 'decline', reason: 'Nog een voorbeeld, graag' });
    const mine = await learner.post('mine');
    expect(mine.text).toContain('afgewezen');
    expect(mine.text).toContain('Nog een voorbeeld, graag');
  });

  it('sends a file along, which reviewers alone may fetch', async () => {
    const badge = await addBadge(service);
    const learner = await launchAs(service, '4');
    const token = fieldOf(learner.html, 'session');
    const body = new FormData();
    body.set('session', token);
    body.set('badge', badge.slug);
    body.set('form', 'f1');
    body.set('text', 'Zie het bestand');
    body.set('file', new File(['<script>1</script>'], 'verslag.html', { type: 'text/html' }));
    const answer = await fetch(`${service.url}/lti/tool/ask`, { method: 'POST', body });
    expect(await answer.text()).toContain('Je aanvraag is verstuurd');
    const teacher = await launchAs(service, '2');
    const queue = await teacher.post('review');
    const evidence = fieldOf(queue.text, 'evidence');
    const file = await teacher.post('evidence-file', { evidence });
    expect(file.text).toBe('<script>1</script>');
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect((await learner.post('evidence-file', { evidence })).status).toBe(404);
  });
});

describe('the way from the course to the whole passport', () => {
  it('is a one-time link for the person of this launch', async () => {
    const learner = await launchAs(service, '3');
    const session = fieldOf(learner.html, 'session');
    const answer = await fetch(`${service.url}/lti/tool/open-passport`, {
      method: 'POST',
      body: new URLSearchParams({ session }),
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
    const token = answer.headers.get('location')?.replace('/sign-in/', '') ?? '';
    const entered = await signIn({ store: service.store, ids, clock: () => service.clock.now() }, { token });
    expect(entered).toMatchObject({
      ok: true,
      person: { name: 'Sam Student' },
      session: { by: 'course', workspace: `lti:${service.platform.id}`, standing: 'member' },
    });
    const without = await fetch(`${service.url}/lti/tool/open-passport`, {
      method: 'POST',
      redirect: 'manual',
    });
    expect(without.status).toBe(401);
  });
});

describe('files that are sent along', () => {
  const mebibyte = 1024 * 1024;
  const send = async (bytes: number, form: string, slug: string) => {
    const learner = await launchAs(service, '5');
    const body = new FormData();
    for (const [name, value] of Object.entries({ badge: slug, form, text: 'Zie het bestand' }))
      body.set(name, value);
    body.set('session', fieldOf(learner.html, 'session'));
    body.set('file', new File([new Uint8Array(bytes)], '../../verslag "1".pdf', { type: 'application/pdf' }));
    const answer = await fetch(`${service.url}/lti/tool/ask`, { method: 'POST', body });
    return { status: answer.status, text: await answer.text() };
  };

  it('are kept under the hash of their bytes, and named to the reviewer with their size', async () => {
    const badge = await addBadge(service);
    expect((await send(2 * mebibyte, 'f1', badge.slug)).text).toContain('Je aanvraag is verstuurd');
    const teacher = await launchAs(service, '2');
    const queue = await teacher.post('review');
    expect(queue.text).toMatch(/>verslag &quot;1&quot;\.pdf \(2,1\sMB\)/u);
    const [nomination] = (await service.store.nominations.page({ issuerIds: [badge.issuerId] }, { limit: 1 }))
      .items;
    const [piece] = await service.store.evidence.ofSubjects('nomination', [nomination?.id ?? '']);
    const zeros = createHash('sha256')
      .update(new Uint8Array(2 * mebibyte))
      .digest('hex');
    expect(piece?.files).toMatchObject([{ size: 2 * mebibyte, stored: { id: zeros } }]);
    const file = await teacher.post('evidence-file', { evidence: piece?.id ?? '' });
    expect(file.headers.get('content-disposition')).not.toContain('"');
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
  });

  it.each([
    ['a little more than may be kept', 15 * mebibyte + 1, 200],
    ['more than a form may be', 17 * mebibyte, 413],
  ])('of %s are refused in words', async (_, bytes, status) => {
    const badge = await addBadge(service);
    const answer = await send(bytes, 'f2', badge.slug);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain('ten hoogste 15 MB');
    const asked = await service.store.nominations.page({ issuerIds: [badge.issuerId] }, { limit: 1 });
    expect(asked.items).toEqual([]);
  });
});

describe('sessions', () => {
  it('end by themselves, and are of no use without their token', async () => {
    const page = await launchAs(service, '2');
    const was = service.clock.now;
    const later = Date.now() + 3 * 60 * 60_000;
    service.clock.now = () => new Date(later);
    expect((await page.post('people')).status).toBe(401);
    service.clock.now = was;
    expect((await page.post('people')).status).toBe(200);
    const answer = await fetch(`${service.url}/lti/tool/people`, { method: 'POST' });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('verlopen');
  });
});
