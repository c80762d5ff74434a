import type { Delivery, DeliveryRepository } from '../ports/delivery-repository.ts';
import { documentSchema, moment, part } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';

type DeliveryDocument = Omit<Delivery, 'key'> & { readonly _id: string };

export const deliverySchema = documentSchema({ at: moment, made: part });

export function deliveryRepository(scope: Scope, models: Models): DeliveryRepository {
  const deliveries = documents<DeliveryDocument>(scope, models.deliveries);
  return {
    async find(key) {
      const found = await deliveries.one({ _id: key });
      return found && { key, at: found.at, made: found.made };
    },
    insert: ({ key, at, made }) => deliveries.add([{ _id: key, at, made }]),
  };
}
