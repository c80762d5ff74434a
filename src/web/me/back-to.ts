import { localPath } from '../session/local-path.ts';
import type { FormVisit } from '../session/signed-in-pages.ts';

/** To the page that the form stood on, at the entry that it was about. */
export function backTo({ form, response }: FormVisit, key: string): void {
  response.redirect(303, `${localPath(form.text('back')) ?? '/me'}#${encodeURIComponent(key)}`);
}
