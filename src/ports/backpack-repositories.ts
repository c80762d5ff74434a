import type { BackpackClient, BackpackGrant, BackpackToken } from '../domain/backpack.ts';
import type { PersonId } from '../domain/person.ts';

/** What is kept for backpacks that reach passports over the Open Badges API. */
export interface BackpackRepositories {
  readonly clients: BackpackClientRepository;
  readonly grants: BackpackGrantRepository;
  readonly tokens: BackpackTokenRepository;
}

export interface BackpackClientRepository {
  find(id: string): Promise<BackpackClient | undefined>;
  findMany(ids: readonly string[]): Promise<readonly BackpackClient[]>;
  /** Oldest first. */
  list(): Promise<readonly BackpackClient[]>;
  /** How many registered themselves since a moment. */
  countRegisteredSince(at: Date): Promise<number>;
  insert(client: BackpackClient): Promise<void>;
  /** Replaces a client by id. */
  save(client: BackpackClient): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface BackpackGrantRepository {
  find(id: string): Promise<BackpackGrant | undefined>;
  insert(grant: BackpackGrant): Promise<void>;
  /** Notes that it was used. */
  touch(id: string, at: Date): Promise<void>;
  /** Newest first. */
  ofPerson(personId: PersonId): Promise<readonly BackpackGrant[]>;
  /** Newest first. */
  ofClient(clientId: string): Promise<readonly BackpackGrant[]>;
  move(from: PersonId, to: PersonId): Promise<void>;
  /** Whether it was there. */
  remove(id: string): Promise<boolean>;
}

export interface BackpackTokenRepository {
  insert(tokens: readonly BackpackToken[]): Promise<void>;
  /** Also when it has expired or was used, as long as it is kept. */
  find(id: string): Promise<BackpackToken | undefined>;
  /** Marks it used in one atomic write: of any number of callers, one gets true. */
  use(id: string, at: Date): Promise<boolean>;
  /** Removes a token, or with `kind` every one of that kind that the grant has. */
  remove(id: string): Promise<void>;
  removeOfGrant(grantId: string, kind?: BackpackToken['kind']): Promise<void>;
}
