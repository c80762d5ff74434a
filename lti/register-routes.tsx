import type { Express } from 'express';
import { ltiWords } from '../src/i18n/lti-messages.ts';
import { browserLocale } from './browser-locale.ts';
import { textsOf } from './launch-routes.tsx';
import { limitRequests } from './limit-requests.tsx';
import type { LtiDeps } from './lti-deps.ts';
import { registerPlatform } from './register-platform.ts';
import { sendLtiPage } from './send-lti-page.tsx';

/** Where a platform's administrator begins a registration (LTI Dynamic Registration 1.0 §3.3). */
export function mountRegistration(app: Express, deps: LtiDeps): void {
  app.get('/lti/register', limitRequests(deps, 'registrations'), async (request, response) => {
    const { openid_configuration: configurationUrl, registration_token: token } = textsOf(request.query);
    const locale = browserLocale(request);
    const words = ltiWords(locale);
    const outcome = await registerPlatform(deps, {
      ...(configurationUrl === undefined ? {} : { configurationUrl }),
      ...(token === undefined ? {} : { token }),
    });
    if (outcome.ok)
      deps.log.info(
        { platformId: outcome.platform.id, issuer: outcome.platform.issuer },
        'a platform registered; it waits for an owner',
      );
    else deps.log.warn({ fault: outcome.fault, detail: outcome.detail }, 'a registration failed');
    sendLtiPage(response, {
      locale,
      title: words.registerTitle,
      status: outcome.ok ? 200 : 400,
      script: 'launch',
      data: { step: 'register' },
      framedBy: 'anybody',
      body: (
        <main class="notice">
          <h1>{outcome.ok ? words.registerTitle : words.registerFailed}</h1>
          <p role="status">{outcome.ok ? words.registered : words.registerFaults[outcome.fault]}</p>
          {outcome.ok ? (
            <p>
              <a href="/admin/platforms" target="_blank" rel="noopener">
                {`${deps.publicUrl}/admin/platforms`}
              </a>{' '}
              · <code>{outcome.platform.id}</code>
            </p>
          ) : null}
          <p>
            <button type="button" data-close>
              {words.close}
            </button>
          </p>
        </main>
      ),
    });
  });
}
