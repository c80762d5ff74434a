import { hashToken } from './hash-token.ts';

/**
 * The cookie that binds a launch to the browser that began it. Each launch has one of its own, named by its state,
 * so that two tabs launch side by side. Partitioned (CHIPS), so that it works in a frame where third-party cookies
 * are blocked; `__Host-` keeps other hosts from setting it.
 */
export function browserCookieName(state: string, secure: boolean): string {
  return `${secure ? '__Host-' : ''}lti-${hashToken(state).slice(0, 16)}`;
}

/** The `Set-Cookie` value; without a secret, the one that removes it. */
export function browserCookie(options: {
  readonly state: string;
  readonly secret?: string;
  /** The tool is reached by https; on localhost browsers take a secure cookie over http too. */
  readonly secure: boolean;
  readonly maxAgeSeconds: number;
}): string {
  const { state, secret, secure, maxAgeSeconds } = options;
  const age = secret === undefined ? 0 : maxAgeSeconds;
  return `${browserCookieName(state, secure)}=${secret ?? ''}; Max-Age=${age}; Path=/; HttpOnly; Secure; SameSite=None; Partitioned`;
}

export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const cookie of header?.split(';') ?? []) {
    const at = cookie.indexOf('=');
    if (cookie.slice(0, at).trim() === name) return cookie.slice(at + 1).trim() || undefined;
  }
  return undefined;
}
