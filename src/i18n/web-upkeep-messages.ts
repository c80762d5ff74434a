import type { MessageLocale, MessageSet } from './format.ts';

/** The pages on which owners look after the deployment: jobs, messages, audit. */
const nl = {
  navigation: 'Beheer',
  pages: {
    jobs: 'Taken',
    messages: 'Berichten',
    audit: 'Logboek',
    platforms: 'Leeromgevingen',
    people: 'Mensen',
  },
  never: 'nog niet',
  jobs: {
    lead: 'Wat de dienst vanzelf doet, op de klok. Een taak nu draaien kan altijd: niets gebeurt twee keer.',
    columns: {
      name: 'Taak',
      last: 'Laatst gedraaid',
      next: 'Volgende keer',
      work: 'Laatste werk',
      failure: 'Laatste fout',
    },
    names: {
      digests: 'Overzichten versturen',
      'nomination-reminders': 'Beoordelaars herinneren',
      expiry: 'Verlopende badges melden',
      milestones: 'Verdiende mijlpalen toekennen',
      retention: 'Bewaartermijnen toepassen',
    } as Readonly<Record<string, string>>,
    counts: {
      sent: 'verstuurd',
      reminded: 'herinnerd',
      warned: 'gewaarschuwd',
      expired: 'verlopen',
      awarded: 'toegekend',
      audit: 'regels uit het logboek',
      nominations: 'voordrachten',
      withdrawn: 'ingetrokken bewijsstukken',
      undelivered: 'opgegeven berichten',
    } as Readonly<Record<string, string>>,
    run: 'Draai nu',
    running: 'bezig',
    nothing: 'niets te doen',
    failed: 'mislukt',
    noFailure: 'geen',
    off: 'Deze dienst draait hier geen taken.',
    ran: (name: string) => `${name}: klaar.`,
    ranFailed: (name: string) => `${name}: mislukt. De fout staat hieronder.`,
  },
  messages: {
    lead: 'Berichten die na vele pogingen niet aankwamen. Los op wat er mis is, en probeer ze dan opnieuw.',
    none: 'Alles is aangekomen of onderweg.',
    columns: { what: 'Bericht', channel: 'Via', when: 'Gemaakt', attempts: 'Pogingen', why: 'Waarom niet' },
    channels: { slack: 'Slack', teams: 'Teams', email: 'mail', lti: 'leeromgeving', service: 'eigen werk' },
    again: 'Probeer opnieuw',
    done: 'Het bericht wordt opnieuw geprobeerd.',
    gone: 'Dat bericht wacht niet meer op een nieuwe poging.',
  },
  audit: {
    lead: 'Wie wat veranderde, wanneer en waarvandaan. De nieuwste staat bovenaan.',
    issuer: 'Uitgever',
    show: 'Toon',
    none: 'Er is nog niets veranderd.',
    columns: { at: 'Wanneer', action: 'Wat', by: 'Door', via: 'Via', about: 'Betreft' },
    more: 'Oudere regels',
  },
};

const en: typeof nl = {
  navigation: 'Management',
  pages: {
    jobs: 'Jobs',
    messages: 'Messages',
    audit: 'Audit',
    platforms: 'Learning platforms',
    people: 'People',
  },
  never: 'not yet',
  jobs: {
    lead: 'What the service does by itself, by the clock. A job can be run now at any time: nothing happens twice.',
    columns: { name: 'Job', last: 'Last run', next: 'Next run', work: 'Last work', failure: 'Last failure' },
    names: {
      digests: 'Sending digests',
      'nomination-reminders': 'Reminding reviewers',
      expiry: 'Telling of badges that expire',
      milestones: 'Awarding milestones that were earned',
      retention: 'Applying retention periods',
    },
    counts: {
      sent: 'sent',
      reminded: 'reminded',
      warned: 'warned',
      expired: 'expired',
      awarded: 'awarded',
      audit: 'audit entries',
      nominations: 'nominations',
      withdrawn: 'withdrawn pieces of evidence',
      undelivered: 'undelivered messages',
    },
    run: 'Run now',
    running: 'running',
    nothing: 'nothing to do',
    failed: 'failed',
    noFailure: 'none',
    off: 'This service runs no jobs here.',
    ran: (name) => `${name}: done.`,
    ranFailed: (name) => `${name}: failed. The failure is shown below.`,
  },
  messages: {
    lead: 'Messages that did not arrive after many attempts. Set right what is wrong, then try them again.',
    none: 'Everything has arrived or is on its way.',
    columns: { what: 'Message', channel: 'By', when: 'Made', attempts: 'Attempts', why: 'Why not' },
    channels: {
      slack: 'Slack',
      teams: 'Teams',
      email: 'mail',
      lti: 'learning platform',
      service: 'own work',
    },
    again: 'Try again',
    done: 'The message is being tried again.',
    gone: 'That message no longer waits for another attempt.',
  },
  audit: {
    lead: 'Who changed what, when, and from where. The newest comes first.',
    issuer: 'Issuer',
    show: 'Show',
    none: 'Nothing was changed yet.',
    columns: { at: 'When', action: 'What', by: 'By', via: 'From', about: 'About' },
    more: 'Older entries',
  },
};

export type UpkeepMessages = typeof nl;

const messages: MessageSet<UpkeepMessages> = { nl, en };

export function upkeepWords(locale: MessageLocale): UpkeepMessages {
  return messages[locale];
}
