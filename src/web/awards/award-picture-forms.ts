import type { BadgePicture } from '../../ports/credential-signer.ts';
import { credentialOfAward } from '../../use-cases/credential-of-award.ts';
import { answerProblem } from '../answer-problem.tsx';
import { sendBakedPicture } from '../send-baked-picture.ts';
import type { AwardForm } from './award-form.ts';

/** The badge's picture with the signed credential in it (OB 3.0 §5.3). */
function pictureForm(extension: 'png' | 'svg', type: BadgePicture['type']): AwardForm {
  return {
    types: [type],
    extension,
    async serve(deps, request, response, awardId) {
      const [signed, award] = await Promise.all([
        credentialOfAward(deps, { awardId }),
        deps.store.awards.find(awardId),
      ]);
      if (!signed.ok) {
        answerProblem(deps, request, response, signed.refusal.code);
        return;
      }
      await sendBakedPicture(deps, request, response, {
        badge: award?.badge,
        type,
        content: { version: '3.0', credential: signed.credential },
      });
    },
  };
}

export const awardPngForm = pictureForm('png', 'image/png');
export const awardSvgForm = pictureForm('svg', 'image/svg+xml');
