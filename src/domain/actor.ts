import type { IdentityKey, WorkspaceKey } from './identity.ts';
import type { PersonId } from './person.ts';

/** How somebody belongs to the workspace in which they act. */
export type Standing = 'member' | 'guest' | 'outsider' | 'bot';

/** Who does something, and from where. */
export type Actor = {
  readonly personId: PersonId;
  readonly name?: string;
  /** The account that they act with, in their workspace. */
  readonly account?: IdentityKey;
  /** The workspace they act in; absent on the web and the command line. */
  readonly workspace?: WorkspaceKey;
  readonly standing: Standing;
  /** Holds a teaching role in the course that this was launched from (LTI). */
  readonly teaches?: boolean;
  readonly via: 'slack' | 'teams' | 'lti' | 'web' | 'command-line' | 'job';
};

/** The operator at the command line, or a scheduled job: not a person, and bound by no role. */
export const operator = 'operator';

export function isOperator(actor: Actor): boolean {
  return actor.personId === operator && (actor.via === 'command-line' || actor.via === 'job');
}

export const operatorActor: Actor = { personId: operator, standing: 'member', via: 'command-line' };
