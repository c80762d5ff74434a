import type { Response } from 'express';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import type { Passport } from '../../domain/passport.ts';
import { longDate } from '../../i18n/format.ts';
import { teamsTabWords } from '../../i18n/web-teams-messages.ts';
import { assets } from '../assets.ts';

/** The one address of the tab; the manifest has it. */
export const tabPath = '/teams/passport';

/** Where Teams, and Microsoft 365 around it, shows tabs (learn.microsoft.com, "Tab requirements"). */
const teamsOrigins = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office365.com',
];

/** Sends a page that Teams may frame, and nobody else; kept by nobody. */
export function sendTabPage(
  response: Response,
  page: {
    readonly locale: Locale;
    readonly title: string;
    readonly body: VNode;
    readonly status?: number;
    readonly frameOrigins: readonly string[];
  },
): void {
  const { locale, title, body, status = 200 } = page;
  const html = renderToString(
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={assets.pico.path} />
        <link rel="stylesheet" href={assets.style.path} />
        <link rel="icon" href={assets.favicon.path} type="image/svg+xml" />
      </head>
      <body>
        <main class="container tab">{body}</main>
      </body>
    </html>,
  );
  response
    .status(status)
    .set({
      'Cache-Control': 'no-store',
      'Content-Language': locale,
      'Content-Security-Policy': [
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        `frame-ancestors ${[...teamsOrigins, ...page.frameOrigins].join(' ')}`,
      ].join('; '),
    })
    .removeHeader('X-Frame-Options');
  response.type('html').send(`<!doctype html>${html}`);
}

/** The link that the bot sent, behind a button: looking does not use it up. */
export function OpenPage(props: {
  readonly locale: Locale;
  readonly token: string;
  readonly name: string | undefined;
}): VNode {
  const m = teamsTabWords(props.locale);
  return (
    <>
      <h1>{m.openTitle}</h1>
      <p>{props.name === undefined ? m.openTextUnnamed : m.openText(props.name)}</p>
      <form method="post" action={tabPath}>
        <input type="hidden" name="link" value={props.token} />
        <button type="submit">{m.open}</button>
      </form>
    </>
  );
}

/** Nobody is signed in here: where the link comes from. */
export function AskPage(props: {
  readonly locale: Locale;
  readonly appId: string;
  readonly isVoid: boolean;
}): VNode {
  const m = teamsTabWords(props.locale);
  return (
    <>
      <h1>{m.askTitle}</h1>
      {props.isVoid ? <p role="alert">{m.voidText}</p> : null}
      <p>{m.askText}</p>
      <p>
        <a
          href={`https://teams.microsoft.com/l/chat/0/0?users=28:${props.appId}`}
          target="_blank"
          rel="noopener"
        >
          {m.ask}
        </a>
      </p>
    </>
  );
}

/** The passport to look at; what changes it is on the pages in the browser. */
export function TabPassport(props: {
  readonly locale: Locale;
  readonly passport: Passport;
  readonly publicUrl: string;
}): VNode {
  const { locale, publicUrl } = props;
  const { person, awards, skills, experiences } = props.passport;
  const m = teamsTabWords(locale);
  const zone = person.timeZone ?? 'Europe/Amsterdam';
  return (
    <>
      <hgroup>
        <h1>{m.title}</h1>
        <p>
          {person.name === undefined ? '' : `${person.name} · `}
          {m.private}
        </p>
      </hgroup>
      {awards.length === 0 && experiences.length === 0 ? <p>{m.empty}</p> : null}
      {skills.length === 0 ? null : (
        <section>
          <h2>{m.skills}</h2>
          <ul>
            {skills.slice(0, 12).map(({ skill, awarded }) => (
              <li>
                {inLocale(skill.name, locale)}
                {awarded > 0 ? ` · ${m.shown(awarded)}` : ''}
              </li>
            ))}
          </ul>
        </section>
      )}
      {awards.length === 0 ? null : (
        <section>
          <h2>{m.badges}</h2>
          <ul class="tab-badges">
            {awards.map(({ id, badge, awardedAt }) => (
              <li>
                <img
                  src={`/badges/${badge.slug}/picture.png?v=${badge.image.png.id.slice(0, 12)}`}
                  alt=""
                  width="56"
                  height="56"
                />
                <div>
                  <a href={`${publicUrl}/awards/${id}`} target="_blank" rel="noopener">
                    {inLocale(badge.title, locale)}
                  </a>
                  <br />
                  <small>
                    {inLocale(badge.issuerName, locale)} · {longDate(awardedAt, locale, zone)}
                  </small>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {experiences.length === 0 ? null : (
        <section>
          <h2>{m.experiences}</h2>
          <ul>
            {experiences.map(({ title, organisation, from, until }) => (
              <li>
                {[title, organisation, [from, until].filter(Boolean).join('–')].filter(Boolean).join(' · ')}
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <a href={`${publicUrl}/me`} target="_blank" rel="noopener">
          {m.inBrowser}
        </a>
      </p>
    </>
  );
}
