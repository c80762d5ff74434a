import { createHash } from 'node:crypto';
import { bakePng } from '../../src/credentials/bake-png.ts';
import type { JsonObject } from '../../src/ports/credential-signer.ts';
import { foreignBadge, foreignKey, signForeign } from '../credentials/foreign-credential.ts';
import { samplePng } from '../credentials/sample-pictures.ts';

/** A badge of another issuer for whoever has that address, signed with a key of its own, in a picture. */
export async function foreignBadgeFor(address: string, name = 'Lasser'): Promise<Uint8Array> {
  const key = foreignKey();
  const hash = createHash('sha256').update(`${address}zout`).digest('hex');
  const skill = {
    type: ['Alignment'],
    targetName: 'Lassen',
    targetUrl: 'https://vaardigheden.example/lassen',
    targetFramework: 'Vaardigheden',
  };
  const subject: JsonObject = {
    type: ['AchievementSubject'],
    identifier: [
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: `sha256$${hash}`,
        identityType: 'emailAddress',
        salt: 'zout',
      },
    ],
    achievement: {
      id: 'https://elders.example.com/achievements/1',
      type: ['Achievement'],
      name,
      description: 'Last staal',
      criteria: { narrative: 'Last' },
      alignment: [skill],
    },
  };
  const document = { ...foreignBadge(key.did), name, credentialSubject: subject };
  const signed = await signForeign(document, key.privateKey, `${key.did}#${key.multikey}`);
  return bakePng(samplePng(), '3.0', JSON.stringify(signed));
}
