import type { Express, Request, Response } from 'express';
import * as z from 'zod';
import { isSlug } from '../../domain/badge.ts';
import type { BadgeImage } from '../../domain/issuer.ts';
import { answerProblem } from '../answer-problem.tsx';
import type { AppDeps } from '../web-deps.ts';

const forms = ['png', 'svg'] as const;
type Form = (typeof forms)[number];

const queryShape = z.object({ version: z.coerce.number().int().positive().optional().catch(undefined) });

/** `/badges/:slug/picture.png` and `.svg`, also of an earlier `?version=`, and the same of issuers. */
export function mountPictures(app: Express, deps: AppDeps): void {
  for (const form of forms) {
    app.get(`/badges/:slug/picture.${form}`, async (request, response) => {
      const { slug } = request.params;
      const { version } = queryShape.parse(request.query);
      const badge = !isSlug(slug)
        ? undefined
        : version === undefined
          ? await deps.store.badges.findBySlug(slug)
          : await deps.store.badges.findVersion(slug, version);
      await sendPicture(deps, request, response, badge?.image, form);
    });
    app.get(`/issuers/:slug/picture.${form}`, async (request, response) => {
      const { slug } = request.params;
      const issuer = isSlug(slug) ? await deps.store.issuers.findBySlug(slug) : undefined;
      await sendPicture(deps, request, response, issuer?.image, form);
    });
  }
}

async function sendPicture(
  deps: AppDeps,
  request: Request,
  response: Response,
  image: BadgeImage | undefined,
  form: Form,
): Promise<void> {
  const reference = image?.[form];
  if (reference === undefined) {
    answerProblem(deps, request, response, 'not-found');
    return;
  }
  // Only an address that names this very file may be kept for ever.
  const fixed = request.query['v'] === reference.id.slice(0, 12);
  response.set({
    ETag: `"${reference.id}"`,
    'Cache-Control': fixed ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    // A drawing opened by itself is a document: it must not run or fetch anything.
    ...(form === 'svg'
      ? { 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" }
      : {}),
  });
  response.type(form === 'svg' ? 'image/svg+xml' : 'image/png');
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  const file = await deps.store.files.get(reference.id);
  if (file === undefined) {
    response.removeHeader('ETag');
    response.removeHeader('Content-Security-Policy');
    answerProblem(deps, request, response, 'not-found');
    return;
  }
  response.send(Buffer.from(file.bytes));
}
