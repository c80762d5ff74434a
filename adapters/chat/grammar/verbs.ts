import type { Verb } from './chat-command.ts';

/** A verb as typed: what it means, and what its words already say. */
export interface VerbForm {
  verb: Verb;
  decision?: 'accept' | 'decline';
  schedule?: 'off';
}

interface VerbWords {
  form: VerbForm;
  /** Words and phrases, folded, hyphens as spaces, with commas between. */
  nl: string;
  en: string;
  /** Dutch verbs that come apart: `ken … toe`. */
  separable?: readonly (readonly [stem: string, particle: string])[];
}

const VERB_WORDS: readonly VerbWords[] = [
  {
    form: { verb: 'award' },
    nl: 'toekennen, toeken, ken, geef, geven, uitreiken, verleen, verlenen, beloon, belonen',
    en: 'award, awards, awarding, give, grant, assign, issue, hand out',
    separable: [
      ['ken', 'toe'],
      ['reik', 'uit'],
    ],
  },
  {
    form: { verb: 'nominate' },
    nl: 'voordragen, voordracht, draag, nomineer, nomineren, nominatie',
    en: 'nominate, nomination, nominating, propose, put forward',
    separable: [['draag', 'voor']],
  },
  {
    form: { verb: 'support' },
    nl: 'steun, steunen, ondersteun, ondersteunen, onderschrijf, onderschrijven',
    en: 'support, supporting, endorse, second, vouch, vouch for',
  },
  {
    form: { verb: 'review' },
    nl: 'beoordeel, beoordelen, beoordeling, beoordelingen, te beoordelen',
    en: 'review, reviews, reviewing, assess, queue',
  },
  {
    form: { verb: 'review', decision: 'accept' },
    nl: 'goedkeuren, accepteer, accepteren',
    en: 'accept, approve',
    separable: [['keur', 'goed']],
  },
  {
    form: { verb: 'review', decision: 'decline' },
    nl: 'afwijzen, afkeuren, weiger, weigeren',
    en: 'decline, reject, refuse',
    separable: [
      ['keur', 'af'],
      ['wijs', 'af'],
    ],
  },
  {
    form: { verb: 'passport' },
    nl: 'paspoort, skillspaspoort, skills paspoort, profiel, mijn badges',
    en: 'passport, skillspassport, skills passport, profile, my badges',
  },
  {
    form: { verb: 'list' },
    nl: 'lijst, lijst badges, toon badges, welke badges, alle badges, zoek, zoek badges, catalogus',
    en: 'list, list badges, badges list, badges, show badges, all badges, search, find, catalogue, catalog',
  },
  {
    form: { verb: 'revoke' },
    nl: 'intrekken, herroep, herroepen',
    en: 'revoke, withdraw, rescind, take back',
    separable: [
      ['trek', 'in'],
      ['neem', 'terug'],
    ],
  },
  {
    form: { verb: 'digest' },
    nl: 'overzicht, samenvatting',
    en: 'digest, summary, overview',
  },
  {
    form: { verb: 'digest', schedule: 'off' },
    nl: 'afmelden, uitschrijven',
    en: 'unsubscribe',
  },
  {
    form: { verb: 'experience' },
    nl: 'ervaring, ervaringen, ervaring toevoegen, voeg ervaring toe, leerervaring',
    en: 'experience, experiences, add experience, add an experience',
  },
  {
    form: { verb: 'link' },
    nl: 'koppel, koppelen, koppeling, verbind, verbinden',
    en: 'link, connect, pair',
  },
  {
    form: { verb: 'language' },
    nl: 'taal',
    en: 'language, lang, switch to, change language',
  },
  {
    form: { verb: 'settings' },
    nl: 'instellingen, instelling, voorkeuren',
    en: 'settings, setting, preferences',
  },
  {
    form: { verb: 'web' },
    nl: 'site, website, webpagina, inloggen, aanmelden',
    en: 'web, login, log in, sign in, portal',
  },
  {
    form: { verb: 'help' },
    nl: "hulp, uitleg, hoe, commando's, opdrachten",
    en: 'help, how, commands, info, manual',
  },
];

const LONGEST_PHRASE = 3;

const FORMS: ReadonlyMap<string, VerbForm> = new Map(
  VERB_WORDS.flatMap(({ form, nl, en, separable = [] }) => [
    ...`${nl}, ${en}`.split(', ').map((word) => [word, form] as const),
    ...separable.map(([stem, particle]) => [`${stem} ${particle}`, form] as const),
  ]),
);

const SEPARABLE = groupSeparable();

/** Every single word that is a verb, with what it means. */
export const VERB_WORD_LIST: readonly (readonly [string, VerbForm])[] = [...FORMS].filter(
  ([word]) => !word.includes(' '),
);

/** The verb at the beginning of the folded words, with the number of words it takes. */
export function verbAt(words: readonly string[]): { form: VerbForm; length: number } | undefined {
  for (let length = Math.min(LONGEST_PHRASE, words.length); length > 0; length -= 1) {
    const phrase = words.slice(0, length).join(' ').replaceAll('-', ' ');
    const form = FORMS.get(phrase);
    if (form !== undefined) return { form, length };
  }
  return undefined;
}

/** What the first half of a verb that comes apart may mean, by its particle. */
export function separableVerb(stem: string): readonly { particle: string; form: VerbForm }[] {
  return SEPARABLE.get(stem) ?? [];
}

function groupSeparable(): Map<string, { particle: string; form: VerbForm }[]> {
  const groups = new Map<string, { particle: string; form: VerbForm }[]>();
  for (const { form, separable = [] } of VERB_WORDS) {
    for (const [stem, particle] of separable) {
      groups.set(stem, [...(groups.get(stem) ?? []), { particle, form }]);
    }
  }
  return groups;
}
