import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { fillDemoCourse } from '../../../playground/lms/demo-course.ts';
import { lmsPane } from '../../../playground/lms/pane.ts';
import { startPageServer, type PageServer } from '../../../playground/page/page-server.ts';
import { startBrowser } from '../../browser/start-browser.ts';
import type { LmsStandIn } from '../../../playground/lms/lms.ts';
import { startLms } from '../../../playground/lms/stand-in.ts';
import { platformOf, startLtiService, type LtiService } from '../../lti/lti-service.ts';

let service: LtiService;
let other: LmsStandIn;
let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  service = await startLtiService();
  fillDemoCourse(service.lms);
  other = await startLms({ flavour: 'brightspace' });
  const tool = other.addTool({
    name: 'Speldje',
    loginUrl: `${service.url}/lti/login`,
    redirectUris: [`${service.url}/lti/launch`],
    targetUrl: `${service.url}/lti/launch`,
    jwksUrl: `${service.url}/lti/jwks`,
  });
  fillDemoCourse(other);
  server = await startPageServer({
    port: 0,
    serviceUrl: service.url,
    panes: [lmsPane([service.lms, other])],
    frames: [service.lms.url, other.url],
  });
  await service.store.lti.platforms.save({ ...service.platform, frameOrigins: [server.url], version: 2 }, 1);
  await service.store.lti.platforms.insert({
    ...platformOf(other, 'lms2', tool),
    frameOrigins: [server.url],
  });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await other.stop();
  await service.close();
});

it('shows a course, as a teacher and as a learner, and what the platform holds back', async () => {
  const page = await browser.newPage();
  await page.goto(server.url);
  const tool = page.frameLocator('iframe').frameLocator('iframe');
  await tool.getByRole('heading', { name: 'Deelnemers' }).waitFor();
  await tool.getByText('Student Noor').waitFor();
  await page.getByLabel('View as').selectOption({ label: 'Student Sam (Learner)' });
  await tool.getByText('Student Noor').waitFor({ state: 'hidden' });
  await tool.getByRole('button', { name: 'Mijn paspoort' }).waitFor();
  await page.getByText('How the platform behaves').click();
  await page.getByLabel('Holds names back').check();
  await expect.poll(() => service.lms.manners.hideNames).toBe(true);
  await page.getByLabel('Reports an error on opening').check();
  await expect.poll(() => service.lms.manners.errorPost).toBe('login_required');
  await page.getByRole('button', { name: 'Open again' }).click();
  await tool.getByText('reported an error while opening').waitFor();
  await page.close();
});

it('changes to a platform like Brightspace, which bears what is set there alone', async () => {
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.getByLabel('Learning platform').selectOption({ label: 'like Brightspace' });
  const tool = page.frameLocator('iframe').frameLocator('iframe');
  await tool.getByText('Student Noor').waitFor();
  await page.getByText('How the platform behaves').click();
  await page.getByLabel('Writes GUIDs in capitals').check();
  await page.getByLabel('Clock runs 20 s ahead').check();
  await page.getByLabel('List of people').selectOption({ label: 'refused (401)' });
  await expect.poll(() => other.manners).toMatchObject({ upperCaseIds: true, ahead: 20, members: '401' });
  expect(service.lms.manners).toMatchObject({ ahead: 0, members: 'whole' });
  await page.getByLabel('View as').selectOption({ label: 'Docent Truus (Instructor)' });
  await tool.getByText('Ververs de lijst').click();
  await tool.getByText('weigerde de deelnemerslijst (401)').waitFor();
  await page.getByLabel('Sends no user along').check();
  await page.getByRole('button', { name: 'Open again' }).click();
  await tool.getByText('We weten niet wie je bent').waitFor();
  await page.close();
});
