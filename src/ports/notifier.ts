import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Place } from '../domain/place.ts';

/** How an attempt to deliver a message ended. */
export type DeliveryResult =
  | { readonly kind: 'delivered'; readonly to?: Place & { readonly message: string } }
  /** Try again, not before that many milliseconds when the platform said so. */
  | {
      readonly kind: 'again';
      readonly afterMs?: number;
      readonly error: string;
      /** It may have arrived all the same, so it is looked for before the next attempt. */
      readonly uncertain?: boolean;
      /** The platform asked to wait and did not look at the message: that is no attempt. */
      readonly turnedAway?: boolean;
    }
  /** The platform will never take it; `unreachable` when the person or place is gone. */
  | { readonly kind: 'impossible'; readonly error: string; readonly unreachable: boolean };

/** Delivers messages by one channel. */
export interface Notifier {
  readonly channel: OutboxMessage['channel'];
  deliver(message: OutboxMessage): Promise<DeliveryResult>;
  /**
   * For a message that may have been delivered before a crash: where it stands, if the platform shows it.
   * Undefined when it is not there, or when the channel can't be asked. Throws NotNow where the platform wants to
   * be asked later.
   */
  findDelivered(message: OutboxMessage): Promise<(Place & { readonly message: string }) | undefined>;
}
