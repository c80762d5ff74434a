/** A visitor with a cookie jar who follows nothing by itself and fills in the forms that it was shown. */
export type Visitor = {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Shown>;
  /** Sends the form on the page that was last asked for whose action is that, with these fields beside the hidden ones. */
  send(action: string, fields?: Fields, headers?: Readonly<Record<string, string>>): Promise<Shown>;
  /** Sends fields alone, as no page of ours would. */
  post(path: string, fields: Fields, headers?: Readonly<Record<string, string>>): Promise<Shown>;
  /** Sends the form on the page that was last asked for, with a file. */
  upload(
    action: string,
    name: string,
    bytes: Uint8Array,
    fields?: Readonly<Record<string, string>>,
  ): Promise<Shown>;
  readonly cookies: Map<string, string>;
};
export type Shown = {
  readonly status: number;
  readonly location: string;
  readonly headers: Headers;
  readonly text: string;
};
export type Fields = Readonly<Record<string, string | readonly string[]>>;

const forms = /<form[^>]*?>[\s\S]*?<\/form>/gu;
const attribute = (html: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(html)?.[1]?.replaceAll('&amp;', '&');

/** The hidden fields of the form with that action on a page. */
export function hiddenFields(page: string, action: string): Record<string, string> {
  const form = [...page.matchAll(forms)]
    .map(([html]) => html)
    .find((html) => {
      const [open = ''] = html.split('>');
      return (attribute(open, 'action') ?? '') === action;
    });
  if (form === undefined) throw new Error(`the page has no form for ${action}`);
  const inputs = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/gu)].map(([input]) => input);
  return Object.fromEntries(
    inputs.map((input) => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? '']),
  );
}

export function visitor(base: string, language = 'nl'): Visitor {
  const cookies = new Map<string, string>();
  let page = '';
  const ask = async (path: string, init: RequestInit): Promise<Shown> => {
    const headers = new Headers(init.headers);
    headers.set('accept', 'text/html');
    if (!headers.has('accept-language')) headers.set('accept-language', language);
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(new URL(path, base), { ...init, headers, redirect: 'manual' });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await answer.text();
    if (init.method === undefined && text.startsWith('<!doctype')) page = text;
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      headers: answer.headers,
      text,
    };
  };
  const post = (path: string, fields: Fields, headers: Readonly<Record<string, string>> = {}) => {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields))
      for (const each of [value].flat()) body.append(name, each);
    return ask(path, { method: 'POST', body, headers });
  };
  return {
    cookies,
    get: (path, headers = {}) => ask(path, { headers }),
    upload: (action, name, bytes, fields = {}) => {
      const body = new FormData();
      for (const [field, value] of Object.entries({ ...hiddenFields(page, action), ...fields }))
        body.append(field, value);
      body.append('file', new Blob([new Uint8Array(bytes)]), name);
      return ask(action, { method: 'POST', body });
    },
    post,
    send: (action, fields = {}, headers = {}) =>
      post(action, { ...hiddenFields(page, action), ...fields }, headers),
  };
}
