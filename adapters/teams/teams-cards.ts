import type { Actor } from '../../src/domain/actor.ts';
import type { Locale } from '../../src/domain/localized-text.ts';
import type { Notice } from '../../src/domain/outbox-message.ts';
import { mayDecide, mayEndorse, mayWithdrawNomination } from '../../src/domain/policy.ts';
import type { PersonId } from '../../src/domain/person.ts';
import { conversationKey } from '../../src/domain/conversation-reference.ts';
import type { Place } from '../../src/domain/place.ts';
import type { Store } from '../../src/ports/store.ts';
import { nominationWords } from '../../src/i18n/chat-nomination-messages.ts';
import { heldRoles } from '../../src/use-cases/held-roles.ts';
import { reviewersOf } from '../../src/use-cases/nomination-cards.ts';
import { showNomination, type NominationView } from '../../src/use-cases/show-nomination.ts';
import type { Links } from '../chat/reply/links.ts';
import { nominationReply } from '../chat/reply/nomination-reply.ts';
import { chatActions, type Button, type Reply } from '../chat/reply/reply.ts';
import { readFormRequest } from '../chat/form/form-request.ts';
import type { CardOptions } from './teams-card.ts';
import type { TeamsRoster } from './teams-roster.ts';

type Deps = { readonly store: Store; readonly links: Links };

/** The nomination's card as one who looks at it may use it: what they may not do is not offered. */
export async function nominationFor(
  deps: Deps,
  viewer: { readonly actor: Actor; readonly locale: Locale },
  nominationId: string,
  toReview: boolean,
): Promise<Reply | undefined> {
  const { actor, locale } = viewer;
  const shown = await showNomination(deps, {
    nominationId,
    ...(actor.workspace === undefined ? {} : { workspace: actor.workspace }),
  });
  if (!shown.ok) return undefined;
  const kind = toReview ? 'nomination-to-review' : 'nomination-announced';
  const reply = nominationReply(shown.view, kind, locale, deps.links);
  const offered = await offeredTo(deps, actor, shown.view, locale);
  return {
    ...reply,
    parts: reply.parts.map((part) =>
      part.kind === 'buttons' ? { ...part, buttons: offered(part.buttons) } : part,
    ),
  };
}

async function offeredTo(
  deps: Deps,
  actor: Actor,
  { nomination }: NominationView,
  locale: Locale,
): Promise<(buttons: readonly Button[]) => readonly Button[]> {
  const [issuer, badge, held] = await Promise.all([
    deps.store.issuers.find(nomination.issuerId),
    deps.store.badges.find(nomination.badgeId),
    heldRoles(deps.store, actor, nomination.issuerId),
  ]);
  const decides = mayDecide(actor, nomination, { name: issuer?.name ?? {} }, held, badge) === undefined;
  const endorsed = nomination.endorsements.some(({ personId }) => personId === actor.personId);
  const supports = !endorsed && mayEndorse(actor, nomination) === undefined;
  const takesBack = nomination.status === 'open' && mayWithdrawNomination(actor, nomination) === undefined;
  const fits = (button: Button): boolean => {
    if ('url' in button) return true;
    if (button.action === chatActions.supportNomination) return supports;
    if (button.action === chatActions.acceptNomination) return decides;
    const form = readFormRequest(button.value)?.form;
    return (form !== 'decline' && form !== 'review') || decides;
  };
  const own: Button = {
    label: nominationWords(locale).takeBack,
    action: chatActions.takeBackNomination,
    value: nomination.id,
  };
  return (buttons) => [...buttons.filter(fits), ...(takesBack ? [own] : [])];
}

/**
 * What makes a card come up to date for each who looks at it. A nomination's shows who may do what; for others it
 * shows the viewer's own language, and either way tells where the message stands.
 */
export async function refreshOf(
  deps: { readonly store: Store; readonly roster: TeamsRoster },
  notice: Notice,
  where: Place | string,
): Promise<NonNullable<CardOptions['refresh']>> {
  if (notice.kind !== 'nomination-announced' && notice.kind !== 'nomination-to-review') return { data: {} };
  const nomination = await deps.store.nominations.find(notice.nominationId);
  const data = {
    nominationId: notice.nominationId,
    ...(notice.kind === 'nomination-to-review' ? { review: 'yes' } : {}),
  };
  if (nomination === undefined) return { data };
  const reviewers = await reviewersOf(deps.store, nomination);
  const viewers = await platformIds(deps, where, [
    ...reviewers.map(({ id }) => id),
    nomination.nominatorId,
    nomination.nomineeId,
  ]);
  return { data, viewers };
}

/** The platform's ids of people: of those whom the bot has met, and of those who are in the conversation. */
async function platformIds(
  { store, roster }: { readonly store: Store; readonly roster: TeamsRoster },
  where: Place | string,
  ids: readonly PersonId[],
): Promise<string[]> {
  const place = typeof where === 'string' ? undefined : where;
  const workspace = typeof where === 'string' ? where : where.workspace;
  const there =
    place && (await store.conversationReferences.find(conversationKey(workspace, place.conversation)));
  const found: string[] = [];
  for (const person of await store.persons.findMany([...new Set(ids)]))
    for (const { identity, key } of person.identities) {
      if (identity.kind !== 'teams' || `teams:${identity.tenant}` !== workspace) continue;
      const known = (await store.conversationReferences.find(key))?.userId;
      const member =
        known === undefined && place !== undefined && there !== undefined
          ? await roster.member(there.serviceUrl, place.conversation, identity.user)
          : undefined;
      const id = known ?? (typeof member === 'object' ? member.id : undefined);
      if (id !== undefined) found.push(id);
    }
  return found;
}
