import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalForm } from '../../src/credentials/canonical-form.ts';
import { clrContext, clrContextSha256, clrContextUrl } from '../../src/credentials/clr-context.ts';
import { knownContexts, loadContext } from '../../src/credentials/document-loader.ts';

describe('the document loader', () => {
  it.each([
    'https://www.w3.org/ns/credentials/v2',
    'https://www.w3.org/2018/credentials/v1',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
    'https://w3id.org/security/data-integrity/v2',
    'https://w3id.org/security/multikey/v1',
    clrContextUrl,
  ])('has %s', async (url) => {
    expect(await loadContext(url)).toMatchObject({
      documentUrl: url,
      document: { '@context': expect.anything() },
    });
  });

  it('has no address that is not https', () => {
    expect(knownContexts.filter((url) => !url.startsWith('https://'))).toEqual([]);
  });

  it('holds the CLR context byte for byte as it is published', () => {
    const text = JSON.stringify(clrContext, null, 2);
    expect(createHash('sha256').update(text).digest('hex')).toBe(clrContextSha256);
  });

  it('refuses an unknown context, fetching nothing', async () => {
    await expect(loadContext('https://example.org/context.json')).rejects.toMatchObject({
      code: 'unknown-context',
      details: { url: 'https://example.org/context.json' },
    });
  });

  it('refuses it through the JSON-LD library too, with the same code', async () => {
    const document = {
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://example.org/x'],
      id: 'urn:x:1',
    };
    await expect(canonicalForm(document)).rejects.toMatchObject({ code: 'unknown-context' });
  });

  it('refuses a term that would be left out of the signature', async () => {
    const document = { '@context': ['https://www.w3.org/ns/credentials/v2'], id: 'urn:x:1', invented: 'x' };
    await expect(canonicalForm(document)).rejects.toMatchObject({ code: 'not-canonizable' });
  });
});
