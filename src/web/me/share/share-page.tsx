import type { VNode } from 'preact';
import { shareStandingOf, type PassportShare } from '../../../domain/passport-share.ts';
import { shareWords, type ShareWords } from '../../../i18n/web-shared-passport-messages.ts';
import type { PassportEntry } from '../../passports/passport-entry.ts';
import { QrCode } from '../../qr-code.tsx';
import type { Visit } from '../../session/signed-in-pages.ts';
import { EntryChooser } from '../entry-chooser.tsx';
import { MeForm } from '../me-frame.tsx';
import { NothingYet } from '../nothing-yet.tsx';

/** What stood in the form that was refused. */
export type ShareTyped = {
  readonly label: string;
  readonly expires: string;
  readonly withEvidence: boolean;
  readonly entries: ReadonlySet<string>;
};

/** A person's share links, and the form for another. */
export function SharePage(props: {
  readonly visit: Visit;
  readonly shares: readonly PassportShare[];
  readonly entries: readonly PassportEntry[];
  readonly now: Date;
  readonly publicUrl: string;
  readonly typed: ShareTyped;
  readonly made: boolean;
  readonly fault?: string;
}): VNode {
  const { visit, shares, entries, now, publicUrl, made, fault } = props;
  const words = shareWords(visit.locale);
  const open = shares.filter((share) => shareStandingOf(share, now) === 'open');
  const ended = shares.filter((share) => !open.includes(share));
  return (
    <article>
      <header class="page-head">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </header>
      {fault === undefined ? null : (
        <p class="said not-done" role="alert">
          {fault}
        </p>
      )}
      {made && open.length > 0 ? (
        <p class="said" role="status">
          {words.made}
        </p>
      ) : null}
      <section aria-labelledby="links">
        <h2 id="links">{words.links}</h2>
        {shares.length === 0 ? <p class="muted">{words.noLinks}</p> : null}
        <ul class="shares">
          {[...open, ...ended].map((share) => (
            <ShareItem visit={visit} share={share} now={now} publicUrl={publicUrl} words={words} />
          ))}
        </ul>
        {shares.length === 0 ? null : <p class="muted">{words.viewsHint}</p>}
      </section>
      <section aria-labelledby="make">
        <h2 id="make">{words.make}</h2>
        {entries.length === 0 ? (
          <NothingYet visit={visit} text={words.nothing} />
        ) : (
          <ShareForm {...props} words={words} />
        )}
      </section>
    </article>
  );
}

function ShareItem(props: {
  readonly visit: Visit;
  readonly share: PassportShare;
  readonly now: Date;
  readonly publicUrl: string;
  readonly words: ShareWords;
}): VNode {
  const { visit, share, now, publicUrl, words } = props;
  const standing = shareStandingOf(share, now);
  const address = `${publicUrl}/passports/${share.token}`;
  const id = `share-${share.createdAt.getTime()}`;
  const facts = [
    words.entries(share.entries.length),
    words.madeOn(share.createdAt),
    ...(share.expiresAt === undefined ? [] : [words.until(dayBefore(share.expiresAt))]),
    words.views(share.views),
  ];
  return (
    <li class={`share share-${standing}`}>
      <h3>{share.label ?? words.madeOn(share.createdAt)}</h3>
      <p class="chips">
        <span class={`chip${standing === 'open' ? ' chip-awarded' : ''}`}>{words.standing[standing]}</span>
      </p>
      <p class="muted">{facts.join(' · ')}</p>
      {standing === 'open' ? (
        <>
          <label for={id}>{words.address}</label>
          <input id={id} readonly value={address} />
          <details>
            <summary>{words.qr}</summary>
            <QrCode text={address} label={words.qrLabel(address)} />
          </details>
          <MeForm visit={visit} action="/me/share/withdraw" class="buttons">
            <input type="hidden" name="token" value={share.token} />
            <a href={`/passports/${share.token}`}>{words.open}</a>
            <button type="submit" class="quiet">
              {words.withdraw}
            </button>
          </MeForm>
        </>
      ) : null}
    </li>
  );
}

/** The end is the first moment after the last day. */
function dayBefore(moment: Date): Date {
  return new Date(moment.getTime() - 1);
}

function ShareForm(props: Parameters<typeof SharePage>[0] & { readonly words: ShareWords }): VNode {
  const { visit, entries, now, typed, words } = props;
  return (
    <MeForm visit={visit} action="/me/share" class="wide-form">
      <fieldset>
        <legend>{words.choose}</legend>
        <EntryChooser
          visit={visit}
          entries={entries}
          chosen={typed.entries}
          all="/me/share?all=1#make"
          none="/me/share#make"
        />
        <label>
          <input type="checkbox" name="evidence" value="yes" checked={typed.withEvidence} />
          <span>
            {words.evidence}
            <small>{words.evidenceHint}</small>
          </span>
        </label>
      </fieldset>
      <div class="pair">
        <div>
          <label for="label">
            {words.label} <small>({words.optional})</small>
          </label>
          <input id="label" name="label" maxlength={120} value={typed.label} aria-describedby="label-hint" />
          <small id="label-hint">{words.labelHint}</small>
        </div>
        <div>
          <label for="expires">
            {words.expires} <small>({words.optional})</small>
          </label>
          <input
            id="expires"
            name="expires"
            type="date"
            min={now.toISOString().slice(0, 10)}
            value={typed.expires}
            aria-describedby="expires-hint"
          />
          <small id="expires-hint">{words.expiresHint}</small>
        </div>
      </div>
      <button type="submit">{words.send}</button>
    </MeForm>
  );
}
