import type { VNode } from 'preact';
import type { Locale } from '../../domain/localized-text.ts';
import type { Person } from '../../domain/person.ts';
import { signInWords } from '../../i18n/web-sign-in-messages.ts';
import { ProofFields, type FormProof } from '../session/form-proof.tsx';

/** The ways in: the bot, the course, and mail. */
export function SignInPage(props: {
  readonly locale: Locale;
  readonly proof: FormProof;
  readonly mailOn: boolean;
  readonly next: string | undefined;
  readonly address?: string;
  readonly fault?: string;
}): VNode {
  const words = signInWords(props.locale);
  return (
    <article>
      <header class="page-head">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        {props.next === undefined ? null : <p>{words.nextHint}</p>}
      </header>
      <div class="ways">
        <section aria-labelledby="by-mail">
          <h2 id="by-mail">{words.mailTitle}</h2>
          {props.mailOn ? <MailForm {...props} /> : <p>{words.mailOff}</p>}
        </section>
        <section aria-labelledby="by-chat">
          <h2 id="by-chat">{words.chatTitle}</h2>
          <p>{words.chatText}</p>
          <p>
            <code>{words.chatCommand}</code>
          </p>
        </section>
        <section aria-labelledby="by-course">
          <h2 id="by-course">{words.courseTitle}</h2>
          <p>{words.courseText}</p>
        </section>
      </div>
    </article>
  );
}

function MailForm(props: Parameters<typeof SignInPage>[0]): VNode {
  const words = signInWords(props.locale);
  const faulty = props.fault !== undefined;
  return (
    <form method="post" action="/sign-in">
      <p>{words.mailText}</p>
      <ProofFields proof={props.proof} />
      {props.next === undefined ? null : <input type="hidden" name="next" value={props.next} />}
      <label for="address">{words.address}</label>
      <input
        id="address"
        name="address"
        type="email"
        autocomplete="email"
        required
        maxlength={254}
        value={props.address ?? ''}
        {...(faulty ? { 'aria-invalid': 'true' as const, 'aria-describedby': 'address-fault' } : {})}
      />
      {faulty ? (
        <small id="address-fault" role="alert">
          {props.fault}
        </small>
      ) : null}
      <button type="submit">{words.send}</button>
    </form>
  );
}

export function MailSentPage(props: { readonly locale: Locale; readonly address: string }): VNode {
  const words = signInWords(props.locale);
  return (
    <article>
      <h1>{words.sentTitle}</h1>
      <p class="lead">{words.sentText(props.address)}</p>
      <p>{words.sentHint}</p>
      <p>
        <a href="/sign-in">{words.again}</a>
      </p>
    </article>
  );
}

/** Behind a sign-in link: a button, so that whatever opens links to look at them uses none up. */
export function ConfirmPage(props: {
  readonly locale: Locale;
  readonly proof: FormProof;
  readonly person: Person;
}): VNode {
  const words = signInWords(props.locale);
  const { name } = props.person;
  return (
    <article>
      <h1>{name === undefined ? words.welcomeUnnamed : words.welcome(name)}</h1>
      <p class="lead">{words.confirmText}</p>
      <form method="post" class="narrow">
        <ProofFields proof={props.proof} />
        <button type="submit">{words.confirm}</button>
      </form>
      <p class="muted">{words.confirmHint}</p>
    </article>
  );
}

export function VoidLinkPage(props: { readonly locale: Locale }): VNode {
  const words = signInWords(props.locale);
  return (
    <article>
      <h1>{words.void}</h1>
      <p class="lead">{words.voidText}</p>
      <p>
        <a href="/sign-in">{words.newLink}</a>
      </p>
    </article>
  );
}

export function SignedOutPage(props: { readonly locale: Locale }): VNode {
  const words = signInWords(props.locale);
  return (
    <article>
      <h1>{words.signedOutTitle}</h1>
      <p class="lead">{words.signedOutText}</p>
      <p>
        <a href="/sign-in">{words.title}</a>
      </p>
    </article>
  );
}
