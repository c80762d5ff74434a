import type { Issuer, IssuerId } from '../domain/issuer.ts';

export interface IssuerRepository {
  find(id: IssuerId): Promise<Issuer | undefined>;
  findBySlug(slug: string): Promise<Issuer | undefined>;
  /** By slug; a community has tens of issuers, not thousands. */
  list(): Promise<readonly Issuer[]>;
  /** Inserts or replaces by id; throws DuplicateKey `issuer-slug`. */
  save(issuer: Issuer): Promise<void>;
}
