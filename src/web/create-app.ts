import express, { type Express } from 'express';
import { Registry } from 'prom-client';
import { mountPeople } from './admin/people-routes.tsx';
import { mountPlatforms } from './admin/platform-routes.tsx';
import { mountUpkeep } from './admin/upkeep-routes.tsx';
import { answerError, answerNotFound } from './answer-problem.tsx';
import { serveAwardAnswers } from './answers/serve-award-answers.ts';
import { mountAssets } from './assets.ts';
import { mountAwards } from './awards/award-routes.ts';
import { mountBackpackApi } from './backpacks/backpack-routes.ts';
import { mountBadges } from './badges/badge-routes.tsx';
import { mountUnsubscribe } from './digest/unsubscribe-routes.tsx';
import { mountEndorsements } from './endorsements/endorsement-routes.ts';
import { mountHome } from './home/home-routes.tsx';
import { mountIssuers } from './issuers/issuer-routes.tsx';
import { noteAnswers, observeRequests } from './observe-requests.ts';
import { registerMetrics } from './operation/metrics.ts';
import { mountMe } from './me/me-routes.tsx';
import { mountTakeOut } from './me/take-out/take-out-routes.tsx';
import { mountOpenBadges2 } from './ob2/open-badges-2-routes.ts';
import { mountConsent } from './oauth/consent-routes.tsx';
import { mountMyBackpacks } from './oauth/my-backpacks-routes.tsx';
import { mountOauth } from './oauth/oauth-routes.ts';
import { mountOperation } from './operation/operation-routes.ts';
import { mountSharedFiles } from './passports/shared-files-routes.ts';
import { mountShared } from './passports/shared-routes.tsx';
import { mountPictures } from './pictures/picture-routes.ts';
import { mountSkillsPictures } from './pictures/skills-picture-routes.ts';
import { mountPrivacy } from './privacy/privacy-routes.tsx';
import { mountRecovery } from './recover/recover-routes.tsx';
import { giveRequestId } from './request-id.ts';
import { securityHeaders } from './security-headers.ts';
import { mountCards } from './sharing/card-routes.ts';
import { mountOembed } from './sharing/oembed-routes.ts';
import { mountSkillSearch } from './skills/skill-search-routes.ts';
import { mountSkills } from './skills/skill-routes.tsx';
import { mountStatusLists } from './status/status-routes.ts';
import { mountTeamsTab } from './teams/teams-tab-routes.tsx';
import { mountVerify } from './verify/verify-routes.tsx';
import { mountWalletOffers } from './wallets/offer-routes.tsx';
import { mountWallets } from './wallets/wallet-routes.ts';
import type { AppDeps, Integration, WebDeps } from './web-deps.ts';
import { mountSignIn } from './sign-in/sign-in-routes.tsx';
import { mountWelcome } from './welcome/welcome-routes.tsx';

const speldje = { name: { nl: 'Speldje', en: 'Speldje' } };

/** Proxies on the machine itself or in its private network. */
const privateProxies = ['loopback', 'linklocal', 'uniquelocal'];

/**
 * The web application: the public pages and documents, what operators ask for, and the integrations, which come
 * first so that no body was read before them. Listens to nothing by itself.
 */
export function createApp(given: WebDeps, integrations: readonly Integration[] = []): Express {
  const metrics = given.metrics ?? new Registry();
  const deps: AppDeps = {
    community: speldje,
    mailOn: false,
    onWritten: () => undefined,
    // Who does not say which hosts are public has none.
    isPublicHost: () => Promise.resolve(false),
    ...given,
    metrics,
  };
  const app = express();
  app.set('trust proxy', [...privateProxies, ...(deps.trustedProxies ?? [])]);
  app.set('etag', 'strong');
  app.disable('x-powered-by');
  const durations = registerMetrics(metrics, deps.store);
  if (deps.answers !== undefined)
    app.use(serveAwardAnswers(deps.answers, deps.ids, noteAnswers(deps.log, durations)));
  app.use(giveRequestId(deps.ids), observeRequests(deps.log, durations));
  for (const mount of integrations) mount(app);
  app.use(securityHeaders(deps.publicUrl));
  mountOperation(app, deps);
  mountAssets(app);
  mountHome(app, deps);
  mountPictures(app, deps);
  mountSkillsPictures(app, deps);
  mountBadges(app, deps);
  mountIssuers(app, deps);
  mountAwards(app, deps);
  mountEndorsements(app, deps);
  mountOpenBadges2(app, deps);
  mountCards(app, deps);
  mountOembed(app, deps);
  mountVerify(app, deps);
  mountSkills(app, deps);
  mountSkillSearch(app, deps);
  mountStatusLists(app, deps);
  mountWallets(app, deps);
  mountWalletOffers(app, deps);
  mountOauth(app, deps);
  mountConsent(app, deps);
  mountMyBackpacks(app, deps);
  mountBackpackApi(app, deps);
  mountPrivacy(app, deps);
  mountUnsubscribe(app, deps);
  mountWelcome(app, deps);
  mountSignIn(app, deps);
  mountMe(app, deps);
  mountTakeOut(app, deps);
  mountShared(app, deps);
  mountSharedFiles(app, deps);
  mountPlatforms(app, deps);
  mountPeople(app, deps);
  mountRecovery(app, deps);
  if (deps.teamsTab !== undefined) mountTeamsTab(app, deps, deps.teamsTab);
  mountUpkeep(app, deps);
  app.use(answerNotFound(deps));
  app.use(answerError(deps));
  return app;
}
