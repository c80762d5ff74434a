import type { Actor } from '../../../src/domain/actor.ts';
import type { Identity, WorkspaceKey } from '../../../src/domain/identity.ts';
import type { Locale } from '../../../src/domain/localized-text.ts';
import type { Destination } from '../../../src/domain/outbox-message.ts';
import type { Place } from '../../../src/domain/place.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Directory } from '../../../src/ports/directory.ts';
import type { Ids } from '../../../src/ports/ids.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { Links } from '../reply/links.ts';

export type ChatDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly links: Links;
  /** Mail can be sent, so that an address can be confirmed. */
  readonly mailOn: boolean;
};

/** What the shared part needs to know of a platform. */
export interface ChatPlatform {
  readonly directory: Directory;
  readonly workspace: WorkspaceKey;
  /** The identity behind a user id as the platform wrote it. */
  identity(userId: string): Identity;
  /** The user ids of a group's members; undefined when there is no such group. */
  groupMembers(groupId: string): Promise<readonly string[] | undefined>;
}

/** Who said something, where, and how the answer reaches them. */
export type ChatContext = {
  readonly actor: Actor;
  readonly locale: Locale;
  readonly deliveryKey: string;
  /** Where it was said. */
  readonly place: Place;
  /** Others may hear of it there: the bot can post in that conversation, and it is not a private talk with it. */
  readonly announce: boolean;
  /** Everybody in the workspace can read along there, not only those whom somebody let in. */
  readonly open: boolean;
  /** Others spoke in that thread before, and the platform may still tell what they said. */
  readonly threadBegun?: boolean;
  readonly answerTo: Extract<Destination, { kind: 'sender-only' }>;
  readonly platform: ChatPlatform;
};
