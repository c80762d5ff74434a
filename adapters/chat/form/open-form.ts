import type { Locale } from '../../../src/domain/localized-text.ts';
import { hasOwnAddress, type Person } from '../../../src/domain/person.ts';
import { experienceKinds } from '../../../src/domain/experience.ts';
import { formWords } from '../../../src/i18n/chat-form-messages.ts';
import { listBadges } from '../../../src/use-cases/list-badges.ts';
import { mostRecipients } from '../../../src/use-cases/award-badge.ts';
import { nominationsToReview, nominationsToSupport } from '../../../src/use-cases/list-nominations.ts';
import { showNomination } from '../../../src/use-cases/show-nomination.ts';
import { say, reply, type ChatResult } from '../command/chat-result.ts';
import type { ChatContext, ChatDeps } from '../command/chat-context.ts';
import { nominationWords } from '../../../src/i18n/chat-nomination-messages.ts';
import { nominationParts } from '../reply/nomination-reply.ts';
import { queueReply } from '../reply/queue-reply.ts';
import { refusalReply } from '../reply/refusal-reply.ts';
import type { FormRequest } from './form-request.ts';
import { isField, type Choice, type Form, type FormField } from './form.ts';
import { badgeChoice, nominationChoice, searchChoices } from './search-choices.ts';

/** As many people as fit a form's field comfortably; a command takes more. */
const mostPeople = Math.min(100, mostRecipients);
const longestReason = 2000;

/** The form that was asked for, filled in as far as is known; or why there is none. */
export async function openForm(
  deps: ChatDeps,
  context: Pick<ChatContext, 'actor' | 'locale'>,
  request: FormRequest,
): Promise<ChatResult> {
  const { locale } = context;
  const m = formWords(locale);
  const form = (parts: Form['parts']): ChatResult => ({
    kind: 'form',
    form: {
      request,
      locale,
      title: m.titles[request.form],
      ...(parts.some(isField) ? { submit: m.submit[request.form] } : {}),
      cancel: m.cancel,
      parts,
    },
  });
  switch (request.form) {
    case 'award':
    case 'nominate':
      return form([
        ...saidParts(request, locale),
        await badgeField(deps, request, locale),
        ...aboutPeople(request, locale),
      ]);
    case 'support':
      return supportForm(deps, context, request, form);
    case 'review':
      return request.nominationId === undefined
        ? chooseReview(deps, context)
        : reviewForm(deps, context, request, form);
    case 'decline':
      return reviewForm(deps, context, request, form);
    case 'revoke':
      return revokeForm(deps, context, request, form);
    case 'experience':
      return form(experienceFields(locale));
    case 'evidence': {
      const found = await searchChoices(deps, context, 'evidence-subject', '');
      if (found.length === 0) return say([m.nothingToChoose]);
      return form([
        ...saidParts(request, locale),
        {
          kind: 'search',
          name: 'subject',
          of: 'evidence-subject',
          label: m.toWhich,
          hint: m.toWhichHint,
          optional: false,
          ...(found.length === 1 && found[0] !== undefined ? { value: found[0] } : {}),
        },
      ]);
    }
    case 'link':
      return form([
        {
          kind: 'text',
          name: 'address',
          label: m.address,
          hint: m.addressHint,
          optional: false,
          long: false,
          most: 254,
        },
      ]);
    case 'settings':
      return settingsForm(deps, context, form);
  }
}

type MakeForm = (parts: Form['parts']) => ChatResult;

async function badgeField(deps: ChatDeps, request: FormRequest, locale: Locale): Promise<FormField> {
  const m = formWords(locale);
  const listed = request.badge === undefined ? [] : await listBadges(deps, {});
  const known = listed.find(({ badge }) => badge.slug === request.badge);
  return {
    kind: 'search',
    name: 'badge',
    of: request.form === 'award' ? 'badge-to-award' : 'badge-to-nominate',
    label: m.badge,
    hint: m.badgeHint,
    optional: false,
    ...(known === undefined ? {} : { value: badgeChoice(known, locale) }),
  };
}

