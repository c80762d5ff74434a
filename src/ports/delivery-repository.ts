/** What came of a command; a repeated delivery gets the same answer. */
export type Delivery = {
  readonly key: string;
  readonly at: Date;
  /** The ids of what it made or changed. */
  readonly made: readonly string[];
};

export interface DeliveryRepository {
  find(key: string): Promise<Delivery | undefined>;
  /** Throws DuplicateKey `delivery` when that command was carried out before. */
  insert(delivery: Delivery): Promise<void>;
}
