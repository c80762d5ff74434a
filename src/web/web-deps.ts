import type { Express } from 'express';
import type { Registry } from 'prom-client';
import type { BadgeSnapshot } from '../domain/badge.ts';
import type { Community } from '../domain/community.ts';
import type { Clock } from '../ports/clock.ts';
import type { CredentialReader } from '../ports/credential-reader.ts';
import type { BadgeDocuments, CredentialSigner, JsonObject } from '../ports/credential-signer.ts';
import type { DrawPicture } from '../ports/draw-picture.ts';
import type { HolderProofs } from '../ports/holder-proofs.ts';
import type { Ids } from '../ports/ids.ts';
import type { JobBoard } from '../ports/job-board.ts';
import type { Store } from '../ports/store.ts';
import type { AwardAnswers } from './answers/award-answers.ts';
import type { TeamsTab } from './teams/teams-tab.ts';
import type { DigestTokens } from '../use-cases/unsubscribe.ts';
import type { SkillsPictureTokens } from '../use-cases/skills-picture-tokens.ts';
import type { PictureDeps } from '../use-cases/imported-picture.ts';

/** What the web writes to the log; pino has this shape. */
export type WebLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** Adds the addresses of an integration; it reads bodies itself, since it checks signatures over them. */
export type Integration = (app: Express) => void;

export type WebDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly signer: CredentialSigner;
  /** What the service does by the clock, for its owners; absent where nothing does. */
  readonly jobs?: JobBoard;
  /** For the links with which digests are stopped. */
  readonly digestTokens: DigestTokens;
  /** For the pictures of skills in messages. */
  readonly skillsPictureTokens: SkillsPictureTokens;
  readonly documents: BadgeDocuments;
  /** Reads the proofs of wallets. */
  readonly holderProofs: HolderProofs;
  /** Checks signatures for the award page; without it, the page says that the signature was not checked. */
  readonly reader?: CredentialReader;
  /** The badge as OB 3.0 Achievement, without `@context`. */
  readonly achievementOf: (badge: BadgeSnapshot, publicUrl: string) => JsonObject;
  /** Answers about awards that were given lately; without it, each is made anew. */
  readonly answers?: AwardAnswers;
  /** Draws the cards of shared links; without it, the badge's own picture goes along. */
  readonly draw?: DrawPicture;
  /** Where people reach this deployment, without a slash at its end. */
  readonly publicUrl: string;
  readonly log: WebLog;
  /** A registry of this app alone; a new one when absent. */
  readonly metrics?: Registry;
  /** Whose deployment this is; plainly `Speldje` when absent. */
  readonly community?: Community;
  /**
   * Whose X-Forwarded-For is believed, IP addresses or networks, beside proxies on private addresses, which is how a
   * service stands behind its load balancer.
   */
  readonly trustedProxies?: readonly string[];
  /** Whether mail can be sent; by default it can't. */
  readonly mailOn?: boolean;
  /** Called when messages may wait to be delivered. */
  readonly onWritten?: () => void;
  /** The tab in Teams; there is none when left out. */
  readonly teamsTab?: TeamsTab;
  /** Whether a host's addresses are all public; asked of addresses that owners want this service to ask. */
  readonly isPublicHost?: (host: string) => Promise<boolean>;
  /** How many backpacks may register themselves in a day; 20 when absent, none when 0. */
  readonly backpackRegistrationsPerDay?: number;
  /** Requests a minute from one address to what is costly to make. */
  readonly costlyRequestsPerMinute?: number;
  /** Draws the pictures of badges from elsewhere; without it and a reader, none are taken in. */
  readonly importPictures?: PictureDeps;
  /** Badges from elsewhere that are checked for one address a minute. */
  readonly readingsPerMinute?: number;
};

/** The same, with what was left out filled in. */
export type AppDeps = WebDeps &
  Required<Pick<WebDeps, 'metrics' | 'community' | 'mailOn' | 'onWritten' | 'isPublicHost'>>;
