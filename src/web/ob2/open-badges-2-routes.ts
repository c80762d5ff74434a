import type { Express, Request, Response } from 'express';
import { isSlug, snapshotOf } from '../../domain/badge.ts';
import type { BadgePicture, JsonObject } from '../../ports/credential-signer.ts';
import { awardCredentialInput } from '../../use-cases/credential-of-award.ts';
import { answerProblem } from '../answer-problem.tsx';
import { limitRate } from '../limit-rate.ts';
import { pathPart } from '../path-part.ts';
import { sendBakedPicture } from '../send-baked-picture.ts';
import { jsonTypes, sendJson } from '../send-json.ts';
import type { AppDeps } from '../web-deps.ts';

const type = jsonTypes.linkedData[0];
const pictures = [
  ['png', 'image/png'],
  ['svg', 'image/svg+xml'],
] as const;

/** Open Badges 2.0 (hosted verification): assertion, badge class and issuer, each at its own address. */
export function mountOpenBadges2(app: Express, deps: AppDeps): void {
  const limit = limitRate(deps);
  for (const [extension, pictureType] of pictures)
    app.get(`/ob2/assertions/:id.${extension}`, limit, (request, response) =>
      sendBakedAssertion(deps, request, response, pictureType),
    );
  app.get('/ob2/assertions/:id', limit, async (request, response) => {
    const found = await assertionOf(deps, request, response);
    if (found !== undefined) sendJson(response, found.document, { type, cache: 'no-cache' });
  });
  app.get('/ob2/badges/:slug', async (request, response) => {
    const slug = pathPart(request, 'slug');
    const badge = isSlug(slug) ? await deps.store.badges.findBySlug(slug) : undefined;
    const issuer = badge === undefined ? undefined : await deps.store.issuers.find(badge.issuerId);
    if (badge === undefined || issuer === undefined) answerProblem(deps, request, response, 'not-found');
    else
      sendJson(response, deps.documents.hostedBadge(snapshotOf(badge, issuer), deps.publicUrl), {
        type,
        cache: 'public, max-age=300',
      });
  });
  app.get('/ob2/issuers/:slug', async (request, response) => {
    const slug = pathPart(request, 'slug');
    const issuer = isSlug(slug) ? await deps.store.issuers.findBySlug(slug) : undefined;
    if (issuer === undefined) answerProblem(deps, request, response, 'not-found');
    else
      sendJson(response, deps.documents.hostedIssuer(issuer, deps.publicUrl), {
        type,
        cache: 'public, max-age=300',
      });
  });
}

/** The assertion; answers itself when there is none, and with 410 and why when it was revoked (OB 2.0, hosted). */
async function assertionOf(
  deps: AppDeps,
  request: Request,
  response: Response,
): Promise<{ readonly document: JsonObject; readonly awardId: string } | undefined> {
  const awardId = pathPart(request, 'id');
  const made = await awardCredentialInput(deps, { awardId });
  response.set({ 'Access-Control-Allow-Origin': '*', 'X-Robots-Tag': 'noindex' });
  if (!made.ok) {
    answerProblem(deps, request, response, made.refusal.code);
    return undefined;
  }
  const { award } = made.input;
  if (award.status === 'revoked') {
    response.status(410);
    sendJson(response, deps.documents.revokedAssertion(award, deps.publicUrl), { type, cache: 'no-cache' });
    return undefined;
  }
  return { document: deps.documents.hostedAssertion(made.input), awardId };
}

async function sendBakedAssertion(
  deps: AppDeps,
  request: Request,
  response: Response,
  pictureType: BadgePicture['type'],
): Promise<void> {
  const found = await assertionOf(deps, request, response);
  if (found === undefined) return;
  const award = await deps.store.awards.find(found.awardId);
  await sendBakedPicture(deps, request, response, {
    badge: award?.badge,
    type: pictureType,
    content: { version: '2.0', assertion: found.document },
  });
}
