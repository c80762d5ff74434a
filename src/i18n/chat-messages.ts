import { listed, longDate, plural, type MessageLocale, type MessageSet } from './format.ts';

/**
 * What the bots say. Values are words without markup; the adapters quote, embolden and mention. A person's
 * name is given in as it should be shown.
 */
const nl = {
  awarded: 'kreeg de badge',
  awardedMany: 'kregen de badge',
  awardedBy: (who: string) => `Toegekend door ${who}`,
  threadHint: 'Antwoord in deze draad om bewijs toe te voegen: een werkstuk, een foto, wat je zag.',
  threadHintConfirmed:
    'Antwoord in deze draad om bewijs toe te voegen. Het telt mee zodra wie toekent of beoordeelt het met ✅ bevestigt.',
  viewAward: 'Bekijk de badge',
  viewBadge: 'Over deze badge',
  youWereAwarded: 'Je hebt een badge gekregen!',
  youWereAwardedText: (who: string) => `Gefeliciteerd. ${who} kende je deze badge toe.`,
  privateHint: 'Alleen jij ziet hem in je paspoort, tot je hem openbaar maakt.',
  makePublic: 'Maak openbaar',
  makePrivate: 'Maak weer privé',
  madePublic: 'Deze badge is nu openbaar: je naam staat op de pagina van de badge.',
  madePrivate: 'Deze badge is weer privé: je naam staat niet meer op de pagina.',
  addToLinkedIn: 'Zet op LinkedIn',
  myPassport: 'Mijn paspoort',
  issuedBy: (issuer: string) => `Uitgegeven door ${issuer}`,
  answerAwarded: (names: readonly string[]) => `Toegekend aan ${listed(names, 'nl')}.`,
  answerNotAnnounced:
    'Ik ben geen lid van dit kanaal; daarom staat er hier geen bericht. Nodig me uit met /invite.',
  notAnnounced: (title: string) =>
    `Het bericht over de badge “${title}” kon niet in het gesprek worden geplaatst: het is gearchiveerd, of Speldje is er geen lid (meer) van. De badge zelf staat vast. Bewijs voeg je toe met ⋮ bij een bericht, “Add to evidence”.`,
  nominationNotAnnounced: (title: string) =>
    `De voordracht voor “${title}” kon niet in het gesprek worden geplaatst: het is gearchiveerd, of Speldje is er geen lid (meer) van. De voordracht zelf staat vast en is naar de beoordelaars gestuurd.`,
  answerNobody: 'De badge is aan niemand toegekend.',
  answerRefused: (name: string, why: string) => `${name}: ${why}`,
  passportTitle: 'Jouw skillspaspoort',
  passportTitleOf: (name: string) => `Skillspaspoort van ${name}`,
  passportEmpty: 'Je paspoort is nog leeg. Zodra iemand je een badge toekent, staat hij hier.',
  passportCount: (badges: number, skills: number) =>
    `${badges} ${plural(badges, 'nl', 'badge', 'badges')} · ${skills} ${plural(skills, 'nl', 'vaardigheid', 'vaardigheden')}`,
  passportMore: (count: number) => `en nog ${count}`,
  passportPrivateToOthers:
    'Een paspoort is van de eigenaar zelf. Vraag om een deellink als je het wilt zien.',
  skillsHeading: 'Wat je liet zien',
  badgesHeading: 'Je badges, nieuwste eerst',
  skillShown: (times: number) => `${times} keer getoond`,
  listTitle: 'Badges die je kunt toekennen of voordragen',
  listFound: (count: number, words: string) =>
    `${count} ${plural(count, 'nl', 'badge', 'badges')} bij “${words}”`,
  listNone: (words: string) => `Geen badge gevonden bij “${words}”. Probeer minder of andere woorden.`,
  listEmpty: 'Er zijn nog geen badges. Een eigenaar kan ze toevoegen.',
  listMore: (count: number) =>
    `Nog ${count} andere: voeg een woord toe, of bekijk ze allemaal op de website.`,
  onlyByReview: 'alleen na voordracht en beoordeling',
  helpTitle: 'Zo gebruik je Speldje',
  helpIntro: 'Zie je iemand iets goed doen? Zeg het hier, meteen.',
  helpLines: [
    ['/badge toekennen @naam badge “waarom”', 'kent een badge toe'],
    ['/badge voordragen @naam badge “waarom”', 'draagt iemand voor'],
    ['/badge steun @naam badge', 'steunt een voordracht'],
    ['/badge beoordeel', 'laat zien wat op je beoordeling wacht'],
    ['/badge lijst [woorden]', 'laat badges zien'],
    ['/badge paspoort', 'laat jouw skillspaspoort zien'],
    ['/badge ervaring Cursus lassen bij ROC, 2023', 'zet een ervaring in je paspoort'],
    ['/badge web', 'stuurt een link om in te loggen op de website'],
    ['/badge instellingen', 'taal en overzicht'],
  ] as readonly (readonly [string, string])[],
  helpMore: [
    ['/badge intrekken @naam badge “waarom”', 'neemt een toekenning terug'],
    ['/badge koppel je@adres.nl', 'koppelt je e-mailadres'],
    ['/badge overzicht wekelijks | maandelijks | uit', 'kiest hoe vaak je overzicht komt'],
    ['/badge taal nl | en', 'kiest de taal'],
    ['/badge help [opdracht]', 'legt een opdracht uit'],
  ] as readonly (readonly [string, string])[],
  helpThread: 'Antwoorden onder een toekenning worden het bewijs. Je kunt mij ook noemen: @Speldje help.',
  notUnderstood: (said: string) => `Dat begreep ik niet: “${said}”.`,
  tryThis: 'Bedoelde je dit?',
  examples: {
    award: '/badge toekennen @naam adviseur-lerende-regio “Sterk advies”',
    nominate: '/badge voordragen @naam adviseur-lerende-regio “Sterk advies”',
    support: '/badge steun @naam adviseur-lerende-regio “Ik zag het ook”',
    review: '/badge beoordeel',
    revoke: '/badge intrekken @naam adviseur-lerende-regio “per ongeluk toegekend”',
    passport: '/badge paspoort',
    list: '/badge lijst advies',
    digest: '/badge overzicht maandelijks',
    experience: '/badge ervaring Cursus lassen bij ROC, 2023',
    link: '/badge koppel je@adres.nl',
    language: '/badge taal en',
    settings: '/badge instellingen',
    web: '/badge web',
    help: '/badge help',
  },
  needPeopleAndBadge: 'Zeg erbij wie de badge krijgt en welke badge het is.',
  needPeople: 'Zeg erbij wie de badge krijgt: noem iemand met @.',
  needBadge: 'Zeg erbij welke badge het is.',
  didYouMean: 'Bedoelde je een van deze?',
  awardThis: (title: string) => `${title} toekennen`,
  notNow:
    'Dat lukt nu even niet: Speldje kan niet bij zijn gegevens. Er is niets opgeslagen. Probeer het zo nog eens.',
  takesLonger:
    'Het duurt langer dan anders, omdat Slack niet goed antwoordt. Je vraag is bewaard en wordt uitgevoerd; je hoeft niets te doen.',
  connectionBroken:
    'De verbinding tussen Speldje en deze werkruimte werkt niet meer, of mist een recht. Een beheerder kan Speldje opnieuw installeren. Gebeurt dat binnen een uur, dan wordt je vraag alsnog uitgevoerd; vraag het anders daarna nog eens.',
  fault: (id: string) =>
    `Er ging bij ons iets mis en dit is niet gelukt. Probeer het later nog eens; blijft het zo, geef dan deze code door: ${id}.`,
  someone: 'Iemand',
  notConnected:
    'Deze werkruimte is niet met Speldje verbonden. Vraag de beheerder om Speldje te installeren.',
  revoked: (title: string) => `Je badge “${title}” is ingetrokken.`,
  because: (reason: string) => `Reden: ${reason}`,
  refusals: {
    'unknown-badge': (v: { said: string }) => `Ik ken geen badge “${v.said}”.`,
    'badge-retired': (v: { badge: string }) =>
      `De badge “${v.badge}” wordt niet meer toegekend. Kies een andere met /badge lijst.`,
    'unknown-person': (v: { said: string }) =>
      v.said
        ? `Ik weet niet wie “${v.said}” is. Typ @ en kies de naam uit de lijst.`
        : 'Ik weet niet wie dat is. Typ @ en kies de naam uit de lijst.',
    'ambiguous-person': (v: { said: string; candidates: readonly string[] }) =>
      `“${v.said}” kan meer dan één persoon zijn (${listed(v.candidates, 'nl')}). Typ @ en kies de naam uit de lijst.`,
    'not-allowed': (v: { role: string; issuer: string; mayNominate: boolean }) =>
      `Daarvoor moet je ${v.role} zijn van ${v.issuer}. ${v.mayNominate ? 'Voordragen kan wel.' : 'Vraag een eigenaar om je die rol te geven.'}`,
    'not-yours': () => 'Dat kan alleen wie het zelf aangaat.',
    'own-award': () => 'Je kunt jezelf geen badge geven. Vraag een collega om je voor te dragen.',
    'own-nomination': () => 'Je kunt een voordracht van of voor jezelf niet steunen.',
    outsider: () => 'Dat kan alleen wie bij deze organisatie hoort. Een eigenaar kan je uitnodigen.',
    guest: () => 'Gasten kunnen dat niet. Een eigenaar kan je daarvoor uitnodigen.',
    'recipient-is-bot': () => 'dat is een app, geen mens',
    'recipient-gone': () => 'dit account is niet meer actief',
    'recipient-erased': () => 'deze persoon heeft zijn gegevens laten wissen',
    'no-recipients': () => 'Zeg erbij wie de badge krijgt: noem iemand met @.',
    'too-many-recipients': (v: { most: number }) =>
      `Dat zijn te veel mensen in één keer; ${v.most} is het meeste.`,
    'already-held': (v: { badge: string; since: Date }) =>
      `heeft “${v.badge}” al sinds ${longDate(v.since, 'nl')}`,
    'already-nominated': (v: { badge: string }) => `is al voorgedragen voor “${v.badge}”`,
    'review-required': (v: { badge: string }) =>
      `“${v.badge}” wordt alleen toegekend na een voordracht die is beoordeeld. Draag iemand voor met /badge voordragen.`,
    'evidence-required': (v: { badge: string }) =>
      `Bij “${v.badge}” hoort bewijs. Schrijf erbij waaruit het bleek, of ken toe in het kanaal zodat de draad het verzamelt.`,
    'not-nominatable': (v: { badge: string }) => `Voor “${v.badge}” kan niemand worden voorgedragen.`,
    'unknown-award': () => 'Die toekenning bestaat niet.',
    'award-erased': () => 'De gegevens van deze toekenning zijn gewist.',
    'award-revoked': () => 'Deze toekenning is al ingetrokken.',
    'award-not-active': () => 'Deze toekenning is niet geldig; er valt niets op te schorten.',
    'award-not-suspended': () => 'Deze toekenning is niet opgeschort.',
    'unknown-nomination': () => 'Die voordracht bestaat niet.',
    'nomination-closed': (v: { status: string }) => `Deze voordracht is al ${v.status}.`,
    'already-endorsed': () => 'Je steunde deze voordracht al.',
    'unknown-evidence': () => 'Dat bewijs bestaat niet of is weggehaald.',
    'unknown-issuer': (v: { said: string }) => `Ik ken geen uitgever “${v.said}”.`,
    'unknown-role-grant': () => 'Die rol was niet gegeven.',
    'last-owner': () => 'Een uitgever houdt ten minste één eigenaar.',
    'slug-taken': (v: { slug: string }) => `“${v.slug}” is al in gebruik.`,
    'identity-taken': () => 'Dat account hoort al bij iemand anders.',
    'identity-not-vouched': () => 'Bevestig eerst dat dat account van jou is.',
    'mail-off': () =>
      'Speldje verstuurt hier geen e-mail. Vraag de beheerder om e-mail aan te zetten, of gebruik /badge web.',
    'wrong-code': () =>
      'Die code klopt niet, of is verlopen. Vraag een nieuwe met /badge koppel je@adres.nl.',
    'not-held': (v: { badge: string }) => `heeft geen geldige badge “${v.badge}”`,
    'not-nominated': (v: { badge: string }) => `is niet voorgedragen voor “${v.badge}”`,
    'changed-meanwhile': () => 'Iemand anders veranderde dit net. Kijk opnieuw en probeer het nog eens.',
    'reason-required': () => 'Geef een reden.',
    invalid: (v: { field: string; problem: string }) => `${v.field}: ${v.problem}.`,
  },
  roles: { owner: 'eigenaar', awarder: 'toekenner', reviewer: 'beoordelaar' },
  nominationStatus: { accepted: 'aangenomen', declined: 'afgewezen', withdrawn: 'ingetrokken' },
  problems: {
    empty: 'vul dit in',
    'too-long': 'dat is te lang',
    'not-a-slug': 'alleen kleine letters, cijfers en koppeltekens',
    'not-a-date': 'dat is geen datum',
    'not-an-identity': 'dat is geen account',
    'not-a-duration': 'dat is geen duur',
    'not-a-link': 'dat is geen webadres',
    'in-the-future': 'dat ligt in de toekomst',
    'before-it-began': 'dat ligt vóór het begin',
  },
};

