import type { Lms } from './lms.ts';

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** A page that posts fields by itself, as platforms do between login and launch. */
export function messagePage(action: string, fields: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
  return `<!doctype html><html lang="en"><title>…</title><body onload="document.forms[0].submit()"><form method="post" action="${escape(action)}">${inputs}<noscript><button>Continue</button></noscript></form></body></html>`;
}

export function linkPage(title: string, text: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)}</title><body><h1>${escape(title)}</h1><p>${escape(text)}</p></body></html>`;
}

/**
 * The platform's storage for tools (LTI Client Side postMessages, Platform Storage): values are kept for the origin
 * that put them there and given to no other.
 */
const storageScript = `
const kept = new Map();
addEventListener('message', (event) => {
  const { subject, message_id, key, value } = event.data ?? {};
  const answer = (more) => event.source.postMessage({ subject: subject + '.response', message_id, ...more }, event.origin);
  if (subject === 'lti.capabilities') answer({ supported_messages: [{ subject: 'lti.put_data' }, { subject: 'lti.get_data' }] });
  else if (subject === 'lti.put_data') { kept.set(event.origin + ' ' + key, value); answer({ key, value }); }
  else if (subject === 'lti.get_data') answer({ key, value: kept.get(event.origin + ' ' + key) });
});`;

/** A course with its links; one of them open in a frame. `storage=off` is a platform that keeps nothing for tools. */
export function coursePage(lms: Lms, courseId: string, query: URLSearchParams): string | undefined {
  const course = lms.courses.get(courseId);
  if (course === undefined) return undefined;
  const as = query.get('as') ?? course.members[0]?.user ?? '';
  const user = lms.users.get(as);
  const open = query.get('link');
  const src = (more: Record<string, string>) =>
    `/launch?${new URLSearchParams({ as, course: course.id, ...more }).toString()}`;
  const links = course.links
    .map(
      (link) =>
        `<li><a href="?${escape(new URLSearchParams({ as, link: link.id }).toString())}"${link.id === open ? ' aria-current="page"' : ''}>${escape(link.title)}</a></li>`,
    )
    .join('');
  const shown =
    open === null
      ? query.get('what') === 'deep-linking'
        ? src({ what: 'deep-linking' })
        : undefined
      : src({ link: open });
  return `<!doctype html>
<html lang="nl">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escape(course.title)}</title>
    <style>
      body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: #f5f6f8; color: #1c2430; }
      header { background: #0f4c75; color: #fff; padding: .6rem 1rem; }
      header p { margin: 0; font-size: .85rem; } h1 { margin: 0; font-size: 1.1rem; }
      nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: .6rem 1rem; margin: 0; background: #fff; border-bottom: 1px solid #d8dde4; }
      nav a { color: #0f4c75; } nav a[aria-current] { font-weight: 700; text-decoration: none; }
      iframe { border: 0; width: 100%; height: calc(100vh - 7.5rem); background: #fff; display: block; }
    </style>
  </head>
  <body>
    <header><h1>${escape(course.title)}</h1><p>${escape(user === undefined ? as : `${user.given} ${user.family}`)}</p></header>
    <nav><ul>${links}<li><a href="?${escape(new URLSearchParams({ as, what: 'deep-linking' }).toString())}">+ Activiteit toevoegen</a></li></ul></nav>
    ${shown === undefined ? '' : `<iframe title="${escape(course.title)}" src="${escape(shown)}" allow="clipboard-write"></iframe>`}
    ${query.get('storage') === 'off' || !lms.manners.storage ? '' : `<script>${storageScript}</script>`}
  </body>
</html>`;
}
