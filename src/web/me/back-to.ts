import { queryOf } from '../query-of.ts';
import { localPath } from '../session/local-path.ts';
import type { FormVisit, Visit } from '../session/signed-in-pages.ts';

/** To the page that the form stood on, at the entry that it was about; said there is what `done` names. */
export function backTo({ form, response }: FormVisit, key: string, done?: 'hidden'): void {
  const [path = '/me', query] = (localPath(form.text('back')) ?? '/me').split('?');
  const asked = new URLSearchParams(query);
  if (done !== undefined) asked.set('done', done);
  const written = asked.size === 0 ? '' : `?${asked.toString()}`;
  response.redirect(303, `${path}${written}#${encodeURIComponent(key)}`);
}

/** From an address that only takes forms to the page of the form, in the language that is asked for. */
export function toForm({ request, response }: Visit, path: string): void {
  response.redirect(303, `${path}${queryOf(request)}`);
}
