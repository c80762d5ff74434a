import express, { type Express, type Request, type Response } from 'express';
import type { VNode } from 'preact';
import * as z from 'zod';
import type { Issuer } from '../../domain/issuer.ts';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { listed } from '../../i18n/format.ts';
import { welcomeWords } from '../../i18n/web-welcome-messages.ts';
import { claimOwnerLink, showOwnerLink, type OwnerLinkRefusal } from '../../use-cases/claim-owner-link.ts';
import { limitRate } from '../limit-rate.ts';
import { pathPart } from '../path-part.ts';
import { localeOf } from '../request-locale.ts';
import { sendPage } from '../send-page.tsx';
import type { AppDeps } from '../web-deps.ts';

const formShape = z.object({ name: z.string().default(''), address: z.string().default('') });

/**
 * `/welcome/:token`, the page behind `owner link`. The token is itself the permission, so the form needs no other
 * proof; looking does not use it up.
 */
export function mountWelcome(app: Express, deps: AppDeps): void {
  const limit = limitRate(deps);
  app.get('/welcome/:token', limit, async (request, response) => {
    const shown = await showOwnerLink(deps, { token: pathPart(request, 'token') });
    if (shown.ok)
      send(deps, request, response, 200, <Form locale={localeOf(request)} issuers={shown.issuers} />);
    else refuse(deps, request, response, shown.refusal, []);
  });
  app.post(
    '/welcome/:token',
    limit,
    express.urlencoded({ extended: false, limit: '10kb' }),
    async (request, response) => {
      const token = pathPart(request, 'token');
      const { name, address } = formShape.catch({ name: '', address: '' }).parse(request.body);
      const claimed = await claimOwnerLink(deps, {
        token,
        claimant: { kind: 'new', facts: { name, locale: localeOf(request) }, address },
      });
      if (claimed.ok) {
        const locale = localeOf(request);
        const words = welcomeWords(locale);
        send(
          deps,
          request,
          response,
          200,
          <article>
            <h1>{words.done}</h1>
            <p class="lead">{words.doneText(claimed.person.name ?? name, names(claimed.issuers, locale))}</p>
            <p>{words.next}</p>
          </article>,
        );
        return;
      }
      const still = await showOwnerLink(deps, { token });
      refuse(deps, request, response, claimed.refusal, still.ok ? still.issuers : []);
    },
  );
}

function names(issuers: readonly Issuer[], locale: Locale): string {
  return listed(
    issuers.map(({ name }) => inLocale(name, locale)),
    locale,
  );
}

function refuse(
  deps: AppDeps,
  request: Request,
  response: Response,
  refusal: OwnerLinkRefusal,
  issuers: readonly Issuer[],
): void {
  const locale = localeOf(request);
  const words = welcomeWords(locale);
  const { code } = refusal;
  if (code === 'invalid' || code === 'identity-taken' || code === 'unknown-issuer') {
    const body = <Form locale={locale} issuers={issuers} fault={words.faults[code]} />;
    send(deps, request, response, code === 'invalid' ? 422 : 409, body);
    return;
  }
  send(
    deps,
    request,
    response,
    410,
    <article>
      <h1>{words.void}</h1>
      <p class="lead">{words.voidText}</p>
    </article>,
  );
}

function send(deps: AppDeps, request: Request, response: Response, status: number, body: VNode): void {
  const words = welcomeWords(localeOf(request));
  response.status(status).set('Referrer-Policy', 'no-referrer');
  sendPage(deps, request, response, {
    title: words.title,
    description: words.can,
    robots: 'noindex',
    cache: 'no-store',
    body,
  });
}

function Form(props: {
  readonly locale: Locale;
  readonly issuers: readonly Issuer[];
  readonly fault?: string;
}): VNode {
  const words = welcomeWords(props.locale);
  return (
    <article>
      <header class="page-head">
        <h1>{words.title}</h1>
        {props.issuers.length === 0 ? null : (
          <p class="lead">{words.lead(names(props.issuers, props.locale))}</p>
        )}
      </header>
      <p>{words.can}</p>
      {props.fault === undefined ? null : (
        <p role="alert">
          <strong>{props.fault}</strong>
        </p>
      )}
      <form method="post">
        <label>
          {words.name}
          <input name="name" autocomplete="name" required maxlength={200} />
        </label>
        <label>
          {words.address}
          <input
            name="address"
            type="email"
            autocomplete="email"
            required
            maxlength={254}
            aria-describedby="address-hint"
          />
        </label>
        <small id="address-hint">{words.addressHint}</small>
        <button type="submit">{words.send}</button>
      </form>
    </article>
  );
}
