import type { Response } from 'express';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Locale } from '../src/domain/localized-text.ts';
import type { LtiPlatform } from '../src/ports/lti-platform-repository.ts';
import { assets } from '../src/web/assets.ts';
import { ltiAssets } from './assets.ts';
import { parseUrl } from '../src/domain/parse-url.ts';

export type LtiPageContent = {
  readonly locale: Locale;
  readonly title: string;
  readonly body: VNode;
  readonly status?: number;
  readonly script?: 'launch' | 'tool';
  /** Read by the script. */
  readonly data?: Readonly<Record<string, string>>;
  /** Who may frame the page: a platform's pages, or anybody where there is nothing to do on it. */
  readonly framedBy: LtiPlatform | 'anybody';
  /** Where forms may go beside this tool. */
  readonly formTargets?: readonly string[];
};

/** The origins that may frame the tool for a platform. */
function frameOrigins(platform: LtiPlatform): readonly string[] {
  return [
    ...new Set([
      ...[platform.issuer, platform.authUrl].flatMap((url) => parseUrl(url)?.origin ?? []),
      ...platform.frameOrigins,
    ]),
  ];
}

/** Sends a page of the tool; never kept by anybody, framed by the platform alone. */
export function sendLtiPage(response: Response, content: LtiPageContent): void {
  const { locale, title, body, script, data = {}, framedBy, formTargets = [] } = content;
  const html = renderToString(
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={assets.pico.path} />
        <link rel="stylesheet" href={assets.style.path} />
        <link rel="stylesheet" href={ltiAssets.style.path} />
        <link rel="icon" href={assets.favicon.path} type="image/svg+xml" />
        {script === undefined ? null : <script type="module" src={ltiAssets[script].path}></script>}
      </head>
      <body {...Object.fromEntries(Object.entries(data).map(([name, value]) => [`data-${name}`, value]))}>
        {body}
      </body>
    </html>,
  );
  const ancestors = framedBy === 'anybody' ? '*' : ["'self'", ...frameOrigins(framedBy)].join(' ');
  response
    .status(content.status ?? 200)
    .set({
      'Cache-Control': 'no-store',
      'Content-Language': locale,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
      'Content-Security-Policy': [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        `form-action ${["'self'", ...formTargets].join(' ')}`,
        "base-uri 'none'",
        `frame-ancestors ${ancestors}`,
      ].join('; '),
    })
    .type('html')
    .send(`<!doctype html>${html}`);
}
