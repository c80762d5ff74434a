import type { Express } from 'express';
import type { VNode } from 'preact';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { privacyWords } from '../../i18n/web-privacy-messages.ts';
import { localeOf } from '../request-locale.ts';
import { sendPage } from '../send-page.tsx';
import type { AppDeps } from '../web-deps.ts';

/** `/privacy`: what is kept and why. */
export function mountPrivacy(app: Express, deps: AppDeps): void {
  app.get('/privacy', (request, response) => {
    const locale = localeOf(request);
    const community = inLocale(deps.community.name, locale);
    const words = privacyWords(locale);
    sendPage(deps, request, response, {
      title: words.title,
      description: words.lead(community),
      section: 'privacy',
      cache: 'public, max-age=300',
      body: <PrivacyPage locale={locale} community={community} />,
    });
  });
}

function PrivacyPage(props: { readonly locale: Locale; readonly community: string }): VNode {
  const words = privacyWords(props.locale);
  return (
    <article>
      <header class="page-head">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead(props.community)}</p>
      </header>
      {words.sections.map((section) => (
        <section>
          <h2>{section.title}</h2>
          {section.paragraphs.map((text) => (
            <p>{text}</p>
          ))}
          {section.items === undefined ? null : (
            <dl class="kept">
              {section.items.map(({ what, why }) => (
                <div>
                  <dt>{what}</dt>
                  <dd>{why}</dd>
                </div>
              ))}
            </dl>
          )}
        </section>
      ))}
    </article>
  );
}
