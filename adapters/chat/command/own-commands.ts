import type { Locale } from '../../../src/domain/localized-text.ts';
import { digestStanding, type DigestStanding } from '../../../src/domain/digest-state.ts';
import type { DigestSchedule, Person } from '../../../src/domain/person.ts';
import { chatWords } from '../../../src/i18n/chat-messages.ts';
import { formWords } from '../../../src/i18n/chat-form-messages.ts';
import { settingsWords } from '../../../src/i18n/chat-settings-messages.ts';
import { declareExperience, type DeclareExperience } from '../../../src/use-cases/declare-experience.ts';
import { makeChatCode } from '../../../src/use-cases/link-by-chat.ts';
import { confirmMailCode, mailCode } from '../../../src/use-cases/link-by-mail.ts';
import { makeSignInLink } from '../../../src/use-cases/make-sign-in-link.ts';
import { setPreferences, type SetPreferences } from '../../../src/use-cases/set-preferences.ts';
import { showPassport } from '../../../src/use-cases/show-passport.ts';
import { writeFormRequest } from '../form/form-request.ts';
import type { ExperienceCommand, LinkCommand } from '../grammar/chat-command.ts';
import { passportReply } from '../reply/passport-reply.ts';
import { refusalReply } from '../reply/refusal-reply.ts';
import { chatActions, type Button } from '../reply/reply.ts';
import type { ChatContext, ChatDeps } from './chat-context.ts';
import { reply, say, type ChatResult } from './chat-result.ts';

/** What somebody does about themselves: passport, experiences, digest, language, accounts. */
export async function passport(deps: ChatDeps, { actor, locale }: ChatContext): Promise<ChatResult> {
  const outcome = await showPassport(deps, { personId: actor.personId });
  return reply(
    outcome.ok ? passportReply(outcome.passport, locale, deps.links) : refusalReply(outcome.refusal, locale),
  );
}

/** One line as the grammar read it. */
export function experienceCommand(
  deps: ChatDeps,
  context: ChatContext,
  command: ExperienceCommand,
): Promise<ChatResult> {
  const { period } = command;
  return experience(deps, context, {
    kind: command.experienceKind ?? 'informal',
    title: command.title,
    ...(command.organisation === undefined ? {} : { organisation: command.organisation }),
    ...(period?.from === undefined ? {} : { from: period.from }),
    ...(period?.to === undefined ? {} : { until: period.to }),
  });
}

export async function experience(
  deps: ChatDeps,
  { actor, deliveryKey, locale }: ChatContext,
  declared: Omit<DeclareExperience, 'actor' | 'deliveryKey'>,
): Promise<ChatResult> {
  const outcome = await declareExperience(deps, { actor, deliveryKey, ...declared });
  if (!outcome.ok) return reply(refusalReply(outcome.refusal, locale));
  return say([settingsWords(locale).experienceAdded(outcome.experience.title)], {
    kind: 'buttons',
    buttons: [{ label: chatWords(locale).myPassport, action: chatActions.showPassport, value: 'me' }],
  });
}

const schedules: readonly DigestSchedule[] = ['weekly', 'monthly', 'off'];

/** Sets how often the digest comes; without a choice, says how it is and offers the others. */
export async function digest(
  deps: ChatDeps,
  { actor, locale }: ChatContext,
  schedule: DigestSchedule | undefined,
): Promise<ChatResult> {
  const m = settingsWords(locale);
  if (schedule !== undefined) {
    const outcome = await setPreferences(deps, { actor, digest: schedule });
    return outcome.ok ? say([m.digestIs[schedule]]) : reply(refusalReply(outcome.refusal, locale));
  }
  const person = await deps.store.persons.find(actor.personId);
  const now = person?.preferences?.digest ?? 'weekly';
  const state = await deps.store.digestStates.find(actor.personId);
  const standing =
    person === undefined ? { kind: 'nowhere' as const } : digestStanding(person, state, deps.mailOn);
  const again = standing.kind === 'stopped' || standing.kind === 'mail-instead';
  const buttons = schedules.flatMap((value): Button[] =>
    value === now && !again
      ? []
      : [{ label: formWords(locale).digests[value], action: chatActions.setDigest, value }],
  );
  const settingsButton: Button = {
    label: m.digestMore,
    action: chatActions.openForm,
    value: writeFormRequest({ form: 'settings' }, 1900),
  };
  return say([howItComes(standing, person, locale), ' ', m.digestChoose], {
    kind: 'buttons',
    buttons: [...buttons, settingsButton],
  });
}

