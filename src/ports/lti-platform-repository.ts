/** A deployment of the tool within a platform (LTI 1.3 Core §3.1.3). */
type LtiDeployment = {
  readonly id: string;
  readonly status: 'accepted' | 'waiting';
  readonly firstSeenAt: Date;
};

/** Roles of the platform, beside Instructor, whose holders count as teachers of a course where the owner allows it. */
export const extraTeachingRoles = ['ContentDeveloper', 'Administrator', 'TeachingAssistant'] as const;
export type ExtraTeachingRole = (typeof extraTeachingRoles)[number];

/** A learning platform as registered here: issuer and client id together (LTI 1.3 Core §3.1.2). */
export type LtiPlatform = {
  /** Part of identities, `lti:ID:SUB`: small letters and digits. */
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly authUrl: string;
  readonly tokenUrl: string;
  /** The `aud` of client assertions where it is not the token endpoint (Brightspace). */
  readonly tokenAudience?: string;
  readonly jwksUrl: string;
  readonly deployments: readonly LtiDeployment[];
  /** `waiting`: registered by the platform's administrator, not yet accepted by an owner here. */
  readonly status: 'waiting' | 'accepted' | 'disabled';
  readonly extraTeachingRoles: readonly ExtraTeachingRole[];
  /** The owner trusts this platform's e-mail addresses, so that they link accounts of one person. */
  readonly vouchesForEmail: boolean;
  /** Origins that may frame the tool beside the platform's own. */
  readonly frameOrigins: readonly string[];
  readonly createdAt: Date;
  /** Grows with each change. */
  readonly version: number;
};

export interface LtiPlatformRepository {
  find(id: string): Promise<LtiPlatform | undefined>;
  /** Every registration with that issuer. */
  ofIssuer(issuer: string): Promise<readonly LtiPlatform[]>;
  list(): Promise<readonly LtiPlatform[]>;
  /** Throws DuplicateKey `lti-platform` when that issuer and client id are registered. */
  insert(platform: LtiPlatform): Promise<void>;
  /** Replaces a platform if its version is still the expected one. */
  save(platform: LtiPlatform, expectedVersion: number): Promise<boolean>;
  remove(id: string): Promise<void>;
}
