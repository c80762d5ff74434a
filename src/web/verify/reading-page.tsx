import type { VNode } from 'preact';
import type { Locale } from '../../domain/localized-text.ts';
import { longDate } from '../../i18n/format.ts';
import { webWords } from '../../i18n/web-messages.ts';
import { verifyWords } from '../../i18n/web-verify-messages.ts';
import type { BadgeReading, BadgeSummary, Check, Verdict } from '../../ports/credential-reader.ts';
import { RichText } from '../rich-text.tsx';
import { Sign } from '../sign.tsx';
import { webAddress } from '../web-address.ts';
import { checkSentence } from './check-words.ts';

type Props = { readonly reading: BadgeReading; readonly locale: Locale };

const signs = { valid: 'valid', invalid: 'revoked', unverifiable: 'suspended' } as const satisfies Record<
  Verdict,
  string
>;

/** What came of checking a badge: the verdict first, then each check, then what the badge says of itself. */
export function ReadingPage({ reading, locale }: Props): VNode {
  const words = verifyWords(locale);
  const { verdict, summary, parts } = reading;
  return (
    <article class="verify">
      <div class={`standing standing-${signs[verdict]}`} role="status">
        <Sign name={signs[verdict]} />
        <p>
          <strong>{words.verdicts[verdict]}</strong> <span>{words.verdictDetails[verdict]}</span>
        </p>
      </div>
      <h1>{summary === undefined ? words.title : summary.name || words.saysNothing}</h1>
      <section class="check" aria-labelledby="checks">
        <h2 id="checks">{words.checksTitle}</h2>
        <ul class="checks">
          {reading.checks.map((check) => (
            <CheckLine check={check} locale={locale} />
          ))}
        </ul>
      </section>
      {summary === undefined ? null : <Says summary={summary} locale={locale} />}
      {parts === undefined || parts.length === 0 ? null : (
        <section aria-labelledby="parts">
          <h2 id="parts">{words.partsTitle}</h2>
          <ul class="checks">
            {parts.map((part) => (
              <Part part={part} locale={locale} />
            ))}
          </ul>
        </section>
      )}
      <p>
        <a class="more" href="/verify">
          {words.again}
        </a>
      </p>
    </article>
  );
}

export function CheckLine({ check, locale }: { readonly check: Check; readonly locale: Locale }): VNode {
  return (
    <li class={`check-${check.outcome}`}>
      <Sign name={check.outcome} />
      <span>
        <strong>{verifyWords(locale).checkNames[check.name]}</strong>{' '}
        <span class="visually-hidden">({webWords(locale).checkOutcome[check.outcome]})</span>{' '}
        {checkSentence(check, locale)}
      </span>
    </li>
  );
}

function Part({ part, locale }: { readonly part: BadgeReading; readonly locale: Locale }): VNode {
  const words = verifyWords(locale);
  const outcome = ({ valid: 'passed', invalid: 'failed', unverifiable: 'open' } as const)[part.verdict];
  const wrong = part.checks.filter((check) => check.outcome === 'failed');
  return (
    <li class={`check-${outcome}`}>
      <Sign name={outcome} />
      <span>
        <strong>{part.summary?.name || words.saysNothing}</strong> {words.verdicts[part.verdict]}.{' '}
        {wrong.map((check) => checkSentence(check, locale)).join(' ')}
      </span>
    </li>
  );
}

export function Says({
  summary,
  locale,
}: {
  readonly summary: BadgeSummary;
  readonly locale: Locale;
}): VNode {
  const words = verifyWords(locale);
  const { issuer, alignments } = summary;
  const evidence = summary.evidence.filter(
    ({ url, name, narrative }) => name || narrative || webAddress(url),
  );
  return (
    <section aria-labelledby="says" {...languageOf(summary)}>
      <h2 id="says" lang={locale}>
        {words.saysTitle}
      </h2>
      <p class="muted" lang={locale}>
        {words.saysLead}
      </p>
      {summary.description === undefined ? null : <p class="lead">{summary.description}</p>}
      <dl class="facts facts-wide">
        <Fact name={words.issuedBy} locale={locale}>
          <Linked text={issuer.name ?? issuer.id ?? ''} url={issuer.url ?? issuer.id} />
        </Fact>
        <Fact name={words.issuedTo} locale={locale}>
          {summary.recipientName}
        </Fact>
        <Fact name={words.issuedAt} locale={locale}>
          {dateIn(summary.issuedAt, locale)}
        </Fact>
        <Fact name={words.validUntil} locale={locale}>
          {dateIn(summary.validUntil, locale)}
        </Fact>
      </dl>
      {alignments.length === 0 ? null : (
        <>
          <h3 lang={locale}>{words.skills}</h3>
          <ul class="skills">
            {alignments.map(({ name, url }) => (
              <li>
                <Linked text={name} url={url} />
              </li>
            ))}
          </ul>
        </>
      )}
      {summary.criteria === undefined ? null : (
        <>
          <h3 lang={locale}>{words.criteria}</h3>
          <RichText markdown={summary.criteria} />
        </>
      )}
      {evidence.length === 0 ? null : (
        <>
          <h3 lang={locale}>{words.evidence}</h3>
          <ul class="evidence">
            {evidence.map(({ url, name, narrative }) => (
              <li>
                {narrative === undefined ? null : <RichText markdown={narrative} />}
                <p>
                  <Linked text={name ?? webAddress(url) ?? ''} url={url} />
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Fact(props: {
  readonly name: string;
  readonly locale: Locale;
  readonly children: VNode | string | undefined;
}): VNode | null {
  if (props.children === undefined) return null;
  return (
    <div>
      <dt lang={props.locale}>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** A text of a stranger, as link only where the address is one for a page. */
function Linked(props: { readonly text: string; readonly url: string | undefined }): VNode {
  const href = webAddress(props.url);
  if (href === undefined) return <span>{props.text}</span>;
  return (
    <a href={href} rel="nofollow noopener ugc">
      {props.text}
    </a>
  );
}

function dateIn(text: string | undefined, locale: Locale): string | undefined {
  if (text === undefined) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : longDate(at, locale);
}

function languageOf(summary: BadgeSummary): { readonly lang?: string } {
  const { language } = summary;
  return language !== undefined && /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(language)
    ? { lang: language }
    : {};
}
