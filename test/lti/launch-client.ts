import type { LmsStandIn } from '../../playground/lms/lms.ts';
import type { LaunchCase } from './launch-table.ts';

/** A browser as far as a launch needs one: it keeps the cookies of one tool. */
export type Jar = Map<string, string>;

/** A login that a tool answered by sending the browser to the platform. */
export type BegunLaunch = { readonly authenticationUrl: string; readonly jar: Jar };

function keep(jar: Jar, answer: Response): void {
  for (const cookie of answer.headers.getSetCookie()) {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    if (/max-age=0(;|$)/iu.test(cookie)) jar.delete(pair.slice(0, at));
    else jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

const cookies = (jar: Jar) => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

/** Begins a launch at a tool, without the platform's storage. */
export async function beginLaunch(
  loginUrl: string,
  parameters: Readonly<Record<string, string>>,
  jar: Jar = new Map(),
): Promise<BegunLaunch> {
  const { lti_storage_target: _, ...rest } = parameters;
  const answer = await fetch(`${loginUrl}?${new URLSearchParams(rest).toString()}`, {
    redirect: 'manual',
    headers: { cookie: cookies(jar) },
  });
  const authenticationUrl = answer.headers.get('location');
  if (answer.status !== 302 || authenticationUrl === null)
    throw new Error(`login answered ${answer.status}: ${await answer.text()}`);
  keep(jar, answer);
  return { authenticationUrl, jar };
}

export async function postLaunch(
  action: string,
  fields: Readonly<Record<string, string>>,
  jar: Jar,
): Promise<{ readonly status: number; readonly body: string; readonly location?: string }> {
  const answer = await fetch(action, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies(jar), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  keep(jar, answer);
  const location = answer.headers.get('location');
  return { status: answer.status, body: await answer.text(), ...(location === null ? {} : { location }) };
}

/** Carries out one case of the table against a tool, from login to the answer of its launch address. */
export async function runLaunch(
  lms: LmsStandIn,
  tool: { readonly loginUrl: string; readonly clientId: string },
  which: LaunchCase,
  launch: { readonly user: string; readonly course: string; readonly link: string },
) {
  const restore = which.platform?.(lms);
  try {
    const { authenticationUrl, jar } = await beginLaunch(
      tool.loginUrl,
      lms.begin({ ...launch, tool: tool.clientId }),
    );
    const { action, fields } = await lms.answerTo(authenticationUrl, which.token);
    which.form?.(fields);
    return { ...(await postLaunch(action, fields, jar)), jar };
  } finally {
    restore?.();
  }
}
