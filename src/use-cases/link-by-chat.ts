import type { Actor } from '../domain/actor.ts';
import type { Person } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { OneTimeLink } from '../ports/one-time-link-repository.ts';
import type { Store } from '../ports/store.ts';
import { oneTimeTokenHash } from './make-owner-link.ts';
import { mergePersons } from './merge-persons.ts';
import { foldTypedCode, newTypedCode, typedCodeLifeMs } from './typed-code.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/**
 * Makes a code in chat that its asker types over where they are somebody else still, such as in a course. It must be
 * shown to the asker alone: whoever types it in becomes one with them.
 */
export async function makeChatCode(
  deps: Deps,
  command: { readonly actor: Actor },
): Promise<Outcome<{ readonly code: string; readonly expiresAt: Date }>> {
  const { actor } = command;
  const person = await deps.store.persons.find(actor.personId);
  if (person === undefined) return refused({ code: 'unknown-person', said: actor.personId });
  const code = newTypedCode(deps.ids);
  const now = deps.clock();
  const expiresAt = new Date(now.getTime() + typedCodeLifeMs);
  await deps.store.oneTimeLinks.insert({
    tokenHash: chatCodeHash(code),
    purpose: 'link-account',
    subject: {
      person: person.id,
      ...(actor.workspace === undefined ? {} : { workspace: actor.workspace }),
    },
    createdAt: now,
    expiresAt,
  });
  return { ok: true, code, expiresAt };
}

/** Whose code it is, to be asked about before anything is done: a code may have been sent by a stranger. */
export type ChatCodeOwner = { readonly name?: string; readonly workspace?: string; readonly isSelf: boolean };

/** Looks whose account a code would link, without using it up. */
export async function whoseChatCode(
  deps: Deps,
  query: { readonly actor: Actor; readonly code: string },
): Promise<Outcome<{ readonly owner: ChatCodeOwner }>> {
  const link = await deps.store.oneTimeLinks.peek(chatCodeHash(query.code), deps.clock());
  const person = await personOf(deps, link);
  if (person === undefined) return refused({ code: 'wrong-code' });
  const workspace = await deps.store.workspaces.find(link?.subject['workspace'] ?? '');
  return {
    ok: true,
    owner: {
      ...(person.name === undefined ? {} : { name: person.name }),
      ...(workspace?.name === undefined ? {} : { workspace: workspace.name }),
      isSelf: person.id === query.actor.personId,
    },
  };
}

/** Makes the actor and the person who asked for the code in chat one. A code works once, and expires. */
export async function linkByChatCode(
  deps: Deps,
  command: { readonly actor: Actor; readonly code: string },
): Promise<Outcome<{ readonly person: Person; readonly merged: boolean }>> {
  const { actor } = command;
  const link = await deps.store.oneTimeLinks.take(chatCodeHash(command.code), deps.clock());
  const other = await personOf(deps, link);
  if (other === undefined) return refused({ code: 'wrong-code' });
  const merged = await mergePersons(deps, { actor, keep: actor.personId, absorb: other.id });
  return merged.ok ? { ...merged, merged: merged.person.id !== other.id } : merged;
}

async function personOf(deps: Deps, link: OneTimeLink | undefined): Promise<Person | undefined> {
  if (link?.purpose !== 'link-account') return undefined;
  return deps.store.persons.find(link.subject['person'] ?? '');
}

function chatCodeHash(code: string): string {
  return oneTimeTokenHash(`link-account:${foldTypedCode(code)}`);
}
