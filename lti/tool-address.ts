import { parseUrl } from '../src/domain/parse-url.ts';

/** Whether an address is one of this tool's: our origin, at or below `/lti/launch`. */
export function isToolAddress(address: string, publicUrl: string): boolean {
  const url = parseUrl(address);
  if (url === undefined || url.origin !== publicUrl || url.username !== '' || url.password !== '')
    return false;
  return url.pathname === '/lti/launch' || url.pathname.startsWith('/lti/launch/');
}
