import type { ComponentChildren, VNode } from 'preact';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { meWords, type MeWords } from '../../i18n/web-me-messages.ts';
import { momentInWords } from '../moment-in-words.ts';
import { snapshotPicture } from '../pictures/picture-address.ts';
import { webAddress } from '../web-address.ts';
import { EntrySign } from './entry-sign.tsx';
import type { PassportEntry } from './passport-entry.ts';

/** One entry of a passport, for its owner and for those with whom it is shared. */
export function EntryView(props: {
  readonly entry: PassportEntry;
  readonly locale: Locale;
  /** The entries stand under years, which are headings themselves. */
  readonly underYear: boolean;
  /** Where there is more to see of it. */
  readonly href?: string;
  /** What else is to be known of it, in a word each. */
  readonly chips: readonly string[];
  /** The address of the kept picture of a badge from elsewhere. */
  readonly importPicture: (importedId: string) => string;
  readonly children?: ComponentChildren;
}): VNode {
  const { entry, locale, underYear, href, chips } = props;
  const Heading = underYear ? 'h4' : 'h3';
  const words = meWords(locale);
  const about = [entry.by, whenOf(entry, locale)].filter((part) => part !== '').join(' · ');
  return (
    <li id={entry.key} class={`entry entry-${entry.provenance}${entry.hidden ? ' entry-hidden' : ''}`}>
      <EntryPicture entry={entry} importPicture={props.importPicture} />
      <div class="entry-text">
        <Heading class="entry-title">
          {href === undefined ? entry.title : <a href={href}>{entry.title}</a>}
        </Heading>
        {about === '' ? null : <p class="entry-by">{about}</p>}
        <p class="chips">
          <span class={`chip chip-${entry.provenance}`}>{words.provenance[entry.provenance]}</span>
          {chips.map((chip) => (
            <span class="chip">{chip}</span>
          ))}
        </p>
        <EntryText entry={entry} words={words} />
        {entry.skills.length === 0 ? null : (
          <ul class="skill-words">
            {entry.skills.map((skill) => (
              <li>{inLocale(skill.name, locale)}</li>
            ))}
          </ul>
        )}
        {props.children}
      </div>
    </li>
  );
}

function EntryPicture(props: {
  readonly entry: PassportEntry;
  readonly importPicture: (importedId: string) => string;
}): VNode {
  const { entry } = props;
  if (entry.kind === 'experience') return <EntrySign kind={entry.experience.kind} />;
  if (entry.kind === 'import' && !entry.imported.hasPicture) return <EntrySign kind="certificate" />;
  const source =
    entry.kind === 'award' ? snapshotPicture(entry.award.badge) : props.importPicture(entry.imported.id);
  return <img src={source} alt="" width="64" height="64" loading="lazy" />;
}

/** When it was, in words; the empty string when that is not known. */
export function whenOf(entry: PassportEntry, locale: Locale): string {
  if (entry.kind !== 'experience') return entry.at === undefined ? '' : momentInWords(entry.at, locale);
  const words = meWords(locale);
  const [from, until] = [entry.experience.from, entry.experience.until].map((written) =>
    written === undefined ? undefined : momentInWords(written, locale),
  );
  if (from !== undefined && until !== undefined) return from === until ? from : words.period(from, until);
  return from === undefined ? (until ?? '') : words.from(from);
}

/** How it stands and what it is, in a word each; what is as it should be is not said. */
export function standingChips(entry: PassportEntry, words: MeWords): readonly string[] {
  if (entry.kind === 'experience') return [words.kinds[entry.experience.kind]];
  if (entry.kind === 'import') return [words.importStanding[entry.standing]];
  return entry.standing === 'valid' ? [] : [words.standing[entry.standing]];
}

function EntryText(props: { readonly entry: PassportEntry; readonly words: MeWords }): VNode | null {
  const { entry, words } = props;
  if (entry.kind === 'award')
    return entry.award.reason === undefined ? null : (
      <blockquote class="entry-reason">{entry.award.reason}</blockquote>
    );
  if (entry.kind === 'import') {
    const { description } = entry.imported.summary;
    return description === undefined ? null : <p class="entry-said">{description}</p>;
  }
  const { description, links } = entry.experience;
  const addresses = links.flatMap((link) => webAddress(link) ?? []);
  return (
    <>
      {description === undefined ? null : <p class="entry-said">{description}</p>}
      {addresses.length === 0 ? null : (
        <p class="entry-links">
          {words.links}{' '}
          {addresses.map((link, at) => (
            <>
              {at === 0 ? '' : ', '}
              <a href={link} rel="noopener nofollow ugc">
                {new URL(link).host}
              </a>
            </>
          ))}
        </p>
      )}
    </>
  );
}
