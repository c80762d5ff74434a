import type { VNode } from 'preact';
import type { Locale } from '../../src/domain/localized-text.ts';
import { ltiWords } from '../../src/i18n/lti-messages.ts';

/** Between login and the platform, while the platform's storage takes the browser's secret. */
export function PutPage(props: { readonly locale: Locale; readonly next: string }): VNode {
  const words = ltiWords(props.locale);
  return (
    <main class="notice">
      <h1>{words.tool}</h1>
      <p role="status">{words.waiting}</p>
      <p>
        <a href={props.next}>{words.goOn}</a>
      </p>
    </main>
  );
}

/** A launch that lacks its proof: asks the platform's storage for it, or offers a window of its own. */
export function ProvePage(props: {
  readonly locale: Locale;
  readonly idToken: string;
  readonly state: string;
  readonly askStorage: boolean;
  /** The login again, in a new window. */
  readonly again: string;
}): VNode {
  const { locale, idToken, state, askStorage, again } = props;
  const words = ltiWords(locale);
  return (
    <main class="notice">
      {askStorage ? (
        <div data-waiting>
          <p role="status">{words.waiting}</p>
          <form method="post" action="/lti/launch" data-proof>
            <input type="hidden" name="id_token" value={idToken} />
            <input type="hidden" name="state" value={state} />
            <input type="hidden" name="browser_secret" value="" />
          </form>
        </div>
      ) : null}
      <div data-new-window hidden={askStorage}>
        <h1>{words.newWindowTitle}</h1>
        <p>{words.newWindow}</p>
        <p>
          <a role="button" href={again} target="_blank" rel="noopener">
            {words.newWindowButton}
          </a>
        </p>
      </div>
    </main>
  );
}

/** A page with one heading and one paragraph. */
export function NoticePage(props: { readonly title: string; readonly text: string }): VNode {
  return (
    <main class="notice">
      <h1>{props.title}</h1>
      <p>{props.text}</p>
    </main>
  );
}
