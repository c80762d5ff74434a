import type { BadgePhrase } from './badge-phrase.ts';
import type { Mentions } from './person-reference.ts';

/** The commands a person can give, by their English name. */
export type Verb =
  | 'award'
  | 'nominate'
  | 'support'
  | 'review'
  | 'revoke'
  | 'passport'
  | 'list'
  | 'digest'
  | 'experience'
  | 'link'
  | 'language'
  | 'settings'
  | 'web'
  | 'help';

/** A form that a command without arguments opens. */
export type FormName =
  | 'award'
  | 'nominate'
  | 'support'
  | 'review'
  | 'revoke'
  | 'experience'
  | 'link'
  | 'settings';

export type DigestSchedule = 'weekly' | 'monthly' | 'off';

export type ExperienceKind = 'education' | 'course' | 'work' | 'volunteering' | 'informal';

/** Years (`2023`) or months (`2023-09`), as far as they were recognised; `ongoing` where it has no end yet. */
export interface ExperiencePeriod {
  from?: string;
  to?: string;
  ongoing?: boolean;
}

interface Command extends Mentions {
  kind: 'command';
}

/**
 * Award, nominate, support, or revoke. What is missing (`people` empty, `badge` absent) was not said: the
 * adapter opens the form with the rest filled in. See `resolveBadge` for the badge and the reason.
 */
export interface BadgeCommand extends Command {
  verb: 'award' | 'nominate' | 'support' | 'revoke';
  badge?: BadgePhrase;
}

/** Review a nomination; `decision` is absent when only the nomination was named. */
export interface ReviewCommand extends Command {
  verb: 'review';
  badge?: BadgePhrase;
  decision?: 'accept' | 'decline';
}

/** Show a passport: one's own when `people` is empty. */
export interface PassportCommand extends Command {
  verb: 'passport';
}

/** List the badges, those that `query` finds (as typed) or all. */
export interface ListCommand extends Command {
  verb: 'list';
  query?: string;
}

/** Set how often the digest comes, or, without `schedule`, show it now. */
export interface DigestCommand extends Command {
  verb: 'digest';
  schedule?: DigestSchedule;
}

/** Declare an experience in one line. `text` is the whole line; the other fields what was recognised. */
export interface ExperienceCommand extends Command {
  verb: 'experience';
  text: string;
  title: string;
  experienceKind?: ExperienceKind;
  organisation?: string;
  period?: ExperiencePeriod;
}

/**
 * Link this account: by an e-mail address (lower case), by a mailed code (upper case, no separators), or with the same
 * person in a course.
 */
export interface LinkCommand extends Command {
  verb: 'link';
  with: { email: string } | { code: string } | { course: true };
}

/** Choose the language, or, without `language`, show the choice. */
export interface LanguageCommand extends Command {
  verb: 'language';
  language?: 'nl' | 'en';
}

/** Send the one-time link to the web pages. */
export interface WebCommand extends Command {
  verb: 'web';
}

/** Explain, everything or one command. */
export interface HelpCommand extends Command {
  verb: 'help';
  topic?: Verb;
}

/** A command that was given without arguments and needs a form. */
export interface OpenFormCommand extends Command {
  verb: 'open-form';
  form: FormName;
}

/** Nothing was typed: show what can be done. */
export interface MenuCommand extends Command {
  verb: 'menu';
}

export type ChatCommand =
  | BadgeCommand
  | ReviewCommand
  | PassportCommand
  | ListCommand
  | DigestCommand
  | ExperienceCommand
  | LinkCommand
  | LanguageCommand
  | WebCommand
  | HelpCommand
  | OpenFormCommand
  | MenuCommand;

/**
 * The text is no command. `nearest` is the command to give an example of, `said` what was typed (at most
 * 150 characters). Words for people live in the messages, not here.
 */
export interface NotUnderstood extends Mentions {
  kind: 'not-understood';
  nearest: Verb;
  said: string;
}
