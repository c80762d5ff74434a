import type { Ledger, LedgerEntry } from '../ports/ledger.ts';
import { documentSchema, moment } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';

type LedgerDocument = Omit<LedgerEntry, 'key'> & { readonly _id: string };

export const ledgerSchema = documentSchema({ at: moment, personId: String });

export function ledger(scope: Scope, models: Models): Ledger {
  const entries = documents<LedgerDocument>(scope, models.ledger);
  return {
    async known(keys) {
      if (keys.length === 0) return new Set();
      const found = await entries.fields<{ readonly _id: string }>({ _id: { $in: keys } }, { _id: 1 });
      return new Set(found.map(({ _id }) => _id));
    },
    record: (added) => entries.add(added.map(({ key, ...rest }) => ({ ...rest, _id: key }))),
    async removeAbout(personId) {
      await entries.remove({ personId });
    },
  };
}
