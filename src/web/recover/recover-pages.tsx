import type { VNode } from 'preact';
import type { Locale } from '../../domain/localized-text.ts';
import { peopleWords } from '../../i18n/web-people-messages.ts';
import { signInWords } from '../../i18n/web-sign-in-messages.ts';
import { ProofFields, type FormProof } from '../session/form-proof.tsx';

/** Asks for the owner's code. Says nothing of whose passport it is: the link may have gone to a mistyped address. */
export function ConfirmForm(props: {
  readonly locale: Locale;
  readonly proof: FormProof;
  readonly fault?: string;
  readonly typed?: string;
}): VNode {
  const words = peopleWords(props.locale);
  const { fault, typed } = props;
  return (
    <article>
      <h1>{words.confirmTitle}</h1>
      <p class="lead">{words.confirmLead}</p>
      <form method="post" class="narrow">
        <ProofFields proof={props.proof} />
        <label for="code">{words.code}</label>
        <input
          id="code"
          name="code"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxlength={20}
          required
          value={typed ?? ''}
          {...(fault === undefined ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': 'fault' })}
        />
        {fault === undefined ? null : (
          <small id="fault" role="alert">
            {fault}
          </small>
        )}
        <button type="submit">{words.confirm}</button>
      </form>
      <p class="muted">{words.confirmHint}</p>
    </article>
  );
}

export function StopForm(props: {
  readonly locale: Locale;
  readonly proof: FormProof;
  readonly address: string;
}): VNode {
  const words = peopleWords(props.locale);
  return (
    <article>
      <h1>{words.stopTitle}</h1>
      <p class="lead">{words.stopLead(props.address)}</p>
      <form method="post" class="narrow">
        <ProofFields proof={props.proof} />
        <button type="submit" class="danger">
          {words.stopDo}
        </button>
      </form>
    </article>
  );
}

/** What came of it, with the way to sign in where that is what to do next. */
export function Said(props: {
  readonly title: string;
  readonly text: string;
  readonly signIn?: Locale;
}): VNode {
  return (
    <article>
      <h1>{props.title}</h1>
      <p class="lead">{props.text}</p>
      {props.signIn === undefined ? null : (
        <p>
          <a href="/sign-in">{signInWords(props.signIn).title}</a>
        </p>
      )}
    </article>
  );
}
