import { credentialOfAward } from '../../use-cases/credential-of-award.ts';
import { answerProblem } from '../answer-problem.tsx';
import { jsonTypes, sendJson } from '../send-json.ts';
import { awardLinks, type AwardForm } from './award-form.ts';

/** The signed Open Badges 3.0 credential as JSON-LD (OB 3.0 §6). */
export const awardJsonForm: AwardForm = {
  types: jsonTypes.credential,
  extension: 'json',
  async serve(deps, request, response, awardId, type) {
    const signed = await credentialOfAward(deps, { awardId });
    if (!signed.ok) {
      response.set('Access-Control-Allow-Origin', '*');
      answerProblem(deps, request, response, signed.refusal.code);
      return;
    }
    response.set({ Link: awardLinks(deps.publicUrl, awardId), 'X-Robots-Tag': 'noindex' });
    // Asked again each time, since the learner may take back what they published; 304 makes that cheap.
    sendJson(response, signed.credential, { type, cache: 'no-cache' });
  },
};
