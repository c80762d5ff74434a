import type { Express } from 'express';
import { standingOf, type Award } from '../../domain/award.ts';
import { mayTakeAlong } from '../../domain/policy.ts';
import type { RefusalCode } from '../../domain/refusal.ts';
import { walletFormats } from '../../domain/wallet-offer.ts';
import { walletWords } from '../../i18n/web-wallet-messages.ts';
import { mostOfferedAwards, offerCredentials } from '../../use-cases/offer-credentials.ts';
import { walletOfferProgress } from '../../use-cases/show-wallet-offer.ts';
import { answerProblem } from '../answer-problem.tsx';
import { assets } from '../assets.ts';
import { sendMePage } from '../me/me-frame.tsx';
import { pathPart } from '../path-part.ts';
import { signedInPages, type Visit } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';
import { OfferFormPage, OfferPage } from './offer-pages.tsx';

/** `/me/awards/:id/wallet`: a learner hands a badge to their wallet. */
export function mountWalletOffers(app: Express, deps: AppDeps): void {
  const pages = signedInPages(app, deps);
  const refuse = ({ request, response }: Visit, code: RefusalCode) =>
    answerProblem(deps, request, response, code);

  pages.get('/me/awards/:id/wallet', async (visit) => {
    const award = await deps.store.awards.find(pathPart(visit.request, 'id'));
    if (award === undefined) return refuse(visit, 'unknown-award');
    const now = deps.clock();
    const refusal = mayTakeAlong(visit.actor, award, now);
    if (refusal !== undefined) return refuse(visit, refusal.code);
    const all = await deps.store.awards.ofPerson(visit.personId);
    const others = all.filter((other) => other.id !== award.id && standingOf(other, now) === 'valid');
    return sendMePage(deps, visit, {
      title: walletWords(visit.locale).title,
      section: 'passport',
      body: <OfferFormPage visit={visit} award={award} others={others.slice(0, mostOfferedAwards - 1)} />,
    });
  });

  pages.post('/me/awards/:id/wallet', async (visit) => {
    const { form } = visit;
    const made = await offerCredentials(deps, {
      actor: visit.actor,
      awardIds: [pathPart(visit.request, 'id'), ...form.all('more')],
      format: walletFormats.find((format) => format === form.text('format')) ?? walletFormats[0],
      withTxCode: form.text('code') === 'yes',
    });
    if (!made.ok) return refuse(visit, made.refusal.code);
    const found = await deps.store.awards.findMany(made.offer.awardIds);
    const awards = made.offer.awardIds.flatMap((id): readonly Award[] =>
      found.filter((award) => award.id === id),
    );
    return sendMePage(deps, visit, {
      title: walletWords(visit.locale).title,
      section: 'passport',
      script: assets.wallet.path,
      body: <OfferPage visit={visit} publicUrl={deps.publicUrl} made={made} awards={awards} />,
    });
  });

  pages.get('/me/wallet-offers/:offer', async ({ request, response, personId }) => {
    const progress = await walletOfferProgress(deps, { offerId: pathPart(request, 'offer'), personId });
    response.json({ progress });
  });
}
