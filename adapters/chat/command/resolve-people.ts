import type { PersonId } from '../../../src/domain/person.ts';
import type { Refusal } from '../../../src/domain/refusal.ts';
import type { Account } from '../../../src/ports/directory.ts';
import { recognisePerson } from '../../../src/use-cases/recognise-person.ts';
import type { ChatSegment } from '../grammar/chat-text.ts';
import { findNamed, withKnownPeople, type FoundPerson } from '../grammar/named-people.ts';
import type { KnownBadge } from '../grammar/known-badge.ts';
import type { ChatCommand, NotUnderstood } from '../grammar/chat-command.ts';
import { parseCommand } from '../grammar/parse-command.ts';
import type { PersonReference } from '../grammar/person-reference.ts';
import type { ChatContext, ChatDeps } from './chat-context.ts';

export type Understood = {
  readonly command: ChatCommand | NotUnderstood;
  /** How many people each typed name finds, to tell an unknown name from an ambiguous one. */
  readonly found: ReadonlyMap<string, readonly FoundPerson[]>;
};

/** Reads a message; typed names are looked up, since they decide where the badge and the reason begin. */
export async function understand(
  context: Pick<ChatContext, 'platform'>,
  segments: readonly ChatSegment[],
  badges: readonly KnownBadge[],
): Promise<Understood> {
  const options = { badges };
  const first = parseCommand(segments, options);
  const named = [...first.people, ...first.alsoMentioned].flatMap((person) =>
    person.kind === 'named' ? person.candidates : [],
  );
  if (named.length === 0) return { command: first, found: new Map() };
  const found = new Map<string, readonly FoundPerson[]>();
  for (const name of new Set(named)) {
    const accounts = await context.platform.directory.named(context.platform.workspace, name);
    found.set(
      name,
      accounts.flatMap((account) => {
        const id = userIdOf(account);
        return id === undefined ? [] : [{ id, label: account.name ?? name }];
      }),
    );
  }
  return { command: parseCommand(withKnownPeople(segments, found), options), found };
}

function userIdOf({ identity }: Account): string | undefined {
  return identity.kind === 'slack' || identity.kind === 'teams' ? identity.user : undefined;
}

export type ResolvedPeople = {
  readonly personIds: readonly PersonId[];
  readonly refusals: readonly { readonly said: string; readonly refusal: Refusal }[];
};

/** The user ids of those who were mentioned, groups by their members: what a form starts with. */
export async function userIdsOf(
  context: Pick<ChatContext, 'platform'>,
  references: readonly PersonReference[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const reference of references) {
    if (reference.kind === 'mentioned') ids.push(reference.id);
    if (reference.kind === 'group') ids.push(...((await context.platform.groupMembers(reference.id)) ?? []));
  }
  return [...new Set(ids)];
}

/** The persons behind what was typed; who can't be one is refused by name. */
export async function resolvePeople(
  deps: ChatDeps,
  context: ChatContext,
  references: readonly PersonReference[],
  found: Understood['found'],
): Promise<ResolvedPeople> {
  const personIds: PersonId[] = [];
  const refusals: { said: string; refusal: Refusal }[] = [];
  for (const reference of references) {
    if (reference.kind === 'named') {
      refusals.push({ said: reference.name, refusal: nameRefusal(reference, found) });
      continue;
    }
    const group = reference.kind === 'group';
    const userIds = group ? await context.platform.groupMembers(reference.id) : [reference.id];
    if (userIds === undefined) {
      const said = reference.label ?? reference.id;
      refusals.push({ said, refusal: { code: 'unknown-person', said } });
      continue;
    }
    for (const userId of userIds) {
      const outcome = await personOf(deps, context, userId, reference.label);
      if ('personId' in outcome) personIds.push(outcome.personId);
      else if (!group || outcome.refusal.code === 'unknown-person') refusals.push(outcome);
    }
  }
  return { personIds: [...new Set(personIds)], refusals };
}

function nameRefusal(
  reference: Extract<PersonReference, { kind: 'named' }>,
  found: Understood['found'],
): Refusal {
  const several = findNamed(reference, found);
  if (several === undefined || several.found.length < 2)
    return { code: 'unknown-person', said: reference.name };
  const candidates = several.found.slice(0, 5).map((person) => person.label ?? person.id);
  return { code: 'ambiguous-person', said: several.name, candidates };
}

/** The person behind a user id of the platform, made at first sight; refused for a bot or an account that is gone. */
export async function personOf(
  deps: ChatDeps,
  context: ChatContext,
  userId: string,
  label: string | undefined,
): Promise<{ personId: PersonId } | { said: string; refusal: Refusal }> {
  const identity = context.platform.identity(userId);
  const account = await context.platform.directory.account(identity);
  const said = account?.name ?? label ?? userId;
  if (account === undefined) return { said, refusal: { code: 'unknown-person', said } };
  if (account.standing === 'bot') return { said, refusal: { code: 'recipient-is-bot' } };
  if (account.deactivated) return { said, refusal: { code: 'recipient-gone' } };
  const person = await recognisePerson(deps, {
    identity: account.identity,
    facts: account,
    vouchedBy: 'platform',
  });
  return { personId: person.id };
}
