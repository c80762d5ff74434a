import type { Express } from 'express';
import type { VNode } from 'preact';
import type { Refusal } from '../../domain/refusal.ts';
import { granteeKey } from '../../domain/role.ts';
import { platformWords, type PlatformMessages } from '../../i18n/web-platform-messages.ts';
import type { LtiPlatform } from '../../ports/lti-platform-repository.ts';
import { grantRole, withdrawRole } from '../../use-cases/grant-role.ts';
import { heldRoles } from '../../use-cases/held-roles.ts';
import {
  addLtiPlatform,
  changeLtiPlatform,
  listLtiPlatforms,
  turnAwayLtiPlatform,
} from '../../use-cases/lti-platforms.ts';
import { answerProblem } from '../answer-problem.tsx';
import { sendMePage } from '../me/me-frame.tsx';
import { pathPart } from '../path-part.ts';
import { signedInPages, type FormVisit, type Visit } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';
import {
  emptyPlatform,
  readOrigins,
  readPlatformForm,
  readTeaching,
  typedPlatform,
  type PlatformFaults,
  type TypedPlatform,
} from './platform-form.ts';
import { NewPlatformPage, PlatformPage, type TeacherRights } from './platform-page.tsx';
import { PlatformsPage } from './platforms-page.tsx';

const list = '/admin/platforms';
/** What a form did, told on the page that it leads to. */
const outcomes = ['saved', 'added', 'accepted', 'turnedAway', 'disabled'] as const;

/** `/admin/platforms`: owners decide which learning platforms may open this tool, and see what was refused. */
export function mountPlatforms(app: Express, deps: AppDeps): void {
  const pages = signedInPages(app, deps);

  pages.get(list, async (visit) => {
    const shown = await listLtiPlatforms(deps, { actor: visit.actor });
    if (!shown.ok) return refuse(deps, visit, shown.refusal);
    const said = saidIn(visit);
    return send(
      deps,
      visit,
      200,
      <PlatformsPage {...shown} visit={visit} publicUrl={deps.publicUrl} said={said} />,
    );
  });

  pages.get(`${list}/new`, async (visit) => {
    const shown = await listLtiPlatforms(deps, { actor: visit.actor });
    if (!shown.ok) return refuse(deps, visit, shown.refusal);
    return sendNew(deps, visit, 200, emptyPlatform, {});
  });

  pages.post(list, async (visit) => {
    const known = await listLtiPlatforms(deps, { actor: visit.actor });
    if (!known.ok) return refuse(deps, visit, known.refusal);
    const typed = typedPlatform(visit.form);
    const read = await readPlatformForm(typed, deps);
    if (!read.ok) return sendNew(deps, visit, 422, typed, read.faults);
    const added = await addLtiPlatform(deps, { actor: visit.actor, ...read.registration });
    if (added.ok) return leadTo(visit, `${list}/${added.platform.id}`, 'added');
    if (added.refusal.code !== 'identity-taken') return refuse(deps, visit, added.refusal);
    return sendNew(deps, visit, 409, typed, { clientId: 'taken' });
  });

  pages.get(`${list}/:id`, async (visit) => {
    const platform = await platformIn(deps, visit);
    if (platform !== undefined) await sendOne(deps, visit, 200, platform);
  });

  pages.post(`${list}/:id`, async (visit) => {
    const typed = typedPlatform(visit.form);
    const frameOrigins = readOrigins(typed.fields.frameOrigins);
    const faults: PlatformFaults = {
      ...(typed.fields.name === '' ? { name: 'required' } : {}),
      ...(frameOrigins === undefined ? { frameOrigins: 'origin' } : {}),
    };
    const platform = await platformIn(deps, visit);
    if (platform === undefined) return;
    if (frameOrigins === undefined || Object.keys(faults).length > 0)
      return sendOne(deps, visit, 422, platform, { typed, faults });
    const changed = await changeLtiPlatform(deps, {
      actor: visit.actor,
      platformId: platform.id,
      basedOn: Number(visit.form.text('version')),
      change: { name: typed.fields.name.slice(0, 100), frameOrigins, ...readTeaching(typed) },
    });
    if (changed.ok) return leadTo(visit, `${list}/${platform.id}`, 'saved');
    if (changed.refusal.code !== 'changed-meanwhile') return refuse(deps, visit, changed.refusal);
    return sendOne(deps, visit, 409, platform, { typed, faults: { name: 'changed' } });
  });

  for (const [name, status, outcome] of [
    ['accept', 'accepted', 'accepted'],
    ['disable', 'disabled', 'disabled'],
  ] as const)
    pages.post(`${list}/:id/${name}`, async (visit) => {
      const platformId = pathPart(visit.request, 'id');
      const changed = await changeLtiPlatform(deps, { actor: visit.actor, platformId, change: { status } });
      if (!changed.ok) return refuse(deps, visit, changed.refusal);
      return leadTo(visit, `${list}/${platformId}`, outcome);
    });

  pages.post(`${list}/:id/turn-away`, async (visit) => {
    const platformId = pathPart(visit.request, 'id');
    const gone = await turnAwayLtiPlatform(deps, { actor: visit.actor, platformId });
    if (!gone.ok) return refuse(deps, visit, gone.refusal);
    return leadTo(visit, list, 'turnedAway');
  });

  pages.post(`${list}/:id/deployments`, async (visit) => {
    const { form } = visit;
    const platformId = pathPart(visit.request, 'id');
    const [accept, drop] = [form.text('deployment').slice(0, 255), form.text('drop').slice(0, 255)];
    const changed = await changeLtiPlatform(deps, {
      actor: visit.actor,
      platformId,
      change: {
        ...(accept === '' ? {} : { acceptDeployment: accept }),
        ...(drop === '' ? {} : { dropDeployment: drop }),
      },
    });
    if (!changed.ok) return refuse(deps, visit, changed.refusal);
    return leadTo(visit, `${list}/${platformId}`, 'saved');
  });

  pages.post(`${list}/:id/teachers`, async (visit) => {
    const platform = await platformIn(deps, visit);
    if (platform === undefined) return;
    const wanted = visit.form.all('role');
    for (const role of ['awarder', 'reviewer'] as const) {
      const command = {
        actor: visit.actor,
        issuerSlug: visit.form.text('issuer'),
        role,
        grantee: `teachers:lti:${platform.id}`,
      };
      const done = wanted.includes(role) ? await grantRole(deps, command) : await withdrawRole(deps, command);
      if (!done.ok) return refuse(deps, visit, done.refusal);
    }
    leadTo(visit, `${list}/${platform.id}`, 'saved');
  });
}

