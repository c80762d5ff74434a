import type { Request, Response } from 'express';
import type { BadgeSnapshot } from '../domain/badge.ts';
import type { BadgePicture, BakedContent } from '../ports/credential-signer.ts';
import { answerProblem } from './answer-problem.tsx';
import type { AppDeps } from './web-deps.ts';

/** The picture of an award's badge as it was then, with the badge in it; saved under the badge's name. */
export async function sendBakedPicture(
  deps: AppDeps,
  request: Request,
  response: Response,
  wanted: {
    readonly badge: BadgeSnapshot | undefined;
    readonly type: BadgePicture['type'];
    readonly content: BakedContent;
  },
): Promise<void> {
  const { badge, type, content } = wanted;
  const extension = type === 'image/png' ? 'png' : 'svg';
  const reference = badge?.image[extension];
  const file = reference === undefined ? undefined : await deps.store.files.get(reference.id);
  if (badge === undefined || file === undefined) {
    answerProblem(deps, request, response, 'not-found');
    return;
  }
  response
    .set({
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Cache-Control': 'no-cache',
      'X-Robots-Tag': 'noindex',
      'Content-Disposition': `inline; filename="${badge.slug}.${extension}"`,
      // A drawing opened by itself is a document: it must not run or fetch anything.
      ...(extension === 'svg'
        ? { 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" }
        : {}),
    })
    .type(type)
    .send(Buffer.from(deps.documents.bake({ type, bytes: file.bytes }, content)));
}