function aboutPeople(request: FormRequest, locale: Locale): FormField[] {
  const m = formWords(locale);
  return [
    {
      kind: 'people',
      name: 'people',
      label: request.form === 'award' ? m.whoEarns : m.whom,
      optional: false,
      most: mostPeople,
      value: (request.people ?? []).slice(0, mostPeople),
    },
    {
      kind: 'text',
      name: 'reason',
      label: m.reason,
      placeholder: m.reasonPlaceholder,
      optional: true,
      long: true,
      most: longestReason,
      ...(request.reason === undefined ? {} : { value: request.reason.slice(0, longestReason) }),
    },
  ];
}

/** The message that the form is about, so that one sees what goes along as evidence. */
function saidParts(request: FormRequest, locale: Locale): Form['parts'] {
  const { said } = request;
  if (said === undefined) return [];
  const files = said.files.map(({ name }) => name).join(', ');
  const text = [said.text ?? '', files].filter((part) => part !== '').join('\n');
  return text === ''
    ? []
    : [
        { kind: 'small', text: [formWords(locale).theMessage] },
        { kind: 'quote', text },
      ];
}

async function supportForm(
  deps: ChatDeps,
  context: Pick<ChatContext, 'actor' | 'locale'>,
  request: FormRequest,
  form: MakeForm,
): Promise<ChatResult> {
  const { actor, locale } = context;
  const m = formWords(locale);
  const open = await nominationsToSupport(deps, { actor, limit: 200 });
  if (open.length === 0) return say([nominationWords(locale).supportEmpty]);
  const chosen =
    open.find(({ nomination }) => nomination.id === request.nominationId) ??
    (open.length === 1 ? open[0] : undefined);
  return form([
    {
      kind: 'search',
      name: 'nomination',
      of: 'nomination-to-support',
      label: m.nomination,
      optional: false,
      ...(chosen === undefined ? {} : { value: nominationChoice(chosen, locale) }),
    },
    { kind: 'text', name: 'reason', label: m.comment, optional: true, long: true, most: longestReason },
  ]);
}

/** No nomination was named: the queue, each with a button that opens its form. */
async function chooseReview(
  deps: ChatDeps,
  context: Pick<ChatContext, 'actor' | 'locale'>,
): Promise<ChatResult> {
  const waiting = await nominationsToReview(deps, { actor: context.actor, limit: 200 });
  return reply(queueReply(waiting, context.locale, deps.links));
}

async function reviewForm(
  deps: ChatDeps,
  { actor, locale }: Pick<ChatContext, 'actor' | 'locale'>,
  request: FormRequest,
  form: MakeForm,
): Promise<ChatResult> {
  const m = formWords(locale);
  const shown = await showNomination(deps, {
    nominationId: request.nominationId ?? '',
    ...(actor.workspace === undefined ? {} : { workspace: actor.workspace }),
  });
  if (!shown.ok) return reply(refusalReply(shown.refusal, locale));
  const { status } = shown.view.nomination;
  if (status !== 'open') return reply(refusalReply({ code: 'nomination-closed', status }, locale));
  const reason: FormField = {
    kind: 'text',
    name: 'reason',
    label: m.decisionReason,
    hint: m.decisionReasonHint,
    optional: request.form === 'review',
    long: true,
    most: longestReason,
  };
  if (request.form === 'decline')
    return form([...nominationParts(shown.view, locale, deps.links, 'short'), reason]);
  return form([
    ...nominationParts(shown.view, locale, deps.links, 'whole'),
    {
      kind: 'choice',
      name: 'decision',
      label: m.decision,
      optional: false,
      choices: [
        { value: 'accept', label: m.accept },
        { value: 'decline', label: m.decline },
      ],
    },
    reason,
  ]);
}

