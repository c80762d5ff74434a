import { longDate, plural, wholeNumber, type MessageLocale, type MessageSet } from './format.ts';

/** What the public pages say. Values are plain text without markup. */
const nl = {
  languageName: 'Nederlands',
  skipToContent: 'Naar de inhoud',
  mainNavigation: 'Hoofdmenu',
  languageNavigation: 'Taal',
  navHome: 'Start',
  navBadges: 'Badges',
  navVerify: 'Nakijken',
  navMe: 'Mijn paspoort',
  navPrivacy: 'Privacy',
  footer: (community: string) => `Speldje · badges en skillspaspoort van ${community}`,
  noScripts:
    'Deze pagina volgt je niet en gebruikt geen cookies, behalve voor je taalkeuze en om ingelogd te blijven.',

  homeLead: 'Wat iemand kan, gezien door wie erbij was. Op te zoeken, na te kijken en mee te nemen.',
  homeWhatTitle: 'Zo werkt het',
  homeSteps: [
    {
      title: 'Iemand ziet je iets goed doen',
      text: 'In de werkplaats, in de klas, op het werk. Een begeleider kent ter plekke een badge toe, in Slack, in Teams of in de cursus.',
    },
    {
      title: 'Het bewijs komt erbij',
      text: 'Wat er gezegd en gemaakt is, wordt het bewijs: een rapport, een foto, een reactie van het bedrijf.',
    },
    {
      title: 'Je skillspaspoort groeit',
      text: 'De badge staat in je paspoort. Jij bepaalt wie hem ziet, en je neemt hem mee naar school, werk of wallet.',
    },
  ],
  homeIssuers: 'Wie badges uitgeven',
  homeBadges: 'Badges om te verdienen',
  homeAllBadges: (count: number) => `Alle ${wholeNumber(count, 'nl')} badges`,
  homeVerifyTitle: 'Een badge nakijken',
  homeVerifyLink: 'Een badge nakijken',
  homeVerifyText:
    'Open de link van de badge. Bovenaan staat wie hem kreeg, van wie en waarvoor, en of hij nu geldt. Elke badge is ondertekend als Open Badge 3.0, zodat ook andere systemen hem kunnen controleren.',
  homeNoIssuers: 'Er zijn nog geen organisaties die badges uitgeven.',
  homeNoBadges: 'Er zijn nog geen badges.',

  awardFor: 'Badge',
  awardTo: 'Gekregen door',
  awardBy: 'Toegekend door',
  awardIssuer: 'Uitgegeven door',
  awardDate: 'Datum',
  awardValidUntil: 'Geldig tot',
  awardNoExpiry: 'Blijft geldig',
  awardHolderPrivate: 'De houder heeft de naam niet openbaar gemaakt.',
  awardHolderErased: 'De houder is op verzoek gewist; er is niets meer van de houder bekend.',
  awardHolderUnnamed: 'De naam van de houder is niet bekend.',
  awardReason: 'Waarvoor',
  awardReasonBy: (name: string) => `Woorden van ${name}`,
  awardWhat: 'Wat deze badge zegt',
  awardAboutBadge: 'Alles over deze badge',
  awardCriteria: 'Wat ervoor nodig was',
  awardEvidence: 'Bewijs',
  awardEvidenceCount: (count: number) =>
    `${wholeNumber(count, 'nl')} ${plural(count, 'nl', 'stuk bewijs', 'stukken bewijs')}`,
  awardEvidencePrivate: 'De houder heeft het bewijs niet openbaar gemaakt.',
  awardEvidenceNone: 'Bij deze badge is geen bewijs bewaard.',
  evidenceBy: {
    holder: (name: string) => `Van ${name}`,
    awarder: (name: string) => `Van ${name}`,
    other: () => 'Van iemand die erbij was',
  },
  evidenceByUnnamed: { holder: 'Van de houder', awarder: 'Van wie de badge toekende' },
  evidenceFile: (name: string, size: string) => `${name} (${size})`,
  evidenceLink: 'Bekijk de link',
  standing: {
    valid: 'Deze badge is geldig',
    expired: 'Deze badge is verlopen',
    suspended: 'Deze badge is opgeschort',
    revoked: 'Deze badge is ingetrokken',
  },
  standingDetail: {
    valid: (until: Date | undefined) =>
      until === undefined ? 'Hij heeft geen einddatum.' : `Tot ${longDate(until, 'nl')}.`,
    expired: (since: Date) => `Hij gold tot ${longDate(since, 'nl')}.`,
    suspended: (since: Date) => `Sinds ${longDate(since, 'nl')}, zolang de uitgever iets uitzoekt.`,
    revoked: (since: Date) => `Op ${longDate(since, 'nl')}. Hij telt niet meer.`,
  },
  standingReason: (reason: string) => `Reden: ${reason}`,
  checkTitle: 'Kijk het zelf na',
  checkLead: 'Dit is zojuist gecontroleerd, toen deze pagina werd gemaakt:',
  checkRegistered: (host: string) => `De badge staat in het register van ${host}.`,
  checkStanding: {
    valid: 'Hij is niet ingetrokken, niet opgeschort en niet verlopen.',
    expired: 'De einddatum is voorbij.',
    suspended: 'De uitgever heeft hem opgeschort.',
    revoked: 'De uitgever heeft hem ingetrokken.',
  },
  checkSignature: {
    passed: (issuer: string) => `De handtekening van ${issuer} klopt: niemand heeft er iets aan veranderd.`,
    failed: 'De handtekening klopt niet. Vertrouw deze badge niet.',
    open: 'De handtekening kon nu niet worden nagekeken.',
  },
  checkNoCredential: 'Er is geen ondertekende badge meer, omdat de houder is gewist.',
  checkOutcome: { passed: 'Klopt', failed: 'Klopt niet', open: 'Niet nagekeken' },
  checkHow: (host: string) =>
    `Geloof niet alleen wat er staat: kijk of het adres in je browser met ${host} begint, of laat de ondertekende badge controleren door een ander programma voor Open Badges 3.0.`,
  checkJson: 'Ondertekende badge (JSON)',
  checkPng: 'Plaatje met de badge erin (PNG)',
  checkSvg: 'Tekening met de badge erin (SVG)',
  checkIssuerKeys: 'Sleutels van de uitgever',
  checkStatusList: 'Statuslijst',
  checkId: 'Kenmerk',
  awardTitle: (badge: string, name: string) => `${badge} – ${name}`,
  awardDescription: (badge: string, issuer: string, name: string) =>
    `${name} kreeg de badge ‘${badge}’ van ${issuer}.`,
  awardDescriptionPrivate: (badge: string, issuer: string) => `Een badge ‘${badge}’ van ${issuer}.`,

  skill: 'Vaardigheid',
  skills: 'Vaardigheden',
  skillLead: 'Badges waarin deze vaardigheid zit',
  skillFramework: (framework: string) => `Raamwerk ${framework}`,
  level: 'Niveau',
  studyLoad: 'Studielast',
  studyLoadHours: (hours: number) => `${wholeNumber(hours, 'nl')} ${plural(hours, 'nl', 'uur', 'uur')}`,
  assessment: 'Hoe het beoordeeld wordt',
  badgesTitle: 'Badges',
  badgesLead: 'Alles wat je hier kunt verdienen, per organisatie.',
  badgeCriteria: 'Wat je ervoor laat zien',
  badgeFacts: 'Over deze badge',
  badgeGivenBy: 'Uitgegeven door',
  badgeHow: 'Hoe je hem krijgt',
  badgeHowDirect: 'Een begeleider van de uitgever kent hem toe.',
  badgeHowReview: 'Na een voordracht, die een beoordelaar van de uitgever nakijkt.',
  badgeNominate: {
    everyone: 'Iedereen mag iemand voordragen, ook zichzelf.',
    members: 'Wie lid is van een aangesloten werkruimte mag iemand voordragen, ook zichzelf.',
    nobody: undefined,
  },
  badgeEvidenceRequired: 'Zonder bewijs wordt hij niet toegekend.',
  badgeValidFor: 'Geldigheid',
  badgeNeverExpires: 'Blijft geldig',
  badgeValidForDuration: (duration: string) => `${duration} na toekenning`,
  badgeRepeatable: 'Kan vaker worden verdiend',
  badgeLanguage: 'Taal',
  badgeAwarded: 'Toegekend',
  badgeAwardedTimes: (count: number) => `${wholeNumber(count, 'nl')} keer`,
  badgeAwardedMoreThan: (count: number) => `meer dan ${wholeNumber(count, 'nl')} keer`,
  badgeRetired: 'Deze badge wordt niet meer toegekend. Wie hem heeft, houdt hem.',
  badgeRetiredShort: 'Niet meer toegekend',
  badgeParts: 'Bestaat uit',
  badgeVersion: (version: number, date: Date) =>
    `Versie ${wholeNumber(version, 'nl')}, ${longDate(date, 'nl')}`,
  badgePictureOf: (badge: string) => `Afbeelding van de badge ${badge}`,
  issuerPictureOf: (issuer: string) => `Beeldmerk van ${issuer}`,
  durations: {
    year: (count: number) => `${count} jaar`,
    month: (count: number) => `${count} ${plural(count, 'nl', 'maand', 'maanden')}`,
    week: (count: number) => `${count} ${plural(count, 'nl', 'week', 'weken')}`,
    day: (count: number) => `${count} ${plural(count, 'nl', 'dag', 'dagen')}`,
  },

  issuerBadges: 'Badges van deze organisatie',
  issuerNoBadges: 'Deze organisatie geeft nu geen badges uit.',
  issuerWebsite: 'Website',
  issuerEmail: 'E-mail',
  issuerKeysTitle: 'Sleutels',
  issuerKeysText:
    'Met deze sleutels ondertekent de organisatie haar badges. Wie een badge nakijkt, haalt ze hier op.',
  issuerKeysLink: 'Sleutels (DID-document)',

  problemTitle: 'Dat lukte niet',
  problemId: (id: string) => `Vermeld bij een vraag dit kenmerk: ${id}`,
  problemHome: 'Naar de startpagina',
} as const;

