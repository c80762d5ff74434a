import type { VNode } from 'preact';
import { meWords } from '../../i18n/web-me-messages.ts';
import type { Visit } from '../session/signed-in-pages.ts';

/** Where a passport is still empty: what can't be done yet, and the way to a first entry. */
export function NothingYet(props: { readonly visit: Visit; readonly text: string }): VNode {
  return (
    <>
      <p class="muted">{props.text}</p>
      <p>
        <a href="/me/experiences/new">{meWords(props.visit.locale).addExperience}</a>
      </p>
    </>
  );
}
