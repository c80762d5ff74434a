import type { VNode } from 'preact';
import type { Award } from '../../domain/award.ts';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { walletFormats } from '../../domain/wallet-offer.ts';
import { timeOfDay } from '../../i18n/format.ts';
import { walletWords } from '../../i18n/web-wallet-messages.ts';
import type { OfferedCredentials } from '../../use-cases/offer-credentials.ts';
import { MeForm } from '../me/me-frame.tsx';
import { snapshotPicture } from '../pictures/picture-address.ts';
import { QrCode } from '../qr-code.tsx';
import type { Visit } from '../session/signed-in-pages.ts';
import { walletDeepLink } from './wallet-addresses.ts';

function BadgeList(props: { readonly awards: readonly Award[]; readonly locale: Locale }): VNode {
  return (
    <ul class="cards">
      {props.awards.map(({ id, badge }) => (
        <li class="card">
          <img src={snapshotPicture(badge)} alt="" width="68" height="68" />
          <div>
            <h3>
              <a href={`/awards/${id}`}>{inLocale(badge.title, props.locale)}</a>
            </h3>
            <p>{inLocale(badge.issuerName, props.locale)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Before: what will happen, and the few choices there are. */
export function OfferFormPage(props: {
  readonly visit: Visit;
  readonly award: Award;
  readonly others: readonly Award[];
}): VNode {
  const { visit, award, others } = props;
  const { locale } = visit;
  const words = walletWords(locale);
  return (
    <article class="wallet">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <h2>{words.offered(1)}</h2>
      <BadgeList awards={[award]} locale={locale} />
      <MeForm visit={visit} action={`/me/awards/${award.id}/wallet`}>
        {others.length === 0 ? null : (
          <details>
            <summary>{words.more}</summary>
            <fieldset>
              <legend class="visually-hidden">{words.more}</legend>
              <p class="muted">{words.moreHint}</p>
              {others.map(({ id, badge }) => (
                <label>
                  <input type="checkbox" name="more" value={id} />
                  {inLocale(badge.title, locale)}
                </label>
              ))}
            </fieldset>
          </details>
        )}
        <label>
          <input type="checkbox" name="code" value="yes" checked aria-describedby="code-hint" />
          {words.withCode}
        </label>
        <small id="code-hint">{words.withCodeHint}</small>
        <details>
          <summary>{words.form}</summary>
          <fieldset aria-describedby="form-hint">
            <legend class="visually-hidden">{words.form}</legend>
            {walletFormats.map((format, at) => (
              <label>
                <input type="radio" name="format" value={format} checked={at === 0} />
                {words.forms[format]}
              </label>
            ))}
            <small id="form-hint">{words.formHint}</small>
          </fieldset>
        </details>
        <button type="submit">{words.make}</button>
      </MeForm>
      <p class="muted">{words.private}</p>
    </article>
  );
}

/** After: the offer, for a wallet on another device or on this one. */
export function OfferPage(props: {
  readonly visit: Visit;
  readonly publicUrl: string;
  readonly made: OfferedCredentials;
  readonly awards: readonly Award[];
}): VNode {
  const { visit, made, awards } = props;
  const { locale, person } = visit;
  const { offer, token, txCode } = made;
  const words = walletWords(locale);
  const link = walletDeepLink(props.publicUrl, token);
  const [first] = offer.awardIds;
  return (
    <article
      class="wallet"
      data-offer={`/me/wallet-offers/${offer.id}`}
      data-ends={offer.expiresAt.toISOString()}
    >
      <h1>{words.title}</h1>
      <div class="wallet-offer">
        <section aria-labelledby="scan">
          <h2 id="scan">{words.scan}</h2>
          <p>{words.scanHint}</p>
          <QrCode text={link} label={words.qr} />
        </section>
        <section aria-labelledby="open">
          <h2 id="open">{words.openTitle}</h2>
          <p>{words.openHint}</p>
          <p>
            <a class="button" href={link} role="button">
              {words.open}
            </a>
          </p>
          {txCode === undefined ? null : (
            <>
              <h2>{words.code}</h2>
              <p class="tx-code">{txCode}</p>
            </>
          )}
          <p>
            {words.validUntil}{' '}
            <time dateTime={offer.expiresAt.toISOString()}>
              {timeOfDay(offer.expiresAt, locale, person.timeZone)}
            </time>
            <span data-left hidden>
              , {words.left} <span data-clock />
            </span>
            .
          </p>
          <div role="status">
            {(['waiting', 'redeemed', 'taken', 'ended'] as const).map((progress) => (
              <p data-progress={progress} hidden={progress !== 'waiting'}>
                {progress === 'taken' ? (
                  <strong>{words.progress[progress]}</strong>
                ) : (
                  words.progress[progress]
                )}
              </p>
            ))}
          </div>
        </section>
      </div>
      <h2>{words.offered(awards.length)}</h2>
      <BadgeList awards={awards} locale={locale} />
      <p>
        <a href={`/me/awards/${first ?? ''}/wallet`}>{words.again}</a>
      </p>
      <p>
        <a href="/me">{words.back}</a>
      </p>
    </article>
  );
}