/** The platform that the address names, for an owner; anybody else was answered already. */
async function platformIn(deps: AppDeps, visit: Visit): Promise<LtiPlatform | undefined> {
  const shown = await listLtiPlatforms(deps, { actor: visit.actor });
  if (!shown.ok) {
    refuse(deps, visit, shown.refusal);
    return undefined;
  }
  const id = pathPart(visit.request, 'id');
  const platform = shown.platforms.find((one) => one.id === id);
  if (platform === undefined) answerProblem(deps, visit.request, visit.response, 'not-found');
  return platform;
}

async function sendOne(
  deps: AppDeps,
  visit: Visit,
  status: number,
  platform: LtiPlatform,
  again: { readonly typed?: TypedPlatform; readonly faults?: PlatformFaults } = {},
): Promise<void> {
  const refusals = (await deps.store.lti.refusals.latest(100)).filter(
    ({ platformId }) => platformId === platform.id,
  );
  const rights = await teacherRights(deps, visit, platform);
  send(
    deps,
    visit,
    status,
    <PlatformPage
      visit={visit}
      publicUrl={deps.publicUrl}
      platform={platform}
      rights={rights}
      refusals={refusals}
      said={saidIn(visit)}
      {...again}
    />,
  );
}

/** For each issuer that the visitor owns. */
async function teacherRights(
  { store }: AppDeps,
  { actor }: Visit,
  platform: LtiPlatform,
): Promise<readonly TeacherRights[]> {
  const workspace = `lti:${platform.id}`;
  const key = granteeKey({ kind: 'workspace', workspace, among: 'teachers' });
  const [issuers, grants] = await Promise.all([store.issuers.list(), store.roles.ofGrantees([key])]);
  const owned = await Promise.all(
    issuers.map(async (issuer) => (await heldRoles(store, actor, issuer.id)).has('owner')),
  );
  return issuers
    .filter((_, at) => owned[at])
    .map((issuer) => {
      const has = (role: string) =>
        grants.some((grant) => grant.issuerId === issuer.id && grant.role === role);
      return { issuer, awarder: has('awarder'), reviewer: has('reviewer') };
    });
}

function sendNew(
  deps: AppDeps,
  visit: Visit,
  status: number,
  typed: TypedPlatform,
  faults: PlatformFaults,
): void {
  send(
    deps,
    visit,
    status,
    <NewPlatformPage visit={visit} publicUrl={deps.publicUrl} typed={typed} faults={faults} />,
  );
}

function send(deps: AppDeps, visit: Visit, status: number, body: VNode): void {
  sendMePage(deps, visit, { title: platformWords(visit.locale).title, section: 'manage', status, body });
}

function refuse(deps: AppDeps, { request, response }: Visit, { code }: Refusal): void {
  answerProblem(deps, request, response, code);
}

function leadTo({ response }: FormVisit, path: string, outcome: (typeof outcomes)[number]): void {
  response.redirect(303, `${path}?done=${outcome}`);
}

function saidIn({ request, locale }: Visit): string | undefined {
  const words: PlatformMessages = platformWords(locale);
  const done = outcomes.find((outcome) => outcome === request.query['done']);
  return done === undefined ? undefined : words[done];
}
