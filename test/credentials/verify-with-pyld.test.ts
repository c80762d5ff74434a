import { describe, expect, it } from 'vitest';
import { knownContexts, loadContext } from '../../src/credentials/document-loader.ts';
import { pythonWith, runPython } from './debian-python.ts';
import { publicUrl, sampleInput, sampleIssuer, sampleSigner } from './sample-award.ts';

const python = pythonWith('pyld', 'nacl');

describe.skipIf(python === undefined)(
  'an independent verifier (needs python3-pyld and python3-nacl; skipped where they are missing)',
  () => {
    it('accepts a signed award, and refuses it once a letter was changed', async () => {
      const { signer, ed25519, es256 } = await sampleSigner();
      const signed = await signer.signAward(sampleInput, ed25519);
      const contexts = Object.fromEntries(
        await Promise.all(
          knownContexts.map(async (url) => [url, (await loadContext(url)).document] as const),
        ),
      );
      const result = runPython(python ?? '', './verify_with_pyld.py', {
        contexts,
        didDocument: signer.issuerDocument(sampleIssuer, [ed25519, es256], publicUrl),
        credentials: [signed, { ...signed, name: 'Ander' }, { ...signed, validFrom: '2026-03-04T10:11:13Z' }],
      });
      expect(result).toEqual([true, 'signature', 'signature']);
    });
  },
);
