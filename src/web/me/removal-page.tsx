import { meWords } from '../../i18n/web-me-messages.ts';
import type { Visit } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';
import { MeForm, sendMePage } from './me-frame.tsx';

/** Asks before an entry leaves the passport for good; `text` says what goes with it. */
export function sendRemovalPage(
  deps: AppDeps,
  visit: Visit,
  entry: {
    readonly kind: 'experience' | 'import';
    readonly id: string;
    readonly name: string;
    readonly text: string;
  },
): void {
  const words = meWords(visit.locale);
  const title = words.removeTitle(entry.name);
  sendMePage(deps, visit, {
    title,
    section: 'passport',
    body: (
      <article>
        <h1>{title}</h1>
        <p>{entry.text}</p>
        <MeForm visit={visit} action={`/me/${entry.kind}s/${entry.id}/remove`} class="buttons">
          <button type="submit" class="danger">
            {words.removeSure}
          </button>
          <a href={`/me#${entry.kind}-${entry.id}`}>{words.removeNot}</a>
        </MeForm>
      </article>
    ),
  });
}
