import type { ComponentChildren, VNode } from 'preact';
import { inLocale, locales, type Locale, type LocalizedText } from '../domain/localized-text.ts';
import { webWords } from '../i18n/web-messages.ts';
import type { JsonObject } from '../ports/credential-signer.ts';
import { assets } from './assets.ts';

/** What a page says of itself to browsers, search engines and those who show a link to it. */
export type PageHead = {
  readonly title: string;
  readonly description?: string;
  readonly robots?: 'noindex';
  /** Open Graph; only where the page may be shown elsewhere. `image` is an absolute address. */
  readonly openGraph?: {
    readonly title: string;
    readonly image?: string;
    readonly imageAlt?: string;
    /** Pixels, of an image that fills a large card. */
    readonly imageSize?: { readonly width: number; readonly height: number };
  };
  /** What search engines read (schema.org); a block of data, which the content security policy lets be. */
  readonly structuredData?: JsonObject;
  /** The same thing in another form. */
  readonly alternates?: readonly { readonly href: string; readonly type: string }[];
  /** Address of a script of our own that the page can do without. */
  readonly script?: string;
  /** Which entry of the main menu this page belongs to. */
  readonly section?: 'home' | 'badges' | 'verify' | 'privacy' | 'me';
};

type LayoutProps = {
  readonly locale: Locale;
  readonly path: string;
  /** What was asked with the path, from its question mark on: another language shows the same. */
  readonly query: string;
  readonly publicUrl: string;
  readonly community: LocalizedText;
  readonly head: PageHead;
  readonly children: ComponentChildren;
};

const ogLocales = { nl: 'nl_NL', en: 'en_GB' } as const;

/** The one frame around every page. */
export function Layout(props: LayoutProps): VNode {
  const { locale, head, path } = props;
  const words = webWords(locale);
  const community = inLocale(props.community, locale);
  return (
    <html lang={locale}>
      <Head {...props} community={community} />
      <body>
        <a class="skip" href="#content">
          {words.skipToContent}
        </a>
        <header class="top">
          <div class="container">
            <a class="brand" href="/">
              <img src={assets.logo.path} alt="" width="36" height="36" />
              <span>{community}</span>
            </a>
            <nav aria-label={words.mainNavigation}>
              <ul>
                <MenuLink href="/badges" current={head.section === 'badges'}>
                  {words.navBadges}
                </MenuLink>
                <MenuLink href="/verify" current={head.section === 'verify'}>
                  {words.navVerify}
                </MenuLink>
                <MenuLink href="/me" current={head.section === 'me'}>
                  {words.navMe}
                </MenuLink>
                <MenuLink href="/privacy" current={head.section === 'privacy'} aside>
                  {words.navPrivacy}
                </MenuLink>
              </ul>
            </nav>
            <nav class="languages" aria-label={words.languageNavigation}>
              <ul>
                {locales.map((other) => (
                  <li>
                    <a
                      href={inLanguage(path, props.query, other)}
                      hreflang={other}
                      lang={other}
                      title={webWords(other).languageName}
                      {...(other === locale ? { 'aria-current': 'true' } : {})}
                    >
                      {other.toUpperCase()}
                      <span class="visually-hidden"> – {webWords(other).languageName}</span>
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          </div>
        </header>
        <main id="content" class="container" tabIndex={-1}>
          {props.children}
        </main>
        <footer class="bottom">
          <div class="container">
            <p class="print-only">{`${props.publicUrl}${path}`}</p>
            <p>{words.footer(community)}</p>
            <p>
              {words.noScripts} <a href="/privacy">{words.navPrivacy}</a>
            </p>
          </div>
        </footer>
      </body>
    </html>
  );
}

function inLanguage(path: string, query: string, locale: Locale): string {
  const asked = new URLSearchParams(query);
  asked.set('lang', locale);
  return `${path}?${asked.toString()}`;
}

function MenuLink(props: {
  readonly href: string;
  readonly current: boolean;
  /** Left out where there is little room; the footer has it too. */
  readonly aside?: boolean;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <li {...(props.aside ? { class: 'aside' } : {})}>
      <a href={props.href} {...(props.current ? { 'aria-current': 'page' as const } : {})}>
        {props.children}
      </a>
    </li>
  );
}

function Head(props: Omit<LayoutProps, 'community' | 'query'> & { readonly community: string }): VNode {
  const { head, locale, publicUrl, path, community } = props;
  const url = `${publicUrl}${path}`;
  const title = head.title === community ? community : `${head.title} · ${community}`;
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#fbf9f4" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#10161f" media="(prefers-color-scheme: dark)" />
      <meta name="referrer" content="no-referrer" />
      {head.description === undefined ? null : <meta name="description" content={head.description} />}
      {head.robots === undefined ? null : <meta name="robots" content={head.robots} />}
      <link rel="stylesheet" href={assets.pico.path} />
      <link rel="stylesheet" href={assets.style.path} />
      {head.script === undefined ? null : <script type="module" src={head.script} />}
      <link rel="icon" href={assets.favicon.path} type="image/svg+xml" />
      <link rel="apple-touch-icon" href={assets.touchIcon.path} />
      <link rel="canonical" href={url} />
      {locales.map((other) => (
        <link rel="alternate" hreflang={other} href={`${url}?lang=${other}`} />
      ))}
      {head.alternates?.map(({ href, type }) => (
        <link rel="alternate" type={type} href={href} />
      ))}
      {head.openGraph === undefined
        ? null
        : [
            <meta property="og:type" content="website" />,
            <meta property="og:site_name" content={community} />,
            <meta property="og:title" content={head.openGraph.title} />,
            <meta property="og:url" content={url} />,
            <meta property="og:locale" content={ogLocales[locale]} />,
            head.description === undefined ? null : (
              <meta property="og:description" content={head.description} />
            ),
            head.openGraph.image === undefined ? null : (
              <meta property="og:image" content={head.openGraph.image} />
            ),
            head.openGraph.imageAlt === undefined ? null : (
              <meta property="og:image:alt" content={head.openGraph.imageAlt} />
            ),
            ...Object.entries(head.openGraph.imageSize ?? {}).map(([side, pixels]) => (
              <meta property={`og:image:${side}`} content={String(pixels)} />
            )),
            <meta
              name="twitter:card"
              content={head.openGraph.imageSize === undefined ? 'summary' : 'summary_large_image'}
            />,
          ]}
      {head.structuredData === undefined ? null : (
        <script
          type="application/ld+json"
          // No text in it can end the block.
          dangerouslySetInnerHTML={{
            __html: JSON.stringify(head.structuredData).replaceAll('<', String.raw`\u003c`),
          }}
        />
      )}
    </head>
  );
}
