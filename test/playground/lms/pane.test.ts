import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { fillDemoCourse } from '../../../playground/lms/demo-course.ts';
import { lmsPane } from '../../../playground/lms/pane.ts';
import { startPageServer, type PageServer } from '../../../playground/page/page-server.ts';
import { startBrowser } from '../../browser/start-browser.ts';
import { startLtiService, type LtiService } from '../../lti/lti-service.ts';

let service: LtiService;
let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  service = await startLtiService();
  fillDemoCourse(service.lms);
  server = await startPageServer({
    port: 0,
    serviceUrl: service.url,
    panes: [lmsPane(service.lms)],
    frames: [service.lms.url],
  });
  await service.store.lti.platforms.save({ ...service.platform, frameOrigins: [server.url], version: 2 }, 1);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
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
  await page.getByLabel('Hold names back').check();
  await expect.poll(() => service.lms.manners.hideNames).toBe(true);
  await page.close();
});