const en: typeof nl = {
  awarded: 'earned the badge',
  awardedMany: 'earned the badge',
  awardedBy: (who) => `Awarded by ${who}`,
  threadHint: 'Reply in this thread to add evidence: a piece of work, a picture, what you saw.',
  threadHintConfirmed:
    'Reply in this thread to add evidence. It counts once an awarder or reviewer confirms it with ✅.',
  viewAward: 'View the badge',
  viewBadge: 'About this badge',
  youWereAwarded: 'You earned a badge!',
  youWereAwardedText: (who) => `Congratulations. ${who} awarded you this badge.`,
  privateHint: 'Only you see it in your passport, until you make it public.',
  makePublic: 'Make public',
  makePrivate: 'Make private again',
  madePublic: "This badge is public now: your name is on the badge's page.",
  madePrivate: 'This badge is private again: your name is no longer on the page.',
  addToLinkedIn: 'Add to LinkedIn',
  myPassport: 'My passport',
  issuedBy: (issuer) => `Issued by ${issuer}`,
  answerAwarded: (names) => `Awarded to ${listed(names, 'en')}.`,
  answerNotAnnounced:
    'I am not a member of this channel, so there is no message here. Invite me with /invite.',
  notAnnounced: (title) =>
    `The message about the badge “${title}” could not be put into the conversation: it is archived, or Speldje is not a member of it (any more). The badge itself stands. Add evidence with ⋮ on a message, “Add to evidence”.`,
  nominationNotAnnounced: (title) =>
    `The nomination for “${title}” could not be put into the conversation: it is archived, or Speldje is not a member of it (any more). The nomination itself stands, and its reviewers have been told.`,
  answerNobody: 'The badge was awarded to nobody.',
  answerRefused: (name, why) => `${name}: ${why}`,
  passportTitle: 'Your skills passport',
  passportTitleOf: (name) => `Skills passport of ${name}`,
  passportEmpty: 'Your passport is still empty. As soon as somebody awards you a badge, it is here.',
  passportCount: (badges, skills) =>
    `${badges} ${plural(badges, 'en', 'badge', 'badges')} · ${skills} ${plural(skills, 'en', 'skill', 'skills')}`,
  passportMore: (count) => `and ${count} more`,
  passportPrivateToOthers:
    'A passport belongs to its owner. Ask them for a share link if you would like to see it.',
  skillsHeading: 'What you have shown',
  badgesHeading: 'Your badges, newest first',
  skillShown: (times) => `shown ${times} ${plural(times, 'en', 'time', 'times')}`,
  listTitle: 'Badges that you can award or nominate for',
  listFound: (count, words) => `${count} ${plural(count, 'en', 'badge', 'badges')} for “${words}”`,
  listNone: (words) => `No badge found for “${words}”. Try fewer or other words.`,
  listEmpty: 'There are no badges yet. An owner can add them.',
  listMore: (count) => `${count} more: add a word, or see them all on the website.`,
  onlyByReview: 'only by nomination and review',
  helpTitle: 'How to use Speldje',
  helpIntro: 'Did you see somebody do something well? Say it here, right away.',
  helpLines: [
    ['/badge award @name badge “why”', 'awards a badge'],
    ['/badge nominate @name badge “why”', 'nominates somebody'],
    ['/badge support @name badge', 'supports a nomination'],
    ['/badge review', 'shows what waits for your review'],
    ['/badge list [words]', 'shows badges'],
    ['/badge passport', 'shows your skills passport'],
    ['/badge experience Welding course at ROC, 2023', 'adds an experience to your passport'],
    ['/badge web', 'sends a link that signs you in on the website'],
    ['/badge settings', 'language and digest'],
  ],
  helpMore: [
    ['/badge revoke @name badge “why”', 'takes an award back'],
    ['/badge link you@address.org', 'links your e-mail address'],
    ['/badge digest weekly | monthly | off', 'chooses how often your digest comes'],
    ['/badge language nl | en', 'chooses the language'],
    ['/badge help [command]', 'explains a command'],
  ],
  helpThread: 'Replies below an award become its evidence. You can also mention me: @Speldje help.',
  notUnderstood: (said) => `I did not understand that: “${said}”.`,
  tryThis: 'Did you mean this?',
  examples: {
    award: '/badge award @name adviseur-lerende-regio “Strong advice”',
    nominate: '/badge nominate @name adviseur-lerende-regio “Strong advice”',
    support: '/badge support @name adviseur-lerende-regio “I saw it too”',
    review: '/badge review',
    revoke: '/badge revoke @name adviseur-lerende-regio “awarded by mistake”',
    passport: '/badge passport',
    list: '/badge list advice',
    digest: '/badge digest monthly',
    experience: '/badge experience Welding course at ROC, 2023',
    link: '/badge link you@address.org',
    language: '/badge language nl',
    settings: '/badge settings',
    web: '/badge web',
    help: '/badge help',
  },
  needPeopleAndBadge: 'Say who earns the badge and which badge it is.',
  needPeople: 'Say who earns the badge: mention somebody with @.',
  needBadge: 'Say which badge it is.',
  didYouMean: 'Did you mean one of these?',
  awardThis: (title) => `Award ${title}`,
  notNow:
    'That is not possible right now: Speldje cannot reach its data. Nothing was stored. Please try again in a moment.',
  takesLonger:
    'This takes longer than usual, because Slack does not answer as it should. What you asked for is kept and will be done; there is nothing you need to do.',
  connectionBroken:
    'The connection between Speldje and this workspace does not work any more, or lacks a permission. An administrator can install Speldje again. If that happens within an hour, what you asked for is done after all; otherwise please ask again.',
  fault: (id) =>
    `Something went wrong on our side and this did not work. Please try again later; if it stays like this, pass on this code: ${id}.`,
  someone: 'Somebody',
  notConnected: 'This workspace is not connected to Speldje. Ask its administrator to install Speldje.',
  revoked: (title) => `Your badge “${title}” was revoked.`,
  because: (reason) => `Reason: ${reason}`,
  refusals: {
    'unknown-badge': (v) => `I know no badge “${v.said}”.`,
    'badge-retired': (v) => `The badge “${v.badge}” is no longer awarded. Choose another with /badge list.`,
    'unknown-person': (v) =>
      v.said
        ? `I don't know who “${v.said}” is. Type @ and choose the name from the list.`
        : "I don't know who that is. Type @ and choose the name from the list.",
    'ambiguous-person': (v) =>
      `“${v.said}” may be more than one person (${listed(v.candidates, 'en')}). Type @ and choose the name from the list.`,
    'not-allowed': (v) =>
      `For that you must be ${v.role} of ${v.issuer}. ${v.mayNominate ? 'You can nominate instead.' : 'Ask an owner to give you that role.'}`,
    'not-yours': () => 'Only the person concerned can do that.',
    'own-award': () => 'You cannot give yourself a badge. Ask a colleague to nominate you.',
    'own-nomination': () => 'You cannot support a nomination that is by or for yourself.',
    outsider: () => 'Only members of this organisation can do that. An owner can invite you.',
    guest: () => 'Guests cannot do that. An owner can invite you to.',
    'recipient-is-bot': () => 'that is an app, not a person',
    'recipient-gone': () => 'this account is no longer active',
    'recipient-erased': () => 'this person has had their data erased',
    'no-recipients': () => 'Say who earns the badge: mention somebody with @.',
    'too-many-recipients': (v) => `Those are too many people at once; ${v.most} is the most.`,
    'already-held': (v) => `has held “${v.badge}” since ${longDate(v.since, 'en')}`,
    'already-nominated': (v) => `has been nominated for “${v.badge}” already`,
    'review-required': (v) =>
      `“${v.badge}” is awarded only after a nomination that was reviewed. Nominate somebody with /badge nominate.`,
    'evidence-required': (v) =>
      `“${v.badge}” needs evidence. Write what showed it, or award in the channel so that the thread gathers it.`,
    'not-nominatable': (v) => `Nobody can be nominated for “${v.badge}”.`,
    'unknown-award': () => 'There is no such award.',
    'award-erased': () => 'The data of this award was erased.',
    'award-revoked': () => 'This award was revoked already.',
    'award-not-active': () => 'This award is not valid, so there is nothing to suspend.',
    'award-not-suspended': () => 'This award is not suspended.',
    'unknown-nomination': () => 'There is no such nomination.',
    'nomination-closed': (v) => `This nomination was ${v.status} already.`,
    'already-endorsed': () => 'You support this nomination already.',
    'unknown-evidence': () => 'There is no such evidence, or it was taken away.',
    'unknown-issuer': (v) => `I know no issuer “${v.said}”.`,
    'unknown-role-grant': () => 'That role was not granted.',
    'last-owner': () => 'An issuer keeps at least one owner.',
    'slug-taken': (v) => `“${v.slug}” is in use already.`,
    'identity-taken': () => 'That account belongs to somebody else.',
    'identity-not-vouched': () => 'Confirm first that that account is yours.',
    'mail-off': () => 'Speldje sends no mail here. Ask the administrator to set mail up, or use /badge web.',
    'wrong-code': () =>
      'That code is wrong, or has expired. Ask for another with /badge link you@address.org.',
    'not-held': (v) => `holds no valid badge “${v.badge}”`,
    'not-nominated': (v) => `has not been nominated for “${v.badge}”`,
    'changed-meanwhile': () => 'Somebody else just changed this. Look again and try once more.',
    'reason-required': () => 'Give a reason.',
    invalid: (v) => `${v.field}: ${v.problem}.`,
  },
  roles: { owner: 'owner', awarder: 'awarder', reviewer: 'reviewer' },
  nominationStatus: { accepted: 'accepted', declined: 'declined', withdrawn: 'withdrawn' },
  problems: {
    empty: 'fill this in',
    'too-long': 'that is too long',
    'not-a-slug': 'only lower-case letters, digits and hyphens',
    'not-a-date': 'that is not a date',
    'not-an-identity': 'that is not an account',
    'not-a-duration': 'that is not a duration',
    'not-a-link': 'that is not a web address',
    'in-the-future': 'that lies in the future',
    'before-it-began': 'that lies before its beginning',
  },
};

export type ChatMessages = typeof nl;

export const chatMessages: MessageSet<ChatMessages> = { nl, en };

export function chatWords(locale: MessageLocale): ChatMessages {
  return chatMessages[locale];
}
