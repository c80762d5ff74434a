import type { VNode } from 'preact';
import type { Locale } from '../../../domain/localized-text.ts';
import { takeOutWords } from '../../../i18n/web-take-out-messages.ts';

/** What a learner can take out of the passport, at its foot. */
export function TakeOutSection(props: { readonly locale: Locale; readonly badges: number }): VNode {
  const words = takeOutWords(props.locale);
  return (
    <section aria-labelledby="take-out" class="no-print">
      <h2 id="take-out">{words.title}</h2>
      <ul>
        <li>
          <a href="/me/download/passport.pdf">{words.pdf}</a>
        </li>
        {props.badges === 0 ? null : (
          <>
            <li>
              <a href="/me/passport/badges.zip">{words.zip}</a>
              <br />
              <small>{words.zipHint}</small>
            </li>
            <li>
              <a href="/me/passport/clr.json">{words.record}</a> (
              <a href="/me/passport/clr.jwt">{words.recordJwt}</a>)
              <br />
              <small>{words.recordHint}</small>
            </li>
          </>
        )}
        <li>
          <a href="/me/take-out">{words.choose}</a>
        </li>
        <li>
          <a href="/me/backpacks">{words.backpacks}</a>
        </li>
      </ul>
    </section>
  );
}
