import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addBadge, fieldOf, launchAs, toolPage, type ToolPage } from './course-browser.ts';
import { beginLaunch, postLaunch } from './launch-client.ts';
import { startLtiService, type LtiService } from './lti-service.ts';

/** Sends the answer to the platform, as the browser does. */
async function back(html: string): Promise<{ readonly status: number; readonly text: string }> {
  const action = /action="(http[^"]+deep-linking[^"]+)"/u.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const answer = await fetch(action, {
    method: 'POST',
    body: new URLSearchParams({ JWT: fieldOf(html, 'JWT') }),
  });
  return { status: answer.status, text: await answer.text() };
}

describe.each(['moodle', 'brightspace'] as const)('deep linking into %s', (flavour) => {
  let service: LtiService;
  beforeAll(async () => {
    service = await startLtiService({ flavour });
  });
  afterAll(() => service.close());

  async function deepLink(user: string): Promise<ToolPage> {
    const { authenticationUrl, jar } = await beginLaunch(
      `${service.url}/lti/login`,
      service.lms.begin({ user, course: '7', link: undefined, tool: service.clientId, deepLinking: true }),
    );
    const { action, fields } = await service.lms.answerTo(authenticationUrl);
    return toolPage(service, (await postLaunch(action, fields, jar)).body);
  }

  it('puts a badge with a gradebook column into the course, and the link opens that badge', async () => {
    const badge = await addBadge(service);
    const page = await deepLink('2');
    expect(page.html).toContain('Wat wil je in de cursus zetten?');
    const placed = await page.post('place', { pick: `badge:${badge.slug}`, 'line-item': '1' });
    const answer = await back(placed.text);
    expect(answer).toMatchObject({ status: 200 });
    const link = service.lms.courses.get('7')?.links.at(-1);
    expect(link).toMatchObject({ title: 'Adviseur', custom: { badge: badge.slug } });
    expect(link?.lineItem).toBeDefined();
    const learner = await launchAs(service, '3', link?.id);
    expect(learner.html).toContain('<h2>Adviseur</h2>');
    // The same answer again is refused by the platform: its nonce was used.
    expect((await back(placed.text)).status).toBe(400);
  });

  it.each([
    ['passport', 'Mijn skillspaspoort'],
    ['award', 'Badges toekennen'],
  ])('puts the %s into the course', async (pick, title) => {
    const page = await deepLink('2');
    const placed = await page.post('place', { pick });
    expect((await back(placed.text)).status).toBe(200);
    expect(service.lms.courses.get('7')?.links.at(-1)?.title).toBe(title);
  });

  it('says so when nothing was picked', async () => {
    const page = await deepLink('2');
    expect((await page.post('place')).text).toContain('Kies eerst');
  });

  it('lets no learner put links into a course', async () => {
    const page = await deepLink('3');
    expect(page.html).toContain('alleen wie daar docent is');
    expect((await page.post('place', { pick: 'passport' })).text).not.toContain('name="JWT"');
  });
});