async function revokeForm(
  deps: ChatDeps,
  context: Pick<ChatContext, 'actor' | 'locale'>,
  request: FormRequest,
  form: MakeForm,
): Promise<ChatResult> {
  const m = formWords(context.locale);
  const found = await searchChoices(deps, context, 'award-to-revoke', '');
  if (found.length === 0) return say([m.nothingToChoose]);
  const chosen = found.find(({ value }) => value === request.awardId);
  return form([
    {
      kind: 'search',
      name: 'award',
      of: 'award-to-revoke',
      label: m.whichAward,
      optional: false,
      ...(chosen === undefined ? {} : { value: chosen }),
    },
    {
      kind: 'text',
      name: 'reason',
      label: m.revokeReason,
      hint: m.revokeReasonHint,
      optional: false,
      long: true,
      most: longestReason,
      ...(request.reason === undefined ? {} : { value: request.reason.slice(0, longestReason) }),
    },
  ]);
}

function experienceFields(locale: Locale): FormField[] {
  const m = formWords(locale);
  const line = { kind: 'text', optional: true, long: false, most: 200 } as const;
  return [
    {
      kind: 'choice',
      name: 'kind',
      label: m.kind,
      optional: false,
      choices: experienceKinds.map((kind): Choice => ({ value: kind, label: m.kinds[kind] })),
    },
    { ...line, name: 'title', label: m.experienceTitle, optional: false },
    { ...line, name: 'organisation', label: m.organisation },
    { ...line, name: 'from', label: m.from, hint: m.periodHint, most: 7 },
    { ...line, name: 'until', label: m.until, most: 7 },
    { ...line, name: 'description', label: m.description, long: true, most: longestReason },
    { kind: 'search', name: 'skill', of: 'skill', label: m.skill, hint: m.skillHint, optional: true },
  ];
}

async function settingsForm(
  deps: ChatDeps,
  { actor, locale }: Pick<ChatContext, 'actor' | 'locale'>,
  form: MakeForm,
): Promise<ChatResult> {
  const m = formWords(locale);
  const person = await deps.store.persons.find(actor.personId);
  return form([
    {
      kind: 'choice',
      name: 'language',
      label: m.language,
      optional: false,
      choices: [
        { value: 'nl', label: m.languages.nl },
        { value: 'en', label: m.languages.en },
      ],
      value: locale,
    },
    {
      kind: 'choice',
      name: 'digest',
      label: m.digest,
      optional: false,
      choices: [
        { value: 'weekly', label: m.digests.weekly },
        { value: 'monthly', label: m.digests.monthly },
        { value: 'off', label: m.digests.off },
      ],
      value: person?.preferences?.digest ?? 'weekly',
    },
    {
      kind: 'choice',
      name: 'digestHour',
      label: m.digestHour,
      optional: false,
      choices: Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: m.hour(hour) })),
      value: String(person?.preferences?.digestHour ?? 9),
    },
    // Mail is offered to whom it can reach.
    ...(person !== undefined && deps.mailOn && hasOwnAddress(person)
      ? [
          {
            kind: 'choice' as const,
            name: 'digestBy' as const,
            label: m.digestBy,
            optional: false,
            choices: [
              { value: 'chat', label: m.digestsBy.chat },
              { value: 'mail', label: m.digestsBy.mail },
            ],
            value: person.preferences?.digestBy ?? 'chat',
          },
        ]
      : [{ kind: 'small' as const, text: [m.mailLater] }]),
    ...unreachableParts(person, locale),
  ]);
}

/** Where nothing is taken for them any more, since a platform said so: neither digests nor anything else goes there. */
function unreachableParts(person: Person | undefined, locale: Locale): Form['parts'] {
  const kinds = (person?.identities ?? []).flatMap(({ goneAt, identity }) =>
    goneAt !== undefined && (identity.kind === 'slack' || identity.kind === 'teams') ? [identity.kind] : [],
  );
  return [...new Set(kinds)].map((kind) => ({ kind: 'small', text: [formWords(locale).unreachable[kind]] }));
}
