import type { VNode } from 'preact';
import type { Locale } from '../../domain/localized-text.ts';
import { verifyWords } from '../../i18n/web-verify-messages.ts';

/** Where a badge is given to be checked; a plain form, which takes a dropped file too. */
export function VerifyPage(props: {
  readonly locale: Locale;
  /** Filled in beforehand: an address to check. */
  readonly given?: string;
  readonly fault?: 'nothing-given' | 'damaged-form';
}): VNode {
  const { locale, given, fault } = props;
  const words = verifyWords(locale);
  return (
    <div class="verify">
      <header class="page-head">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </header>
      {fault === undefined ? null : (
        <p class="standing standing-suspended" role="alert">
          {fault === 'nothing-given' ? words.nothingGiven : words.damagedForm}
        </p>
      )}
      <form class="check" method="post" action="/verify" enctype="multipart/form-data">
        <label>
          {words.file}
          <input
            class="drop"
            type="file"
            name="file"
            accept=".png,.svg,.json,.jsonld,.jwt,.txt,image/png,image/svg+xml,application/json"
            aria-describedby="file-help"
          />
        </label>
        <small id="file-help">{words.fileHelp}</small>
        <label>
          {words.text}
          <textarea name="text" rows={4} spellcheck={false} aria-describedby="text-help">
            {given ?? ''}
          </textarea>
        </label>
        <small id="text-help">{words.textHelp}</small>
        <label>
          {words.email}
          <input type="email" name="email" autocomplete="off" aria-describedby="email-help" />
        </label>
        <small id="email-help">{words.emailHelp}</small>
        <button type="submit">{words.submit}</button>
        <p class="muted">{words.privacy}</p>
      </form>
    </div>
  );
}
