import type { VNode } from 'preact';
import type { Locale } from '../../domain/localized-text.ts';
import { longDate } from '../../i18n/format.ts';
import { meWords } from '../../i18n/web-me-messages.ts';
import { shareWords } from '../../i18n/web-shared-passport-messages.ts';
import { takeOutWords } from '../../i18n/web-take-out-messages.ts';
import { webWords } from '../../i18n/web-messages.ts';
import type { ShownEvidence } from '../../use-cases/show-award.ts';
import type { SharedPassport } from '../../use-cases/show-share.ts';
import { fileSize } from '../file-size.ts';
import { webAddress } from '../web-address.ts';
import { EntryList } from './entry-list.tsx';
import { EntryView, standingChips } from './entry-view.tsx';
import { asShown, entriesOf, type PassportEntry } from './passport-entry.ts';
import { SkillsSection } from './skills-section.tsx';

/** What somebody sees who has the link: who, which skills, and what shows them; built for a phone first. */
export function SharedPage(props: {
  readonly shared: SharedPassport;
  readonly locale: Locale;
  readonly now: Date;
}): VNode {
  const { shared, locale, now } = props;
  const { passport, share, evidence } = shared;
  const words = shareWords(locale);
  const { awards, experiences, imported, skills } = passport;
  const entries = entriesOf(passport, locale, now).toSorted(asShown);
  const base = `/passports/${share.token}`;
  return (
    <article class="shared">
      <header class="page-head">
        <h1>{titleOf(shared, locale)}</h1>
        {entries.length === 0 ? null : (
          <p class="lead">
            {meWords(locale).counts(awards.length + imported.length, experiences.length, skills.length)}
          </p>
        )}
        <p class="muted">
          {words.sharedLead(share.createdAt)} {words.sharedNow(now)}
        </p>
        {entries.length === 0 ? null : (
          <p class="no-print">
            <a href={`${base}/passport.pdf`}>{words.pdf}</a>
            {awards.length === 0 ? null : (
              <>
                {' · '}
                <a href={`${base}/clr.json`}>{takeOutWords(locale).record}</a>
                {' · '}
                <a href={`${base}/badges.zip`}>{takeOutWords(locale).zip}</a>
              </>
            )}
          </p>
        )}
      </header>
      {entries.length === 0 ? <p>{words.emptyNow}</p> : null}
      {skills.length === 0 ? null : <SkillsSection skills={skills} locale={locale} now={now} />}
      {entries.length === 0 ? null : (
        <section aria-labelledby="entries">
          <h2 id="entries">{meWords(locale).entries}</h2>
          <EntryList
            entries={entries}
            locale={locale}
            under="pinned"
            item={(entry) => (
              <EntryView
                entry={entry}
                locale={locale}
                underYear
                chips={standingChips(entry, meWords(locale))}
                importPicture={(id) => `${base}/pictures/${id}.png`}
                {...(entry.kind === 'award' ? { href: `/awards/${entry.award.id}` } : {})}
              >
                <Proof entry={entry} locale={locale} evidence={evidence} />
              </EntryView>
            )}
          />
        </section>
      )}
      {entries.length === 0 ? null : (
        <section aria-labelledby="legend" class="check">
          <h2 id="legend">{words.legend}</h2>
          <ul>
            {awards.length === 0 ? null : <li>{words.legendAwarded}</li>}
            {imported.length === 0 ? null : <li>{words.legendImported}</li>}
            {experiences.length === 0 ? null : <li>{words.legendDeclared}</li>}
          </ul>
        </section>
      )}
    </article>
  );
}

export function titleOf({ passport }: SharedPassport, locale: Locale): string {
  const words = shareWords(locale);
  const { name } = passport.person;
  return name === undefined ? words.sharedUnnamed : words.sharedTitle(name);
}

function Proof(props: {
  readonly entry: PassportEntry;
  readonly locale: Locale;
  readonly evidence: SharedPassport['evidence'];
}): VNode | null {
  const { entry, locale, evidence } = props;
  const words = shareWords(locale);
  if (entry.kind === 'experience') return null;
  const address =
    entry.kind === 'award'
      ? `/awards/${entry.award.id}`
      : webAddress(entry.imported.sourceUrl ?? entry.imported.summary.id);
  const pieces = entry.kind === 'award' ? (evidence.get(entry.award.id) ?? []) : [];
  return (
    <>
      {pieces.length === 0 ? null : (
        <details class="entry-evidence">
          <summary>
            {words.evidenceTitle} ({pieces.length})<span class="visually-hidden">: {entry.title}</span>
          </summary>
          <ul class="evidence">
            {pieces.map((piece) => (
              <Piece piece={piece} locale={locale} />
            ))}
          </ul>
        </details>
      )}
      {address === undefined ? null : (
        <p class="entry-links">
          <a href={address} rel="noopener nofollow ugc">
            {words.check}
            <span class="visually-hidden">: {entry.title}</span>
          </a>
        </p>
      )}
    </>
  );
}

function Piece({ piece, locale }: { readonly piece: ShownEvidence; readonly locale: Locale }): VNode {
  const words = webWords(locale);
  const href = webAddress(piece.url);
  return (
    <li>
      {piece.text === undefined ? null : <p class="said">{piece.text}</p>}
      {href === undefined ? null : (
        <p>
          <a href={href} rel="nofollow noopener ugc">
            {words.evidenceLink} {new URL(href).host}
          </a>
        </p>
      )}
      {piece.files.map((file) => (
        <p>{words.evidenceFile(file.name, fileSize(file.size, locale))}</p>
      ))}
      <p class="muted">{longDate(piece.saidAt, locale)}</p>
    </li>
  );
}
