import type { Express } from 'express';
import { signedInPages } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';
import { mountAsk } from './ask/ask-routes.tsx';
import { mountExperiences } from './experiences/experience-routes.tsx';
import { mountImports } from './imports/import-routes.tsx';
import { mountPassport } from './passport/passport-routes.tsx';
import { mountSettings } from './settings/settings-routes.tsx';
import { mountShare } from './share/share-routes.tsx';

/** `/me`: a person's own pages. */
export function mountMe(app: Express, deps: AppDeps): void {
  const pages = signedInPages(app, deps);
  mountPassport(pages, deps);
  mountExperiences(pages, deps);
  mountImports(pages, deps);
  mountShare(pages, deps);
  mountAsk(pages, deps);
  mountSettings(pages, deps);
}
