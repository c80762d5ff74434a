/** Whether an address is one of this tool's: our origin, at or below `/lti/launch`. */
export function isToolAddress(address: string, publicUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.origin !== publicUrl || url.username !== '' || url.password !== '') return false;
  return url.pathname === '/lti/launch' || url.pathname.startsWith('/lti/launch/');
}
