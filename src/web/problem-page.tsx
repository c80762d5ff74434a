import type { VNode } from 'preact';
import type { Locale } from '../domain/localized-text.ts';
import { webWords } from '../i18n/web-messages.ts';
import { signInWords } from '../i18n/web-sign-in-messages.ts';
import { problemTitle, statusOf, type ProblemCode } from './problem.ts';

export function ProblemPage(props: {
  readonly code: ProblemCode;
  readonly locale: Locale;
  readonly id?: string;
}): VNode {
  const words = webWords(props.locale);
  return (
    <section class="notice">
      <p class="notice-number" aria-hidden="true">
        {statusOf(props.code)}
      </p>
      <h1>{words.problemTitle}</h1>
      <p>{problemTitle(props.code, props.locale)}</p>
      {props.id === undefined ? null : <p class="muted">{words.problemId(props.id)}</p>}
      <p>
        {props.code === 'signed-out' ? (
          <a href="/sign-in">{signInWords(props.locale).title}</a>
        ) : (
          <a href="/">{words.problemHome}</a>
        )}
      </p>
    </section>
  );
}
