import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { clientMetadata } from '../../lti/register-platform.ts';

const publicUrl = 'https://speldje.example';
const toolKey = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

it('is what dynamic registration says too', async () => {
  const text = await readFile(new URL('../../manifest/lti.json', import.meta.url), 'utf8');
  const manifest = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(text.replaceAll('{PUBLIC_URL}', publicUrl)));
  const metadata = clientMetadata({ publicUrl });
  const tool = z
    .looseObject({ claims: z.array(z.string()), messages: z.array(z.looseObject({ type: z.string() })) })
    .parse(metadata[toolKey]);
  expect(manifest).toMatchObject({
    title: metadata['client_name'],
    oidc_initiation_url: metadata['initiate_login_uri'],
    redirect_uris: metadata['redirect_uris'],
    public_jwk_url: metadata['jwks_uri'],
    scopes: String(metadata['scope']).split(' '),
    claims: tool.claims,
    messages: tool.messages.map(({ type }) => ({ type, target_link_uri: `${publicUrl}/lti/launch` })),
  });
});
