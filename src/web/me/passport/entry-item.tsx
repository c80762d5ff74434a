import type { VNode } from 'preact';
import { inLocale, type Locale } from '../../../domain/localized-text.ts';
import { meWords, type MeWords } from '../../../i18n/web-me-messages.ts';
import { momentInWords } from '../../moment-in-words.ts';
import { snapshotPicture } from '../../pictures/picture-address.ts';
import type { Visit } from '../../session/signed-in-pages.ts';
import { webAddress } from '../../web-address.ts';
import { MeForm } from '../me-frame.tsx';
import { EntrySign } from './entry-sign.tsx';
import type { PassportEntry } from './passport-entry.ts';

/** One entry, with what its owner may do with it. `back` is the page that it stands on. */
export function EntryItem(props: {
  readonly visit: Visit;
  readonly entry: PassportEntry;
  readonly back: string;
  /** The entries stand under years, which are headings themselves. */
  readonly underYear: boolean;
}): VNode {
  const { visit, entry, back, underYear } = props;
  const Heading = underYear ? 'h4' : 'h3';
  const { locale } = visit;
  const words = meWords(locale);
  return (
    <li id={entry.key} class={`entry entry-${entry.provenance}${entry.hidden ? ' entry-hidden' : ''}`}>
      <EntryPicture entry={entry} />
      <div class="entry-text">
        <Heading class="entry-title">
          {entry.kind === 'award' ? <a href={`/awards/${entry.award.id}`}>{entry.title}</a> : entry.title}
        </Heading>
        <p class="entry-by">
          {[entry.by, whenOf(entry, locale, words)].filter((part) => part !== '').join(' · ')}
        </p>
        <p class="chips">
          <span class={`chip chip-${entry.provenance}`}>{words.provenance[entry.provenance]}</span>
          {chipsOf(entry, words).map((chip) => (
            <span class="chip">{chip}</span>
          ))}
        </p>
        {entry.kind === 'award' ? (
          entry.award.reason === undefined ? null : (
            <blockquote class="entry-reason">{entry.award.reason}</blockquote>
          )
        ) : (
          <ExperienceText entry={entry} words={words} />
        )}
        {entry.skills.length === 0 ? null : (
          <ul class="skill-words">
            {entry.skills.map((skill) => (
              <li>{inLocale(skill.name, locale)}</li>
            ))}
          </ul>
        )}
        <details class="entry-acts">
          <summary>
            {words.changeShort}
            <span class="visually-hidden">: {entry.title}</span>
          </summary>
          {entry.kind === 'award' ? (
            <AwardActs visit={visit} entry={entry} back={back} words={words} />
          ) : (
            <ExperienceActs visit={visit} entry={entry} back={back} words={words} />
          )}
        </details>
      </div>
    </li>
  );
}

export function EntryPicture(props: { readonly entry: PassportEntry }): VNode {
  const { entry } = props;
  return entry.kind === 'award' ? (
    <img src={snapshotPicture(entry.award.badge)} alt="" width="64" height="64" loading="lazy" />
  ) : (
    <EntrySign kind={entry.experience.kind} />
  );
}

/** When it was, in words; the empty string when that is not known. */
export function whenOf(entry: PassportEntry, locale: Locale, words: MeWords): string {
  if (entry.kind === 'award') return momentInWords(entry.at ?? '', locale);
  const [from, until] = [entry.experience.from, entry.experience.until].map((written) =>
    written === undefined ? undefined : momentInWords(written, locale),
  );
  if (from !== undefined && until !== undefined) return from === until ? from : words.period(from, until);
  return from === undefined ? (until ?? '') : words.from(from);
}

function chipsOf(entry: PassportEntry, words: MeWords): readonly string[] {
  const hidden = entry.hidden ? [words.hidden] : [];
  if (entry.kind === 'experience') return [words.kinds[entry.experience.kind], ...hidden];
  const { visibility, evidencePublic } = entry.award;
  const seen = words.visibility[visibility];
  return [
    ...(entry.standing === 'valid' ? [] : [words.standing[entry.standing]]),
    visibility === 'public' && evidencePublic ? `${seen}, ${words.evidencePublic}` : seen,
    ...hidden,
  ];
}

type Of<K extends PassportEntry['kind']> = Extract<PassportEntry, { kind: K }>;

function ExperienceText(props: { readonly entry: Of<'experience'>; readonly words: MeWords }): VNode {
  const { description, links } = props.entry.experience;
  const addresses = links.flatMap((link) => webAddress(link) ?? []);
  return (
    <>
      {description === undefined ? null : <p class="entry-said">{description}</p>}
      {addresses.length === 0 ? null : (
        <p class="entry-links">
          {props.words.links}{' '}
          {addresses.map((link, at) => (
            <>
              {at === 0 ? '' : ', '}
              <a href={link} rel="noopener nofollow">
                {new URL(link).host}
              </a>
            </>
          ))}
        </p>
      )}
    </>
  );
}

type ActsProps<K extends PassportEntry['kind']> = {
  readonly visit: Visit;
  readonly entry: Of<K>;
  readonly back: string;
  readonly words: MeWords;
};

function AwardActs({ visit, entry, back, words }: ActsProps<'award'>): VNode {
  const { award } = entry;
  const open = award.visibility === 'public';
  return (
    <>
      <p class="muted">{words.publishHint}</p>
      <MeForm visit={visit} action={`/me/awards/${award.id}`} class="buttons">
        <input type="hidden" name="back" value={back} />
        {open ? (
          <>
            <Act name="show" value={award.evidencePublic ? 'public' : 'evidence'}>
              {award.evidencePublic ? words.hideEvidence : words.publishEvidence}
            </Act>
            <Act name="show" value="private">
              {words.unpublish}
            </Act>
          </>
        ) : (
          <>
            <Act name="show" value="public">
              {words.publish}
            </Act>
            <Act name="show" value="evidence">
              {words.publishEvidence}
            </Act>
          </>
        )}
        <Act name="hide" value={entry.hidden ? 'no' : 'yes'}>
          {entry.hidden ? words.unhide : words.hide}
        </Act>
      </MeForm>
    </>
  );
}

function ExperienceActs({ visit, entry, back, words }: ActsProps<'experience'>): VNode {
  const address = `/me/experiences/${entry.experience.id}`;
  return (
    <div class="buttons">
      <a href={address}>{words.edit}</a>
      <MeForm visit={visit} action={`${address}/hide`}>
        <input type="hidden" name="back" value={back} />
        <Act name="hide" value={entry.hidden ? 'no' : 'yes'}>
          {entry.hidden ? words.unhide : words.hide}
        </Act>
      </MeForm>
      <a href={`${address}/remove`}>{words.remove}</a>
    </div>
  );
}

function Act(props: { readonly name: string; readonly value: string; readonly children: string }): VNode {
  return (
    <button type="submit" class="quiet" name={props.name} value={props.value}>
      {props.children}
    </button>
  );
}
