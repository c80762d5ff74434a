import { inLocale } from '../../../src/domain/localized-text.ts';
import { nominationWords } from '../../../src/i18n/chat-nomination-messages.ts';
import { revokeAward } from '../../../src/use-cases/change-award-standing.ts';
import { awardsToRevoke } from '../../../src/use-cases/choosable-awards.ts';
import { personName } from '../../../src/use-cases/person-name.ts';
import { openForm } from '../form/open-form.ts';
import type { BadgeCommand } from '../grammar/chat-command.ts';
import { withPerson } from '../reply/people.ts';
import { refusalReply } from '../reply/refusal-reply.ts';
import { refusalWords } from '../reply/refusal-words.ts';
import { badgeNamed, type Spoken } from './badge-named.ts';
import type { ChatContext, ChatDeps } from './chat-context.ts';
import { reply, say, type ChatResult } from './chat-result.ts';
import { refusedPeople } from './refused-people.ts';
import { resolvePeople } from './resolve-people.ts';

/** Takes an award back when it is clear which, and why; otherwise the form asks. */
export async function revokeCommand(
  deps: ChatDeps,
  context: ChatContext,
  command: BadgeCommand,
  { understood, listed }: Spoken,
): Promise<ChatResult> {
  const { actor, locale } = context;
  if (command.people.length === 0) return openForm(deps, context, { form: 'revoke' });
  const people = await resolvePeople(deps, context, command.people, understood.found);
  const [personId, another] = people.personIds;
  if (personId === undefined) return reply(refusedPeople(people.refusals, locale));
  if (another !== undefined) return say([nominationWords(locale).needOne]);
  const named = command.badge === undefined ? undefined : badgeNamed(command.badge, listed);
  if (named?.ok === false) return reply(refusalReply(named.refusal, locale));
  const found = await awardsToRevoke(deps, {
    actor,
    personId,
    ...(named === undefined ? {} : { badge: named.slug }),
  });
  const [only] = found;
  if (only === undefined && named !== undefined) return notFound(deps, context, personId, named.slug);
  if (only === undefined || found.length > 1 || named?.reason === undefined)
    return openForm(deps, context, {
      form: 'revoke',
      ...(only === undefined ? {} : { awardId: only.award.id }),
      ...(named?.reason === undefined ? {} : { reason: named.reason }),
    });
  return revoke(deps, context, only.award.id, named.reason);
}

export async function revoke(
  deps: ChatDeps,
  context: ChatContext,
  awardId: string,
  reason: string,
): Promise<ChatResult> {
  const { actor, locale } = context;
  const outcome = await revokeAward(deps, { actor, awardId, reason });
  if (!outcome.ok) return reply(refusalReply(outcome.refusal, locale));
  const personId = outcome.award.personId ?? '';
  const person = await deps.store.persons.find(personId);
  const name = person === undefined ? { personId } : personName(person, context.platform.workspace);
  const words = nominationWords(locale);
  const titles = outcome.milestones.map(({ badge }) => inLocale(badge.title, locale));
  return say([
    ...withPerson(words.answerRevoked, name),
    ...(titles.length === 0 ? [] : [` ${words.milestonesStand(titles)}`]),
  ]);
}

/** The award is there but not the actor's to revoke, or it is not there at all. */
async function notFound(
  deps: ChatDeps,
  context: ChatContext,
  personId: string,
  slug: string,
): Promise<ChatResult> {
  const { locale } = context;
  const held = (await deps.store.awards.ofPerson(personId)).find(
    ({ badge, status }) => badge.slug === slug && status !== 'revoked',
  );
  if (held !== undefined)
    return reply(
      refusalReply(
        { code: 'not-allowed', need: 'owner', issuerName: held.badge.issuerName, mayNominate: false },
        locale,
      ),
    );
  const [badge, person] = await Promise.all([
    deps.store.badges.findBySlug(slug),
    deps.store.persons.find(personId),
  ]);
  const name = person === undefined ? { personId } : personName(person, context.platform.workspace);
  return badge === undefined
    ? reply(refusalReply({ code: 'unknown-award' }, locale))
    : say([{ person: name }, ` ${refusalWords({ code: 'not-held', badge }, locale)}`]);
}
