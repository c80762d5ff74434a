import type { OneTimeLink, OneTimeLinkRepository } from '../ports/one-time-link-repository.ts';
import { documentSchema, moment, part, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';

type OneTimeLinkDocument = Omit<OneTimeLink, 'tokenHash'> & { readonly _id: string };

export const oneTimeLinkSchema = documentSchema({
  purpose: {
    ...text,
    enum: [
      'first-owner',
      'sign-in',
      'link-mail',
      'wallet-nonce',
      'link-account',
      'recovery',
      'recovery-stop',
    ],
  },
  subject: part,
  createdAt: moment,
  expiresAt: moment,
});

function toLink({ _id, ...rest }: OneTimeLinkDocument): OneTimeLink {
  return { ...rest, tokenHash: _id };
}

export function oneTimeLinkRepository(scope: Scope, models: Models): OneTimeLinkRepository {
  const links = documents<OneTimeLinkDocument>(scope, models.oneTimeLinks);
  return {
    insert: ({ tokenHash, ...rest }) => links.add([{ ...rest, _id: tokenHash }]),
    async peek(tokenHash, now) {
      const found = await links.one({ _id: tokenHash, expiresAt: { $gt: now } });
      return found && toLink(found);
    },
    async take(tokenHash, now) {
      const taken = await links.takeAway({ _id: tokenHash, expiresAt: { $gt: now } });
      return taken && toLink(taken);
    },
    async removeOfPerson(personId, but) {
      if (but === undefined)
        await links.remove({ $or: [{ 'subject.person': personId }, { 'subject.by': personId }] });
      else await links.remove({ 'subject.person': personId, purpose: { $ne: but.keep } });
    },
  };
}
