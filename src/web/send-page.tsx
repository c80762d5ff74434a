import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Layout, type PageHead } from './layout.tsx';
import { queryOf } from './query-of.ts';
import { askedLocale, localeOf, rememberLocale } from './request-locale.ts';
import type { AppDeps } from './web-deps.ts';

export type PageContent = PageHead & {
  readonly body: VNode;
  /** `Cache-Control`; a page that sets the language cookie is never kept by others, whatever this says. */
  readonly cache: string;
};

/** Sends a whole page in the visitor's language, with an ETag of its content; a known one gets 304. */
export function sendPage(
  deps: Pick<AppDeps, 'publicUrl' | 'community'>,
  request: Request,
  response: Response,
  content: PageContent,
): void {
  const locale = localeOf(request);
  const { body, cache, ...head } = content;
  const html = renderToString(
    <Layout
      locale={locale}
      path={request.path}
      query={queryOf(request)}
      publicUrl={deps.publicUrl}
      community={deps.community.name}
      head={head}
    >
      {body}
    </Layout>,
  );
  rememberLocale(request, response, deps.publicUrl);
  response.vary('Accept, Accept-Language, Cookie');
  response
    .set({
      'Cache-Control':
        askedLocale(request) === undefined || cache === 'no-store' ? cache : 'private, no-cache',
      'Content-Language': locale,
      ...(head.robots === undefined ? {} : { 'X-Robots-Tag': head.robots }),
    })
    .type('html')
    .send(`<!doctype html>${html}`);
}