type Loose<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends readonly (infer E)[]
      ? readonly Loose<E>[]
      : T extends object
        ? { readonly [K in keyof T]: Loose<T[K]> }
        : T;

/** The words of the public pages; both languages have this shape. */
export type WebWords = Loose<typeof nl>;

const en: WebWords = {
  languageName: 'English',
  skipToContent: 'Skip to the content',
  mainNavigation: 'Main menu',
  languageNavigation: 'Language',
  navHome: 'Home',
  navBadges: 'Badges',
  navVerify: 'Check',
  navMe: 'My passport',
  navPrivacy: 'Privacy',
  footer: (community) => `Speldje · badges and skills passport of ${community}`,
  noScripts:
    'This page does not track you and uses no cookies, except for your choice of language and to keep you signed in.',

  homeLead: 'What people can do, seen by those who were there. Open to look up, to check and to take along.',
  homeWhatTitle: 'How it works',
  homeSteps: [
    {
      title: 'Somebody sees you do something well',
      text: 'In the workshop, in class, at work. A supervisor awards a badge on the spot, in Slack, in Teams or in the course.',
    },
    {
      title: 'The evidence comes along',
      text: 'What was said and made becomes the evidence: a report, a photo, a response from the company.',
    },
    {
      title: 'Your skills passport grows',
      text: 'The badge is in your passport. You decide who sees it, and take it along to school, work or wallet.',
    },
  ],
  homeIssuers: 'Who issues badges',
  homeBadges: 'Badges to earn',
  homeAllBadges: (count) => `All ${wholeNumber(count, 'en')} badges`,
  homeVerifyTitle: 'Checking a badge',
  homeVerifyLink: 'Check a badge',
  homeVerifyText:
    'Open the link of the badge. At the top it says who earned it, from whom and for what, and whether it is valid now. Each badge is signed as an Open Badge 3.0, so that other systems can check it too.',
  homeNoIssuers: 'There are no organisations yet that issue badges.',
  homeNoBadges: 'There are no badges yet.',

  awardFor: 'Badge',
  awardTo: 'Earned by',
  awardBy: 'Awarded by',
  awardIssuer: 'Issued by',
  awardDate: 'Date',
  awardValidUntil: 'Valid until',
  awardNoExpiry: 'Does not expire',
  awardHolderPrivate: 'The holder has not made their name public.',
  awardHolderErased: 'The holder was erased at their wish; nothing is known of them any more.',
  awardHolderUnnamed: 'The name of the holder is not known.',
  awardReason: 'For what',
  awardReasonBy: (name) => `In the words of ${name}`,
  awardWhat: 'What this badge says',
  awardAboutBadge: 'All about this badge',
  awardCriteria: 'What it took',
  awardEvidence: 'Evidence',
  awardEvidenceCount: (count) =>
    `${wholeNumber(count, 'en')} ${plural(count, 'en', 'piece of evidence', 'pieces of evidence')}`,
  awardEvidencePrivate: 'The holder has not made the evidence public.',
  awardEvidenceNone: 'No evidence was kept with this badge.',
  evidenceBy: {
    holder: (name) => `From ${name}`,
    awarder: (name) => `From ${name}`,
    other: () => 'From somebody who was there',
  },
  evidenceByUnnamed: { holder: 'From the holder', awarder: 'From who awarded the badge' },
  evidenceFile: (name, size) => `${name} (${size})`,
  evidenceLink: 'View the link',
  standing: {
    valid: 'This badge is valid',
    expired: 'This badge has expired',
    suspended: 'This badge is suspended',
    revoked: 'This badge was revoked',
  },
  standingDetail: {
    valid: (until) => (until === undefined ? 'It has no end date.' : `Until ${longDate(until, 'en')}.`),
    expired: (since) => `It was valid until ${longDate(since, 'en')}.`,
    suspended: (since) => `Since ${longDate(since, 'en')}, while the issuer looks into something.`,
    revoked: (since) => `On ${longDate(since, 'en')}. It no longer counts.`,
  },
  standingReason: (reason) => `Reason: ${reason}`,
  checkTitle: 'Check it yourself',
  checkLead: 'This was checked just now, when this page was made:',
  checkRegistered: (host) => `The badge is in the register of ${host}.`,
  checkStanding: {
    valid: 'It was not revoked, not suspended and has not expired.',
    expired: 'Its end date has passed.',
    suspended: 'The issuer has suspended it.',
    revoked: 'The issuer has revoked it.',
  },
  checkSignature: {
    passed: (issuer) => `The signature of ${issuer} is right: nobody has changed anything.`,
    failed: 'The signature is wrong. Do not trust this badge.',
    open: 'The signature could not be checked now.',
  },
  checkNoCredential: 'There is no signed badge any more, since the holder was erased.',
  checkOutcome: { passed: 'Right', failed: 'Wrong', open: 'Not checked' },
  checkHow: (host) =>
    `Do not just believe what it says: see whether the address in your browser begins with ${host}, or have the signed badge checked by another program for Open Badges 3.0.`,
  checkJson: 'Signed badge (JSON)',
  checkPng: 'Picture with the badge in it (PNG)',
  checkSvg: 'Drawing with the badge in it (SVG)',
  checkIssuerKeys: 'Keys of the issuer',
  checkStatusList: 'Status list',
  checkId: 'Identifier',
  awardTitle: (badge, name) => `${badge} – ${name}`,
  awardDescription: (badge, issuer, name) => `${name} earned the badge ‘${badge}’ from ${issuer}.`,
  awardDescriptionPrivate: (badge, issuer) => `A badge ‘${badge}’ from ${issuer}.`,

  skill: 'Skill',
  skills: 'Skills',
  skillLead: 'Badges that show this skill',
  skillFramework: (framework) => `Framework ${framework}`,
  level: 'Level',
  studyLoad: 'Study load',
  studyLoadHours: (hours) => `${wholeNumber(hours, 'en')} ${plural(hours, 'en', 'hour', 'hours')}`,
  assessment: 'How it is assessed',
  badgesTitle: 'Badges',
  badgesLead: 'All that can be earned here, by organisation.',
  badgeCriteria: 'What you show for it',
  badgeFacts: 'About this badge',
  badgeGivenBy: 'Issued by',
  badgeHow: 'How you get it',
  badgeHowDirect: 'A supervisor of the issuer awards it.',
  badgeHowReview: 'After a nomination, which a reviewer of the issuer looks at.',
  badgeNominate: {
    everyone: 'Everybody may nominate somebody, themselves too.',
    members: 'Members of a connected workspace may nominate somebody, themselves too.',
    nobody: undefined,
  },
  badgeEvidenceRequired: 'It is not awarded without evidence.',
  badgeValidFor: 'Validity',
  badgeNeverExpires: 'Does not expire',
  badgeValidForDuration: (duration) => `${duration} from the award`,
  badgeRepeatable: 'Can be earned more than once',
  badgeLanguage: 'Language',
  badgeAwarded: 'Awarded',
  badgeAwardedTimes: (count) => `${wholeNumber(count, 'en')} times`,
  badgeAwardedMoreThan: (count) => `more than ${wholeNumber(count, 'en')} times`,
  badgeRetired: 'This badge is no longer awarded. Those who have it keep it.',
  badgeRetiredShort: 'No longer awarded',
  badgeParts: 'Made up of',
  badgeVersion: (version, date) => `Version ${wholeNumber(version, 'en')}, ${longDate(date, 'en')}`,
  badgePictureOf: (badge) => `Picture of the badge ${badge}`,
  issuerPictureOf: (issuer) => `Emblem of ${issuer}`,
  durations: {
    year: (count) => `${count} ${plural(count, 'en', 'year', 'years')}`,
    month: (count) => `${count} ${plural(count, 'en', 'month', 'months')}`,
    week: (count) => `${count} ${plural(count, 'en', 'week', 'weeks')}`,
    day: (count) => `${count} ${plural(count, 'en', 'day', 'days')}`,
  },

  issuerBadges: 'Badges of this organisation',
  issuerNoBadges: 'This organisation issues no badges now.',
  issuerWebsite: 'Website',
  issuerEmail: 'E-mail',
  issuerKeysTitle: 'Keys',
  issuerKeysText:
    'The organisation signs its badges with these keys. Whoever checks a badge fetches them here.',
  issuerKeysLink: 'Keys (DID document)',

  problemTitle: 'That did not work',
  problemId: (id) => `When you ask about it, name this identifier: ${id}`,
  problemHome: 'To the home page',
};

const words: MessageSet<WebWords> = { nl, en };

export function webWords(locale: MessageLocale): WebWords {
  return words[locale];
}
