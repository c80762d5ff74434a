import type { VNode } from 'preact';
import { takeOutWords } from '../../../i18n/web-take-out-messages.ts';
import { meWords, type MeWords } from '../../../i18n/web-me-messages.ts';
import { entryKey } from '../../../domain/entry-ref.ts';
import { EntryView, standingChips } from '../../passports/entry-view.tsx';
import { refOf, type PassportEntry } from '../../passports/passport-entry.ts';
import type { Visit } from '../../session/signed-in-pages.ts';
import { MeForm } from '../me-frame.tsx';

/** The address of the kept picture of an imported badge, for its owner alone. */
export function ownImportPicture(importedId: string): string {
  return `/me/imports/${importedId}/picture.png`;
}

/** One entry, with what its owner may do with it. `back` is the page that it stands on. */
export function EntryItem(props: {
  readonly visit: Visit;
  readonly entry: PassportEntry;
  readonly back: string;
  readonly underYear: boolean;
  /** There is room above the others. */
  readonly mayPin: boolean;
}): VNode {
  const { visit, entry, back, underYear, mayPin } = props;
  const words = meWords(visit.locale);
  const href = hrefOf(entry);
  return (
    <EntryView
      entry={entry}
      locale={visit.locale}
      underYear={underYear}
      chips={chipsOf(entry, words)}
      importPicture={ownImportPicture}
      {...(href === undefined ? {} : { href })}
    >
      <details class="entry-acts">
        <summary>
          {words.changeShort}
          <span class="visually-hidden">: {entry.title}</span>
        </summary>
        {entry.kind === 'award' ? (
          <AwardActs visit={visit} entry={entry} back={back} words={words} />
        ) : (
          <OwnActs visit={visit} entry={entry} back={back} words={words} />
        )}
        <PinAct visit={visit} entry={entry} back={back} words={words} mayPin={mayPin} />
      </details>
    </EntryView>
  );
}

function hrefOf(entry: PassportEntry): string | undefined {
  if (entry.kind === 'award') return `/awards/${entry.award.id}`;
  return entry.kind === 'import' ? `/me/imports/${entry.imported.id}` : undefined;
}

function chipsOf(entry: PassportEntry, words: MeWords): readonly string[] {
  const hidden = entry.hidden ? [words.hidden] : [];
  const standing = standingChips(entry, words);
  if (entry.kind !== 'award') return [...standing, ...hidden];
  const { visibility, evidencePublic } = entry.award;
  const seen = words.visibility[visibility];
  const shown = visibility === 'public' && evidencePublic ? `${seen}, ${words.evidencePublic}` : seen;
  return [...standing, shown, ...hidden];
}

type Of<K extends PassportEntry['kind']> = Extract<PassportEntry, { kind: K }>;
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
        <HideAct hidden={entry.hidden} words={words} />
      </MeForm>
      {entry.standing === 'valid' ? (
        <p class="buttons">
          <a href={`/me/awards/${award.id}/wallet`}>{takeOutWords(visit.locale).wallet}</a>
        </p>
      ) : null}
    </>
  );
}

/** What somebody may do with what they put there themselves. */
function OwnActs({ visit, entry, back, words }: ActsProps<'experience' | 'import'>): VNode {
  const address =
    entry.kind === 'experience'
      ? `/me/experiences/${entry.experience.id}`
      : `/me/imports/${entry.imported.id}`;
  return (
    <div class="buttons">
      <a href={address}>{entry.kind === 'experience' ? words.edit : words.importChecks}</a>
      <MeForm visit={visit} action={`${address}/hide`}>
        <input type="hidden" name="back" value={back} />
        <HideAct hidden={entry.hidden} words={words} />
      </MeForm>
      <a href={`${address}/remove`}>{words.remove}</a>
    </div>
  );
}

/** Above the others, on the page and wherever it is shared; nothing where it can't be. */
function PinAct({
  visit,
  entry,
  back,
  words,
  mayPin,
}: ActsProps<PassportEntry['kind']> & { readonly mayPin: boolean }): VNode | null {
  const pinned = entry.pinnedAt !== undefined;
  if (!pinned && (entry.hidden || !mayPin)) return null;
  return (
    <MeForm visit={visit} action="/me/pins" class="buttons">
      <input type="hidden" name="back" value={back} />
      <input type="hidden" name="entry" value={entryKey(refOf(entry))} />
      <Act name="pin" value={pinned ? 'no' : 'yes'}>
        {pinned ? words.unpin : words.pin}
      </Act>
    </MeForm>
  );
}

function HideAct(props: { readonly hidden: boolean; readonly words: MeWords }): VNode {
  return (
    <Act name="hide" value={props.hidden ? 'no' : 'yes'}>
      {props.hidden ? props.words.unhide : props.words.hide}
    </Act>
  );
}

function Act(props: { readonly name: string; readonly value: string; readonly children: string }): VNode {
  return (
    <button type="submit" class="quiet" name={props.name} value={props.value}>
      {props.children}
    </button>
  );
}
