import type { Express } from 'express';
import { longDate } from '../../i18n/format.ts';
import { backpackWords } from '../../i18n/web-backpack-messages.ts';
import { backpacksOfPerson, withdrawBackpack } from '../../use-cases/backpacks-of-person.ts';
import { answerProblem } from '../answer-problem.tsx';
import { backpackPaths } from '../backpacks/backpack-operations.ts';
import { MeForm, sendMePage } from '../me/me-frame.tsx';
import { pathPart } from '../path-part.ts';
import { signedInPages } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';
import { ScopeList } from './consent-page.tsx';

const path = '/me/backpacks';

/** `/me/backpacks`: which backpacks a person let in, and out again. */
export function mountMyBackpacks(app: Express, deps: AppDeps): void {
  const pages = signedInPages(app, deps);

  pages.get(path, async (visit) => {
    const { locale, person, actor } = visit;
    const words = backpackWords(locale);
    const allowed = await backpacksOfPerson(deps, { actor });
    const date = (at: Date) => longDate(at, locale, person.timeZone);
    return sendMePage(deps, visit, {
      title: words.title,
      section: 'backpacks',
      body: (
        <article>
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
          {allowed.length === 0 ? (
            <p>
              {words.none} <code>{`${deps.publicUrl}${backpackPaths.base}`}</code>
            </p>
          ) : null}
          <ul class="plain-list">
            {allowed.map(({ client, grant }) => (
              <li>
                <h2>{client.name}</h2>
                <p class="muted">
                  {new URL(client.redirectUris[0] ?? deps.publicUrl).host} ·{' '}
                  {words.since(date(grant.createdAt))} · {words.used(date(grant.usedAt))}
                </p>
                <ScopeList scopes={grant.scopes} visit={visit} />
                <MeForm visit={visit} action={`${path}/${grant.id}/stop`} class="inline">
                  <button type="submit" class="secondary">
                    {words.stop(client.name)}
                  </button>
                </MeForm>
              </li>
            ))}
          </ul>
        </article>
      ),
    });
  });

  pages.post(`${path}/:grant/stop`, async ({ request, response, actor }) => {
    const done = await withdrawBackpack(deps, { actor, grantId: pathPart(request, 'grant') });
    if (!done.ok) return answerProblem(deps, request, response, done.refusal.code);
    return response.redirect(303, path);
  });
}
