import { jwtOfAward } from '../../use-cases/credential-of-award.ts';
import { answerProblem } from '../answer-problem.tsx';
import { awardLinks, type AwardForm } from './award-form.ts';

/**
 * The credential as VC-JWT (OB 3.0 §8.2). As `text/plain`: validators take no `application/jwt`. Each answer has
 * another signature, since ECDSA is randomised, and so it has no ETag.
 */
export const awardJwtForm: AwardForm = {
  types: ['text/plain'],
  extension: 'jwt',
  async serve(deps, request, response, awardId) {
    response.set('Access-Control-Allow-Origin', '*');
    const signed = await jwtOfAward(deps, { awardId });
    if (!signed.ok) {
      answerProblem(deps, request, response, signed.refusal.code);
      return;
    }
    response
      .set({
        Link: awardLinks(deps.publicUrl, awardId),
        'X-Robots-Tag': 'noindex',
        'Cache-Control': 'no-store',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      })
      .type('text/plain')
      .end(signed.jwt);
  },
};
