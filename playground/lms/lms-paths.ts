import type { Flavour } from './lms-world.ts';

/** Where the services of a platform are, as the real ones have them. */
export function addresses(url: string, flavour: Flavour) {
  return flavour === 'moodle'
    ? {
        auth: `${url}/mod/lti/auth.php`,
        token: `${url}/mod/lti/token.php`,
        certs: `${url}/mod/lti/certs.php`,
        registration: `${url}/mod/lti/openid-registration.php`,
      }
    : {
        auth: `${url}/d2l/lti/authenticate`,
        token: `${url}/core/connect/token`,
        certs: `${url}/d2l/.well-known/jwks`,
        registration: `${url}/d2l/api/lti/register`,
      };
}

export type Addresses = ReturnType<typeof addresses>;
