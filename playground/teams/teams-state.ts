import {
  conversationsAtStart,
  teamsAtStart,
  users,
  type TeamsConversation,
  type TeamsTeam,
  type TeamsUser,
} from './teams-world.ts';

/** A message as it stands in a conversation. */
export type Post = {
  readonly id: string;
  readonly conversation: string;
  /** The id of the post that began the thread; its own for that post. Absent in chats. */
  readonly thread?: string;
  /** A user's id, or the bot's. */
  readonly from: string;
  text: string;
  /** What the bot sent, as it sent it. */
  activity?: Readonly<Record<string, unknown>>;
  /** Only this user sees it. */
  readonly targetedTo?: string;
  readonly files: readonly PostFile[];
  edited: boolean;
  deleted: boolean;
  readonly at: Date;
};

export type PostFile = { readonly name: string; readonly type: string };

/** How the next matching call of the bot is answered instead. */
export type Fault = {
  /** Of the method and the path, such as `POST /v3/conversations/…/activities`; any call when left out. */
  readonly on?: RegExp;
  readonly status: number;
  readonly code?: string;
  readonly retryAfterS?: number;
  /** It is done all the same, and then answered so. */
  readonly afterDoing?: boolean;
  /** No answer at all comes. */
  readonly hang?: boolean;
  times: number;
};

/** A call that the bot made. */
export type Call = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly why?: string;
};

/** What the stand-in knows: people, conversations, messages, and what went over the wire. */
export function teamsState() {
  const listeners = new Set<() => void>();
  let lastId = Date.now();
  const state = {
    people: new Map<string, TeamsUser>(Object.values(users).map((user) => [user.id, user])),
    teams: new Map<string, TeamsTeam>(teamsAtStart().map((team) => [team.id, team])),
    conversations: new Map<string, TeamsConversation>(conversationsAtStart().map((one) => [one.id, one])),
    posts: [] as Post[],
    /** Users who have the app for themselves. */
    installedFor: new Set<string>(),
    /** Users who blocked the bot. */
    blocked: new Set<string>(),
    faults: [] as Fault[],
    calls: [] as Call[],
    /** The activities that were delivered, with how the service answered. */
    deliveries: [] as { readonly type: string; readonly name?: string; readonly status: number }[],
    nextId(): string {
      lastId = Math.max(lastId + 1, Date.now());
      return String(lastId);
    },
    userBy(id: string): TeamsUser | undefined {
      return (
        state.people.get(id) ??
        [...state.people.values()].find((user) => user.aad === id || user.email === id)
      );
    },
    personalChat(user: TeamsUser): TeamsConversation {
      const id = `a:1personal-${user.id.slice(3)}`;
      const known = state.conversations.get(id);
      if (known !== undefined) return known;
      const made: TeamsConversation = {
        id,
        kind: 'personal',
        name: '',
        members: [user.id],
        installed: true,
      };
      state.conversations.set(id, made);
      return made;
    },
    onChange(listener: () => void): void {
      listeners.add(listener);
    },
    changed(): void {
      for (const listener of listeners) listener();
    },
  };
  return state;
}

export type TeamsState = ReturnType<typeof teamsState>;
