import type { Express } from 'express';
import { signedInPages } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';
import { mountExperiences } from './experiences/experience-routes.tsx';
import { mountPassport } from './passport/passport-routes.tsx';

/** `/me`: a person's own pages. */
export function mountMe(app: Express, deps: AppDeps): void {
  const pages = signedInPages(app, deps);
  mountPassport(pages, deps);
  mountExperiences(pages, deps);
}
