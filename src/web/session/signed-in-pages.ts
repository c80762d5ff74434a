import { createHash } from 'node:crypto';
import type { Express, Request, RequestHandler, Response } from 'express';
import type { Actor } from '../../domain/actor.ts';
import { workspaceOf } from '../../domain/identity.ts';
import type { Locale } from '../../domain/localized-text.ts';
import type { Person, PersonId } from '../../domain/person.ts';
import type { Session } from '../../ports/session-repository.ts';
import { ownedBy } from '../../use-cases/looking-after.ts';
import { idleMs, signedIn } from '../../use-cases/signed-in.ts';
import { answerProblem } from '../answer-problem.tsx';
import { limitRate } from '../limit-rate.ts';
import { rawFormOf, readForm, type PostedForm } from '../posted-form.ts';
import { knowLocale, localeOf } from '../request-locale.ts';
import type { AppDeps } from '../web-deps.ts';
import { formName, proofOf, proves, type FormProof } from './form-proof.tsx';
import { forgetSession, keepSession, sessionToken } from './session-cookie.ts';

/** A page that somebody who is signed in asked for. */
export type Visit = {
  readonly request: Request;
  readonly response: Response;
  readonly person: Person;
  readonly personId: PersonId;
  readonly session: Session;
  readonly locale: Locale;
  /** The same person for use-cases. */
  readonly actor: Actor;
  /** Whether they own an issuer here, and so find the owners' pages. */
  readonly owner: boolean;
  /** For the forms on the page. */
  readonly proof: FormProof;
};

/** A form that somebody who is signed in sent from one of our pages. */
export type FormVisit = Visit & {
  readonly form: PostedForm;
  /** The same for a form that is sent twice. */
  readonly deliveryKey: string;
};

export type SignedInPages = {
  /** A page; whoever is not signed in is asked to, and comes back to it. */
  get(path: string, show: (visit: Visit) => Promise<void> | void): void;
  /** A form of at most so many bytes (100 kB); refused without the proof that it is ours. */
  post(
    path: string,
    act: (visit: FormVisit) => Promise<void> | void,
    options?: { readonly maxBytes?: number; readonly perMinute?: number },
  ): void;
};

/**
 * The addresses that are for people who are signed in. Nothing of what they see is kept by browsers or proxies, and
 * nothing changes but by a form that this site gave to this very browser.
 */
export function signedInPages(app: Express, deps: AppDeps): SignedInPages {
  const limit = limitRate(deps);
  return {
    get(path, show) {
      app.get(path, limit, async (request, response) => {
        const visit = await visitOf(deps, request, response);
        if (visit === undefined) {
          response.redirect(303, `/sign-in?next=${encodeURIComponent(request.originalUrl)}`);
          return;
        }
        await show(visit);
      });
    },
    post(path, act, { maxBytes = 100_000, perMinute } = {}) {
      const held = perMinute === undefined ? limit : limitRate(deps, perMinute);
      app.post(path, held, ownSite(deps), rawFormOf(maxBytes), async (request, response) => {
        const visit = await visitOf(deps, request, response);
        if (visit === undefined) {
          answerProblem(deps, request, response, 'signed-out');
          return;
        }
        const form = await readForm(request);
        if (!proves(request, form, visit.proof)) {
          answerProblem(deps, request, response, 'form-outdated');
          return;
        }
        const deliveryKey = deliveryKeyOf(visit.personId, formName(form, deps.ids));
        await act({ ...visit, form, deliveryKey });
        deps.onWritten();
      });
    },
  };
}

/** Refuses before the body is read what the browser says to come from elsewhere. */
function ownSite(deps: AppDeps): RequestHandler {
  return (request, response, next) => {
    if (request.get('sec-fetch-site') === 'cross-site')
      answerProblem(deps, request, response, 'form-outdated');
    else next();
  };
}

/** Who is signed in in this browser; undefined when nobody is. */
export async function visitOf(
  deps: AppDeps,
  request: Request,
  response: Response,
): Promise<Visit | undefined> {
  const token = sessionToken(request, deps);
  response.set('Cache-Control', 'no-store');
  if (token === undefined) return undefined;
  const found = await signedIn(deps, { token });
  if (found === undefined) {
    forgetSession(response, deps);
    return undefined;
  }
  if (found.renewed) keepSession(response, deps, token, idleMs);
  const { person, session } = found;
  knowLocale(request, person.locale);
  const actor = actorOf(person, session);
  return {
    request,
    response,
    person,
    personId: person.id,
    session,
    locale: localeOf(request),
    actor,
    owner: (await ownedBy(deps.store, actor)).size > 0,
    proof: proofOf(token, deps.ids),
  };
}

/** With the workspace that vouched for them at their sign-in, for as long as their account there lives. */
function actorOf(person: Person, { workspace, standing }: Session): Actor {
  const live = person.identities.filter(({ goneAt }) => goneAt === undefined);
  const there = live.some(({ identity }) => workspace !== undefined && workspaceOf(identity) === workspace);
  // How they belong to a workspace says nothing any more once they are gone from it.
  const still = workspace === undefined || there ? standing : undefined;
  const somewhere = live.some(({ identity }) => workspaceOf(identity) !== undefined);
  return {
    personId: person.id,
    standing: still ?? (somewhere ? 'member' : 'guest'),
    via: 'web',
    ...(there && workspace !== undefined ? { workspace } : {}),
    ...(person.name === undefined ? {} : { name: person.name }),
  };
}

/** The form's name for this person alone; who it was can't be read from it. */
function deliveryKeyOf(personId: PersonId, form: string): string {
  return `web:${createHash('sha256').update(`${personId} ${form}`).digest('base64url')}`;
}
