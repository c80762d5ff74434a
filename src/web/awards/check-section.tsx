import type { VNode } from 'preact';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { webWords } from '../../i18n/web-messages.ts';
import type { CheckOutcome } from '../../ports/credential-reader.ts';
import type { ShownAward } from '../../use-cases/show-award.ts';
import { Sign } from '../sign.tsx';
import type { CheckedAward } from './check-award.ts';

/** What was checked when the page was made, and how to check it without believing the page. */
export function CheckSection(props: {
  readonly award: ShownAward;
  readonly checked: CheckedAward;
  readonly locale: Locale;
  readonly publicUrl: string;
}): VNode {
  const { award, locale, publicUrl } = props;
  const { signature } = props.checked;
  const words = webWords(locale);
  const { host } = new URL(publicUrl);
  const issuer = inLocale(award.badge.issuerName, locale);
  return (
    <section class="check" aria-labelledby="check">
      <h2 id="check">{words.checkTitle}</h2>
      <p>{words.checkLead}</p>
      <ul class="checks">
        <CheckLine outcome="passed" locale={locale} text={words.checkRegistered(host)} />
        <CheckLine
          outcome={award.standing === 'valid' ? 'passed' : 'failed'}
          locale={locale}
          text={words.checkStanding[award.standing]}
        />
        {signature === undefined ? (
          <CheckLine outcome="open" locale={locale} text={words.checkNoCredential} />
        ) : (
          <CheckLine
            outcome={signature}
            locale={locale}
            text={
              signature === 'passed' ? words.checkSignature.passed(issuer) : words.checkSignature[signature]
            }
          />
        )}
      </ul>
      {signature === undefined ? null : (
        <>
          <p>{words.checkHow(host)}</p>
          <ul class="links">
            <li>
              <a href={`/awards/${award.id}.json`}>{words.checkJson}</a>
            </li>
            <li>
              <a href={`/awards/${award.id}.png`} download>
                {words.checkPng}
              </a>
            </li>
            <li>
              <a href={`/awards/${award.id}.svg`} download>
                {words.checkSvg}
              </a>
            </li>
            <li>
              <a href={`/issuers/${award.badge.issuerSlug}/did.json`}>{words.checkIssuerKeys}</a>
            </li>
          </ul>
        </>
      )}
      <p class="muted identifier">
        {words.checkId}: <code>{award.id}</code>
      </p>
    </section>
  );
}

function CheckLine(props: {
  readonly outcome: CheckOutcome;
  readonly text: string;
  readonly locale: Locale;
}): VNode {
  return (
    <li class={`check-${props.outcome}`}>
      <Sign name={props.outcome} />
      <span>
        <span class="visually-hidden">{webWords(props.locale).checkOutcome[props.outcome]}: </span>
        {props.text}
      </span>
    </li>
  );
}
