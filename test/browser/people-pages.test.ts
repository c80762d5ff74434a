import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { fixedIds, now, serveApp, type RunningApp } from '../web/demo-app.ts';
import { signInLinkFor } from '../web/sign-in-as.ts';
import { noFindings, noWider, picture } from './look-at.ts';
import { startBrowser } from './start-browser.ts';

const issuer = buildIssuer({ name: { nl: 'Praktijkacademie De Veerstoep' } });
const kim = buildPerson({ name: 'Eigenaar Kim', identities: [] });
const noor = buildPerson({
  name: 'Noor van den Dijk',
  identities: [
    buildLinkedIdentity({ kind: 'email', address: 'noor@school.example' }, { vouchedBy: 'confirmed' }),
    buildLinkedIdentity({ kind: 'slack', workspace: 'T0TESTS', user: 'U0NOOR' }, { goneAt: now }),
  ],
});

let store: Store;
let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  store = createMemoryStore();
  browser = await startBrowser();
  await store.issuers.save(issuer);
  await store.workspaces.save({ key: 'slack:T0TESTS', name: 'Slack van de academie', connectedAt: now });
  for (const person of [kim, noor]) await store.persons.insert(person);
  await store.roles.insert(
    buildRoleGrant({
      issuerId: issuer.id,
      role: 'owner',
      grantee: { kind: 'person', personId: kim.id },
    }),
  );
  app = await serveApp({
    store,
    mailOn: true,
    ids: fixedIds('people in a browser'),
    costlyRequestsPerMinute: 10_000,
  });
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** The tokens of the links that wait to be mailed; they are then as good as delivered. */
async function mailed() {
  const tokens = { link: '', stop: '' };
  for (;;) {
    const message = await store.outbox.claim(now, new Date(now.getTime() + 1));
    if (message === undefined) return tokens;
    if (message.notice.kind === 'recovery-link') tokens.link = message.notice.token;
    if (message.notice.kind === 'recovery-told') tokens.stop = message.notice.stop;
    await store.outbox.save({ ...message, status: 'delivered', deliveredAt: now });
  }
}

async function looksRight(page: Page, name: string, checked: boolean): Promise<void> {
  if (checked) await noFindings(page, name);
  await noWider(page, name);
  await picture(page, name);
}

/** Each kind of page once; a check takes as long as all else together. */
const everyKind = [
  'people-found',
  'person-recovered',
  'person-recover-fault',
  'person-recover-asked',
  'recover-fault',
  'recover-stop',
  'person-erase-fault',
];

const variants: readonly {
  readonly lang: 'nl' | 'en';
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  readonly fresh: string;
  readonly checked: readonly string[];
}[] = [
  { lang: 'nl', width: 320, scheme: 'light', fresh: 'noor@thuis.example', checked: everyKind },
  {
    lang: 'en',
    width: 1280,
    scheme: 'dark',
    fresh: 'noor@home.example',
    checked: ['person', 'recover-fault'],
  },
];

it.each(variants)(
  'an owner helps a learner to a new address, who confirms it and stops it after all ($lang, $width px, $scheme)',
  async ({ lang, width, scheme, fresh, checked }) => {
    const open = async () => {
      const context = await browser.newContext({
        locale: lang === 'nl' ? 'nl-NL' : 'en-GB',
        viewport: { width, height: 800 },
        colorScheme: scheme,
        reducedMotion: 'reduce',
      });
      return context.newPage();
    };
    const [owner, learner] = [await open(), await open()];
    const see = (page: Page, name: string) =>
      looksRight(page, `${name}-${lang}-${width}`, checked.includes(name));
    await owner.goto(`${app.url}${await signInLinkFor(store, kim.id)}`);
    await owner.locator('main button[type=submit]').click();
    await owner.waitForURL(`${app.url}/me`);

    await owner.goto(`${app.url}/admin/people?lang=${lang}`);
    await see(owner, 'people');
    await owner.locator('#q').fill('dijk noor');
    await owner.locator('#q').press('Enter');
    await see(owner, 'people-found');
    await owner.locator('tbody a').click();
    await see(owner, 'person');
    await owner.locator('#recover + p + p a').click();
    await owner.locator('#address').fill('geen@adres');
    await owner.locator('main button[type=submit]:not(.quiet)').click();
    await see(owner, 'person-recover-fault');
    await owner.locator('#address').fill(fresh);
    await owner.getByRole('checkbox').first().check();
    await owner.locator('main button[type=submit]:not(.quiet)').click();
    const code = await owner.locator('.handed-code').innerText();
    await see(owner, 'person-recover-asked');
    const { link, stop } = await mailed();

    await learner.goto(`${app.url}/recover/${link}`);
    await see(learner, 'recover');
    await learner.locator('#code').fill('AAAA-2222');
    await learner.locator('main button[type=submit]').click();
    await see(learner, 'recover-fault');
    await learner.locator('#code').fill(code);
    await learner.locator('main button[type=submit]').click();
    await learner.waitForURL(`${app.url}/me`);
    const keys = async () => (await store.persons.find(noor.id))?.identities.map(({ key }) => key).toSorted();
    expect(await keys()).toEqual([`email:${fresh}`, 'slack:T0TESTS:U0NOOR']);
    await owner.goto(`${app.url}/admin/people/${noor.id}`);
    await see(owner, 'person-recovered');

    await learner.goto(`${app.url}/recover/stop/${stop}`);
    await see(learner, 'recover-stop');
    await learner.locator('main button[type=submit]').click();
    await see(learner, 'recover-stopped');
    expect(await keys()).toEqual(['email:noor@school.example', 'slack:T0TESTS:U0NOOR']);

    await owner.goto(`${app.url}/admin/people/${noor.id}/erase`);
    await owner.locator('#sure').fill('Noor');
    await owner.locator('main button.danger').click();
    await see(owner, 'person-erase-fault');
    await mailed();
    await owner.context().close();
    await learner.context().close();
  },
);
