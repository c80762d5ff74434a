import type { VNode } from 'preact';
import type { ImportedCredential } from '../../../domain/imported-credential.ts';
import { importedStandingOf } from '../../../domain/imported-credential.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { longDate } from '../../../i18n/format.ts';
import { importWords } from '../../../i18n/web-import-messages.ts';
import type { Check } from '../../../ports/credential-reader.ts';
import type { ImportResult } from '../../../use-cases/import-credential.ts';
import type { Visit } from '../../session/signed-in-pages.ts';
import { CheckLine, Says } from '../../verify/reading-page.tsx';
import { webAddress } from '../../web-address.ts';
import { MeForm } from '../me-frame.tsx';
import { ownImportPicture } from '../passport/entry-item.tsx';

/** Where a badge from elsewhere is given; what was wrong with the last one stands above the form. */
export function ImportPage(props: {
  readonly visit: Visit;
  readonly addresses: readonly string[];
  readonly fault?: string;
  readonly result?: Extract<ImportResult, { ok: false }>;
  /** The text that was pasted. */
  readonly typed?: string;
}): VNode {
  const { visit, addresses, fault, result } = props;
  const { locale } = visit;
  const words = importWords(locale);
  return (
    <article>
      <header class="page-head">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        {addresses.length === 0 ? (
          <p>
            {words.noAddress} <a href="/me/settings#addresses">{words.confirmFirst}</a>
          </p>
        ) : (
          <p>{words.addresses(addresses)}</p>
        )}
      </header>
      {fault === undefined ? null : (
        <p class="said not-done" role="alert">
          {fault}
        </p>
      )}
      {result === undefined ? null : (
        <section class="check" aria-labelledby="refused" role="alert">
          <h2 id="refused">{words.refused}</h2>
          <p>{refusalText(result.refusal, words)}</p>
          <Checks checks={result.reading?.checks ?? []} visit={visit} />
        </section>
      )}
      <MeForm visit={visit} action="/me/import" class="wide-form" files>
        <label for="file">{words.file}</label>
        <input
          id="file"
          type="file"
          name="file"
          accept=".png,.svg,.json,.jsonld,.jwt,.txt,image/png,image/svg+xml,application/json"
        />
        <label for="text">{words.text}</label>
        <textarea id="text" name="text" rows={4} spellcheck={false}>
          {props.typed ?? ''}
        </textarea>
        <div class="buttons">
          <button type="submit">{words.send}</button>
          <a href="/me">{words.back}</a>
        </div>
      </MeForm>
    </article>
  );
}

type Words = ReturnType<typeof importWords>;

function refusalText(refusal: Refusal, { refusals }: Words): string {
  const known = Object.entries(refusals).find(([code]) => code === refusal.code);
  return known?.[1] ?? refusals.other;
}

function Checks(props: { readonly checks: readonly Check[]; readonly visit: Visit }): VNode {
  return (
    <ul class="checks">
      {props.checks.map((check) => (
        <CheckLine check={check} locale={props.visit.locale} />
      ))}
    </ul>
  );
}

/** What was taken in, when it was more than one. */
export function ImportedPage(props: {
  readonly visit: Visit;
  readonly result: Extract<ImportResult, { ok: true }>;
}): VNode {
  const { visit, result } = props;
  const words = importWords(visit.locale);
  return (
    <article>
      <h1>{words.title}</h1>
      <p class="said" role="status">
        {words.added(result.imported.length)}
      </p>
      <ul>
        {result.imported.map(({ credential }) => (
          <li>
            <a href={`/me/imports/${credential.id}`}>{credential.summary.name}</a>
          </li>
        ))}
      </ul>
      {result.skipped.length === 0 ? null : (
        <p>{words.skipped(result.skipped.map(({ reading }) => reading.summary?.name ?? '?'))}</p>
      )}
      <p class="buttons">
        <a href="/me">{words.back}</a>
        <a href="/me/import">{words.another}</a>
      </p>
    </article>
  );
}

/** One imported badge: what it says, and what came of each check when it was last read. */
export function ImportedCredentialPage(props: {
  readonly visit: Visit;
  readonly imported: ImportedCredential;
  readonly now: Date;
  /** Whether it was there already when it came in just now; absent when it is only looked at. */
  readonly known?: boolean;
}): VNode {
  const { visit, imported, now, known } = props;
  const { locale } = visit;
  const words = importWords(locale);
  const source = webAddress(imported.sourceUrl ?? imported.summary.id);
  return (
    <article class="verify">
      <header class="page-head">
        <h1>{imported.summary.name}</h1>
        <p class="lead">{words.verdicts[importedStandingOf(imported, now)]}</p>
        {known === undefined ? null : (
          <p class="said" role="status">
            {known ? words.known : words.added(1)}
          </p>
        )}
      </header>
      {imported.hasPicture ? (
        <img class="imported-picture" src={ownImportPicture(imported.id)} alt="" width="160" height="160" />
      ) : null}
      <section class="check" aria-labelledby="checks">
        <h2 id="checks">{words.checks}</h2>
        <Checks checks={imported.checks} visit={visit} />
        <p class="muted">{words.checkedAt(longDate(imported.checkedAt, locale))}</p>
      </section>
      <Says summary={imported.summary} locale={locale} />
      <p class="buttons">
        {source === undefined ? null : (
          <a href={source} rel="nofollow noopener ugc">
            {words.original}
          </a>
        )}
        <a href={`/me#import-${imported.id}`}>{words.back}</a>
        <a href="/me/import">{words.another}</a>
      </p>
    </article>
  );
}