/** How the digest comes, at what time and where, or since when and why it does not. */
function howItComes(standing: DigestStanding, person: Person | undefined, locale: Locale): string {
  const m = settingsWords(locale);
  const { digest: schedule = 'weekly', digestHour = 9 } = person?.preferences ?? {};
  const comes = m.digestComes[schedule === 'monthly' ? 'monthly' : 'weekly'](digestHour);
  switch (standing.kind) {
    case 'comes':
      return `${comes} ${m.digestGoes[standing.by]}`;
    case 'mail-instead':
      return `${comes} ${m.digestByMail}`;
    case 'off':
      return standing.off === undefined ? m.digestIs.off : m.digestOff[standing.off.by](standing.off.at);
    case 'stopped':
      return m.digestStopped(standing.since, standing.why);
    case 'nowhere':
      return `${m.digestIs[schedule]} ${m.digestNowhere}`;
  }
}

/** Chooses the language; the answer is in the one that was chosen. */
export async function language(
  deps: ChatDeps,
  { actor, locale }: ChatContext,
  chosen: Locale | undefined,
): Promise<ChatResult> {
  if (chosen !== undefined) {
    const outcome = await setPreferences(deps, { actor, locale: chosen });
    return outcome.ok
      ? say([settingsWords(chosen).languageIs[chosen]])
      : reply(refusalReply(outcome.refusal, locale));
  }
  const m = settingsWords(locale);
  const buttons = (['nl', 'en'] as const).map(
    (value): Button => ({
      label: formWords(locale).languages[value],
      action: chatActions.setLanguage,
      value,
    }),
  );
  return say([m.languageIs[locale], ' ', m.languageChoose], { kind: 'buttons', buttons });
}

/** All choices at once, as the form has them. */
export async function settings(
  deps: ChatDeps,
  { actor, locale }: ChatContext,
  chosen: Omit<SetPreferences, 'actor' | 'timeZone' | 'byLink'>,
): Promise<ChatResult> {
  const outcome = await setPreferences(deps, { actor, ...chosen });
  if (!outcome.ok) return reply(refusalReply(outcome.refusal, locale));
  const m = settingsWords(outcome.person.locale ?? locale);
  return say([m.settingsSaved, ' ', m.digestIs[outcome.person.preferences?.digest ?? 'weekly']]);
}

/** Links an address by a mailed code, first the address, then the code; or gives a code to type over in a course. */
export async function link(
  deps: ChatDeps,
  { actor, locale }: ChatContext,
  by: LinkCommand['with'],
): Promise<ChatResult> {
  const m = settingsWords(locale);
  if ('code' in by) {
    const outcome = await confirmMailCode(deps, { actor, code: by.code });
    if (!outcome.ok) return reply(refusalReply(outcome.refusal, locale));
    const address = outcome.identity.kind === 'email' ? outcome.identity.address : '';
    return say([outcome.merged ? m.linkedMerged(address) : m.linked(address)]);
  }
  if ('course' in by) {
    const outcome = await makeChatCode(deps, { actor });
    return outcome.ok ? say([m.courseCode(outcome.code)]) : reply(refusalReply(outcome.refusal, locale));
  }
  if (!deps.mailOn) return reply(refusalReply({ code: 'mail-off' }, locale));
  const outcome = await mailCode(deps, { actor, address: by.email, locale });
  return outcome.ok ? say([m.codeMailed(by.email)]) : reply(refusalReply(outcome.refusal, locale));
}

/** A link that signs them in on the web, once; what is said here is for them alone. */
export async function web(deps: ChatDeps, { actor, locale }: ChatContext): Promise<ChatResult> {
  const m = settingsWords(locale);
  const { token } = await makeSignInLink(deps, {
    personId: actor.personId,
    by: 'chat',
    standing: actor.standing,
    ...(actor.workspace === undefined ? {} : { workspace: actor.workspace }),
  });
  return say([m.webTitle], {
    kind: 'buttons',
    // One link by either way: whichever is opened first uses it up.
    buttons: [
      { label: m.webOpen, url: deps.links.signIn(token), style: 'primary' },
      ...(deps.links.signInHere === undefined
        ? []
        : [{ label: m.webOpenHere, url: deps.links.signInHere(token) }]),
    ],
  });
}
