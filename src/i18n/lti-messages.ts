import {
  listed,
  longDate,
  plural,
  quoted,
  wholeNumber,
  type MessageLocale,
  type MessageSet,
} from './format.ts';

/** What the tool in a course says. Values are plain text without markup. */
const nl = {
  tool: 'Badges en skillspaspoort',
  refusedTitle: 'Dit openen lukte niet',
  restart: 'Ga terug naar je cursus en open de link daar opnieuw.',
  forAdministrator: 'Voor de beheerder',
  refusedCode: 'Code',
  refusedClaim: 'Onderdeel',
  refusedPlatform: 'Platform',
  refusedClause: 'Specificatie',
  refusedId: (id: string) => `Zoek in het logboek naar ${id}.`,
  refused: {
    request:
      'De cursus stuurde een onvolledig verzoek. Je kunt hier zelf niets aan doen; meld het bij de beheerder.',
    platform: 'Deze leeromgeving is hier nog niet aangesloten. De beheerder kan haar toelaten.',
    deployment: 'Deze cursusomgeving is hier nog niet toegelaten. De beheerder kan dat doen.',
    used: 'Deze pagina is al een keer geopend. Begin opnieuw vanuit je cursus.',
    browser: 'We konden niet zien dat deze browser de pagina opende.',
    late: 'Het openen duurde te lang, of de klokken lopen niet gelijk. Begin opnieuw vanuit je cursus.',
    forged: 'De leeromgeving kon niet bewijzen dat dit verzoek van haar komt. Er is niets gebeurd.',
    unreachable:
      'De leeromgeving antwoordde niet toen we haar sleutel vroegen. Probeer het over een paar minuten opnieuw.',
    error: 'De leeromgeving meldde een fout bij het openen.',
    incomplete: 'De leeromgeving stuurde niet alles mee wat nodig is. De beheerder kan dit oplossen.',
  },
  anonymousTitle: 'We weten niet wie je bent',
  anonymous:
    'Je leeromgeving stuurde geen gebruiker mee. Zonder dat kan een badge niet bij jou terechtkomen. Log in bij je leeromgeving en open de link opnieuw; blijft dit, vraag de beheerder dan de privacy-instellingen van deze tool te bekijken.',
  waiting: 'Even geduld, we openen de pagina …',
  goOn: 'Ga verder',
  newWindowTitle: 'Open in een nieuw venster',
  newWindow:
    'Je browser blokkeert cookies van deze pagina binnen de cursus. In een eigen venster werkt het wel.',
  newWindowButton: 'Open in een nieuw venster',
  tooManyTitle: 'Even wachten',
  tooMany: 'Van dit netwerk kwamen heel veel verzoeken tegelijk. Open de link over een minuut opnieuw.',
  sessionEnded: 'Deze pagina is verlopen',
  sessionEndedText:
    'Voor de veiligheid blijft een geopende pagina maar kort geldig. Open de link opnieuw vanuit je cursus.',

  navigation: 'Onderdelen',
  people: 'Deelnemers',
  review: 'Beoordelen',
  history: 'Toegekend',
  mine: 'Mijn paspoort',
  badges: 'Badges in deze cursus',
  received: 'Wat we van je leeromgeving ontvingen',
  receivedRoles: 'Rollen',
  receivedNone: 'Geen rollen',
  notTeaching:
    'Badges toekennen kan alleen wie in deze cursus docent is. Klopt dat niet, laat de beheerder dan zien wat we ontvingen.',
  noCourse:
    'De leeromgeving opende deze pagina buiten een cursus. Open haar in een cursus om deelnemers te zien.',

  search: 'Zoek op naam',
  searchButton: 'Zoek',
  badge: 'Badge',
  chooseBadge: 'Kies een badge',
  refresh: 'Ververs de lijst',
  fetchedAt: (moment: string) => `Lijst van ${moment}`,
  peopleFound: (count: number) =>
    `${wholeNumber(count, 'nl')} ${plural(count, 'nl', 'deelnemer', 'deelnemers')}`,
  pageOf: (page: number, pages: number) => `Pagina ${page} van ${pages}`,
  previous: 'Vorige',
  next: 'Volgende',
  name: 'Naam',
  role: 'Rol',
  holds: 'Heeft',
  holdsNothing: 'nog geen',
  nameless: (subject: string) => `Deelnemer ${subject}`,
  left: 'niet meer in de cursus',
  inactive: 'niet actief',
  teacher: 'Docent',
  learner: 'Deelnemer',
  otherRole: 'Anders',
  select: (name: string) => `Kies ${name}`,
  selectAll: (count: number) =>
    count === 1
      ? 'Kies de ene gevonden deelnemer'
      : `Kies alle ${wholeNumber(count, 'nl')} gevonden deelnemers`,
  selectedElsewhere: (count: number) =>
    `${wholeNumber(count, 'nl')} ${plural(count, 'nl', 'deelnemer', 'deelnemers')} op andere pagina's gekozen`,
  clearSelection: 'Keuze wissen',
  preview: 'Bekijk voor het toekennen',
  nominateSelected: 'Draag voor',
  exportCsv: 'Download als CSV',
  nobodyFound: 'Niemand gevonden.',
  rosterProblems: {
    'no-service':
      'Je leeromgeving deelt geen deelnemerslijst met deze tool. Je ziet wie de tool zelf opende. Een beheerder zet dit aan bij de instellingen van de tool (namen en rollen).',
    unauthorized:
      'Je leeromgeving weigerde de deelnemerslijst (401). Je ziet wie de tool zelf opende. Beheerder: controleer of een proxy de kop Authorization doorlaat.',
    forbidden:
      'Je leeromgeving gaf de deelnemerslijst niet vrij. Je ziet wie de tool zelf opende. Beheerder: controleer de rechten van de tool (namen en rollen).',
    'rate-limited':
      'Je leeromgeving vroeg ons even te wachten. De lijst is nog niet compleet; ververs haar over een paar minuten.',
    'other-origin':
      'De leeromgeving verwees voor de rest van de lijst naar een ander adres. Dat volgen we niet; de lijst is niet compleet.',
    unreadable: 'De leeromgeving gaf een lijst die we niet kunnen lezen. Je ziet wie de tool zelf opende.',
    unreachable: 'De leeromgeving antwoordde niet. Je ziet wat we al wisten.',
  },
  namesWithheld:
    'Je leeromgeving houdt namen achter. Een beheerder kan de tool toestaan namen te ontvangen (privacy).',

  previewTitle: (badge: string) => `${badge} toekennen`,
  previewCount: (count: number) =>
    `${wholeNumber(count, 'nl')} ${plural(count, 'nl', 'deelnemer krijgt', 'deelnemers krijgen')} deze badge`,
  previewHeld: (count: number) =>
    `${wholeNumber(count, 'nl')} ${plural(count, 'nl', 'deelnemer heeft', 'deelnemers hebben')} hem al en ${plural(count, 'nl', 'wordt', 'worden')} overgeslagen`,
  previewReview: 'Deze badge wordt alleen toegekend na een beoordeling. Draag de gekozen deelnemers voor.',
  note: 'Waarvoor? (de ontvanger leest dit)',
  evidenceLink: 'Link naar bewijs',
  evidenceFile: 'Bestand als bewijs (ten hoogste 15 MB)',
  award: 'Ken toe',
  nominate: 'Draag voor',
  back: 'Terug',
  awarded: (count: number) =>
    `${wholeNumber(count, 'nl')} ${plural(count, 'nl', 'badge', 'badges')} toegekend`,
  nominated: (count: number) =>
    `${wholeNumber(count, 'nl')} ${plural(count, 'nl', 'deelnemer', 'deelnemers')} voorgedragen`,
  notDone: 'Niet gelukt bij',
  repeated: 'Dit was al gedaan; er is niets dubbel toegekend.',
  nobodyChosen: 'Kies eerst een badge en ten minste één deelnemer.',

  reviewNone: 'Er wacht niets op een beoordeling.',
  nominatedBy: (name: string) => `Voorgedragen door ${name}`,
  askedFor: 'Zelf aangevraagd',
  supportedBy: (count: number) =>
    `${count} ${plural(count, 'nl', 'collega steunt', "collega's steunen")} dit`,
  criteria: 'Criteria',
  evidence: 'Bewijs',
  reason: 'Toelichting',
  accept: 'Keur goed',
  decline: 'Wijs af',
  accepted: 'Goedgekeurd; de badge is toegekend.',
  declined: 'Afgewezen.',

  historyNone: 'Je hebt nog niets toegekend.',
  revoke: 'Trek in',
  revokeReason: 'Waarom trek je deze badge in? (de ontvanger leest dit)',
  revoked: 'De badge is ingetrokken.',
  revokedOn: (date: Date, reason: string) => `Ingetrokken op ${longDate(date, 'nl')}: ${reason}`,
  standing: { valid: 'geldig', expired: 'verlopen', suspended: 'opgeschort', revoked: 'ingetrokken' },
  someone: 'Iemand',
  onDate: (date: Date) => longDate(date, 'nl'),

  passportOf: (name: string) => `Skillspaspoort van ${name}`,
  passportMine: 'Mijn skillspaspoort',
  passportEmpty: 'Je hebt nog geen badges. Bekijk welke je in deze cursus kunt verdienen.',
  skills: 'Vaardigheden',
  skillTimes: (count: number) => `${count}×`,
  declaredOnly: 'zelf opgegeven',
  openAward: 'Bekijk de badge',
  openPassport: 'Open mijn paspoort',
  decisions: 'Aanvragen en voordrachten',
  decisionStatus: {
    open: 'wacht op beoordeling',
    accepted: 'goedgekeurd',
    declined: 'afgewezen',
    withdrawn: 'ingetrokken',
  },
  accounts: 'Mijn accounts',
  accountsOpen: 'Ben je ook in Slack of Teams? Koppel je accounts',
  accountsText:
    'Wat je in de cursus, in Slack, in Teams en per mail verdient, komt in één paspoort als we weten dat jij het bent. Dit hoort nu bij jou:',
  accountIn: {
    slack: (name: string) => (name === '' ? 'Slack' : `Slack: ${name}`),
    teams: (name: string) => (name === '' ? 'Teams' : `Teams: ${name}`),
    lti: (name: string) => `Cursussen in ${name}`,
  },
  accountsChat: 'Slack of Teams toevoegen',
  accountsChatText:
    'Typ in Slack of Teams: /badge koppel cursus. Je krijgt daar een code die niemand anders ziet. Typ hem hier over.',
  accountsCode: 'Code uit Slack of Teams',
  accountsMail: 'E-mailadres toevoegen',
  accountsMailText: 'Met een eigen adres houd je je paspoort, ook als je van school of werk verandert.',
  accountsAddress: 'E-mailadres',
  accountsSend: 'Stuur me een code',
  accountsMailed: (address: string) => `We stuurden een code naar ${address}. Hij werkt een kwartier.`,
  accountsMailCode: 'Code uit de mail',
  accountsConfirm: 'Bevestig',
  accountsNoAddress: 'Dat is geen e-mailadres.',
  accountsIsItYou: 'Ben jij dit?',
  accountsOwner: (name: string, workspace: string | undefined) =>
    workspace === undefined ? name : `${name}, in ${workspace}`,
  accountsWarning:
    'Als je doorgaat, worden de twee accounts één paspoort, met alle badges en rechten van beide. Dat kun je niet zelf terugdraaien. Kreeg je deze code van iemand anders, ga dan niet verder.',
  accountsJoin: 'Ja, dat ben ik',
  accountsNotMe: 'Nee, dat ben ik niet',
  accountsJoined: 'De accounts zijn nu één paspoort.',
  accountsLinked: 'Het adres hoort nu bij jou.',
  accountsAlready: 'Dat account hoort al bij jou.',
  progressHeld: 'Behaald',
  progressAsked: 'Aangevraagd',
  progressOpen: 'Nog te behalen',
  noBadges: 'Aan deze cursus zijn nog geen badges gekoppeld.',
  allBadges: 'Alle badges',
  ask: 'Vraag deze badge aan',
  askTitle: (badge: string) => `${badge} aanvragen`,
  askText: 'Waaruit blijkt dat je dit kunt?',
  asked: 'Je aanvraag is verstuurd. Een beoordelaar kijkt ernaar.',
  sendAsk: 'Verstuur',
  fileTooLarge: 'Dat bestand is te groot; ten hoogste 15 MB.',
  notALink: 'Dat is geen webadres.',

  pickTitle: 'Wat wil je in de cursus zetten?',
  pickBadge: 'Een badge',
  pickPassport: 'Het skillspaspoort van de deelnemer',
  pickAward: 'Badges toekennen in deze cursus',
  pickLineItem: 'Zet de badge als kolom in het cijferboek',
  pickSend: 'Zet in de cursus',
  pickNothing: 'Kies eerst wat je in de cursus wilt zetten.',
  pickNotTeaching: 'Links in een cursus zetten kan alleen wie daar docent is.',
  linkPassport: 'Mijn skillspaspoort',
  linkAward: 'Badges toekennen',

  registerTitle: 'Speldje aansluiten',
  registered:
    'Je leeromgeving is aangemeld. Een eigenaar van Speldje laat haar toe op deze pagina; pas daarna werken de links.',
  registerFailed: 'Het aansluiten lukte niet',
  close: 'Sluit',
  registerFaults: {
    'configuration-missing':
      'Het adres openid_configuration ontbreekt. Start de registratie vanuit je leeromgeving.',
    'configuration-refused':
      'Dat adres kan geen leeromgeving zijn: het moet https zijn en mag niet naar een intern netwerk wijzen.',
    'configuration-unreachable': 'De gegevens van de leeromgeving konden niet worden opgehaald.',
    'configuration-unreadable': 'De gegevens van de leeromgeving zijn niet volledig.',
    'configuration-foreign': 'De gegevens verwijzen naar een ander adres dan dat van de leeromgeving.',
    'registration-refused':
      'De leeromgeving weigerde de registratie. Misschien is de link verlopen; begin opnieuw.',
    'registration-unreadable': 'De leeromgeving bevestigde de registratie niet zoals het hoort.',
    'already-registered': 'Deze leeromgeving is al aangemeld.',
    'too-many-waiting':
      'Er wachten al veel aanmeldingen. Vraag een eigenaar van Speldje die eerst te bekijken, en probeer het dan opnieuw.',
  },
  earnedByItself: (parts: readonly string[]) =>
    `Deze badge komt vanzelf zodra je ${listed(parts.map(quoted), 'nl')} hebt.`,
  milestonesStand: (titles: readonly string[]) =>
    `Hij hoorde bij ${listed(titles.map(quoted), 'nl')}, en die blijft staan. Ook die kun je intrekken.`,
  comesByItself: (parts: readonly { readonly nl?: string; readonly en?: string }[]) =>
    `deze badge komt vanzelf bij wie ${listed(
      parts.map(({ nl, en }) => quoted(nl ?? en ?? '')),
      'nl',
    )} heeft`,
  refusals: {
    'already-held': 'heeft deze badge al',
    'already-nominated': 'is al voorgedragen',
    'own-award': 'niemand kent zichzelf een badge toe',
    'not-allowed': 'dat mag je niet namens deze organisatie; een eigenaar kan je dat recht geven',
    'review-required': 'deze badge kan alleen na een beoordeling worden toegekend',
    'evidence-required': 'voor deze badge is bewijs nodig: schrijf een toelichting of voeg een link toe',
    'badge-retired': 'deze badge wordt niet meer toegekend',
    'not-nominatable': 'voor deze badge kun je niemand voordragen',
    'recipient-erased': 'deze persoon is gewist',
    'reason-required': 'schrijf waarom',
    'nomination-closed': 'hierover is al beslist',
    'award-revoked': 'deze badge was al ingetrokken',
    'too-many-recipients': 'kies er ten hoogste 1.000 tegelijk',
    'changed-meanwhile': 'iemand anders was je net voor; kijk of het nog klopt',
    'unknown-award': 'die toekenning is er niet',
    'unknown-nomination': 'die voordracht is er niet',
    'own-nomination': 'over jezelf beslist een ander',
    'wrong-code': 'die code klopt niet, of is verlopen',
    other: 'dat kan nu niet',
  },
};

export type LtiMessages = typeof nl;

const en: LtiMessages = {
  tool: 'Badges and skills passport',
  refusedTitle: 'This could not be opened',
  restart: 'Go back to your course and open the link there again.',
  forAdministrator: 'For the administrator',
  refusedCode: 'Code',
  refusedClaim: 'Part',
  refusedPlatform: 'Platform',
  refusedClause: 'Specification',
  refusedId: (id: string) => `Look for ${id} in the log.`,
  refused: {
    request:
      'The course sent an incomplete request. There is nothing you can do about it; tell the administrator.',
    platform: 'This learning platform is not connected here yet. The administrator can accept it.',
    deployment:
      'This deployment of the course platform is not accepted here yet. The administrator can do that.',
    used: 'This page was opened before. Start again from your course.',
    browser: 'We could not see that this browser opened the page.',
    late: 'Opening took too long, or the clocks differ. Start again from your course.',
    forged: 'The learning platform could not prove that this request is its own. Nothing was done.',
    unreachable:
      'The learning platform did not answer when we asked for its key. Try again in a few minutes.',
    error: 'The learning platform reported an error while opening.',
    incomplete:
      'The learning platform did not send everything that is needed. The administrator can solve this.',
  },
  anonymousTitle: 'We do not know who you are',
  anonymous:
    'Your learning platform sent no user. Without one, a badge can not reach you. Sign in to your learning platform and open the link again; if this stays, ask the administrator to look at the privacy settings of this tool.',
  waiting: 'One moment, the page is being opened …',
  goOn: 'Continue',
  newWindowTitle: 'Open in a new window',
  newWindow: 'Your browser blocks cookies of this page inside the course. In a window of its own it works.',
  newWindowButton: 'Open in a new window',
  tooManyTitle: 'One moment please',
  tooMany: 'Very many requests came from this network at once. Open the link again in a minute.',
  sessionEnded: 'This page has expired',
  sessionEndedText:
    'For safety an open page stays valid for a short time only. Open the link again from your course.',

  navigation: 'Sections',
  people: 'People',
  review: 'Review',
  history: 'Awarded',
  mine: 'My passport',
  badges: 'Badges in this course',
  received: 'What we received from your learning platform',
  receivedRoles: 'Roles',
  receivedNone: 'No roles',
  notTeaching:
    'Only teachers of this course can award badges. If you are one, show the administrator what we received.',
  noCourse: 'The learning platform opened this page outside a course. Open it in a course to see its people.',

  search: 'Search by name',
  searchButton: 'Search',
  badge: 'Badge',
  chooseBadge: 'Choose a badge',
  refresh: 'Refresh the list',
  fetchedAt: (moment: string) => `List of ${moment}`,
  peopleFound: (count: number) => `${wholeNumber(count, 'en')} ${plural(count, 'en', 'person', 'people')}`,
  pageOf: (page: number, pages: number) => `Page ${page} of ${pages}`,
  previous: 'Previous',
  next: 'Next',
  name: 'Name',
  role: 'Role',
  holds: 'Holds',
  holdsNothing: 'none yet',
  nameless: (subject: string) => `Participant ${subject}`,
  left: 'no longer in the course',
  inactive: 'not active',
  teacher: 'Teacher',
  learner: 'Learner',
  otherRole: 'Other',
  select: (name: string) => `Select ${name}`,
  selectAll: (count: number) =>
    count === 1 ? 'Select the one person found' : `Select all ${wholeNumber(count, 'en')} people found`,
  selectedElsewhere: (count: number) =>
    `${wholeNumber(count, 'en')} ${plural(count, 'en', 'person', 'people')} selected on other pages`,
  clearSelection: 'Clear selection',
  preview: 'Preview the award',
  nominateSelected: 'Nominate',
  exportCsv: 'Download as CSV',
  nobodyFound: 'Nobody was found.',
  rosterProblems: {
    'no-service':
      'Your learning platform shares no list of people with this tool. You see who opened the tool. An administrator turns this on in the settings of the tool (names and roles).',
    unauthorized:
      'Your learning platform refused the list of people (401). You see who opened the tool. Administrator: check that a proxy lets the Authorization header through.',
    forbidden:
      'Your learning platform did not give out the list of people. You see who opened the tool. Administrator: check what the tool may do (names and roles).',
    'rate-limited':
      'Your learning platform asked us to wait. The list is not complete yet; refresh it in a few minutes.',
    'other-origin':
      'The learning platform pointed to another address for the rest of the list. We do not follow that; the list is not complete.',
    unreadable: 'The learning platform gave a list that we can not read. You see who opened the tool.',
    unreachable: 'The learning platform did not answer. You see what was known already.',
  },
  namesWithheld:
    'Your learning platform holds names back. An administrator can allow the tool to receive names (privacy).',

  previewTitle: (badge: string) => `Award ${badge}`,
  previewCount: (count: number) =>
    `${wholeNumber(count, 'en')} ${plural(count, 'en', 'person receives', 'people receive')} this badge`,
  previewHeld: (count: number) =>
    `${wholeNumber(count, 'en')} ${plural(count, 'en', 'person holds it already and is', 'people hold it already and are')} left out`,
  previewReview: 'This badge is awarded only after a review. Nominate the people you chose.',
  note: 'What for? (the recipient reads this)',
  evidenceLink: 'Link to evidence',
  evidenceFile: 'File as evidence (15 MB at most)',
  award: 'Award',
  nominate: 'Nominate',
  back: 'Back',
  awarded: (count: number) => `${wholeNumber(count, 'en')} ${plural(count, 'en', 'badge', 'badges')} awarded`,
  nominated: (count: number) =>
    `${wholeNumber(count, 'en')} ${plural(count, 'en', 'person', 'people')} nominated`,
  notDone: 'Not done for',
  repeated: 'This was done already; nothing was awarded twice.',
  nobodyChosen: 'First choose a badge and at least one person.',

  reviewNone: 'Nothing waits for a review.',
  nominatedBy: (name: string) => `Nominated by ${name}`,
  askedFor: 'Asked for by the learner',
  supportedBy: (count: number) =>
    `${count} ${plural(count, 'en', 'colleague supports', 'colleagues support')} this`,
  criteria: 'Criteria',
  evidence: 'Evidence',
  reason: 'Explanation',
  accept: 'Accept',
  decline: 'Decline',
  accepted: 'Accepted; the badge was awarded.',
  declined: 'Declined.',

  historyNone: 'You have awarded nothing yet.',
  revoke: 'Revoke',
  revokeReason: 'Why do you revoke this badge? (the recipient reads this)',
  revoked: 'The badge was revoked.',
  revokedOn: (date: Date, reason: string) => `Revoked on ${longDate(date, 'en')}: ${reason}`,
  standing: { valid: 'valid', expired: 'expired', suspended: 'suspended', revoked: 'revoked' },
  someone: 'Somebody',
  onDate: (date: Date) => longDate(date, 'en'),

  passportOf: (name: string) => `Skills passport of ${name}`,
  passportMine: 'My skills passport',
  passportEmpty: 'You have no badges yet. See which ones you can earn in this course.',
  skills: 'Skills',
  skillTimes: (count: number) => `${count}×`,
  declaredOnly: 'declared',
  openAward: 'View the badge',
  openPassport: 'Open my passport',
  decisions: 'Requests and nominations',
  decisionStatus: {
    open: 'waits for a review',
    accepted: 'accepted',
    declined: 'declined',
    withdrawn: 'withdrawn',
  },
  accounts: 'My accounts',
  accountsOpen: 'Are you in Slack or Teams too? Link your accounts',
  accountsText:
    'What you earn in the course, in Slack, in Teams and by mail comes into one passport once we know that it is you. These are yours now:',
  accountIn: {
    slack: (name) => (name === '' ? 'Slack' : `Slack: ${name}`),
    teams: (name) => (name === '' ? 'Teams' : `Teams: ${name}`),
    lti: (name) => `Courses in ${name}`,
  },
  accountsChat: 'Add Slack or Teams',
  accountsChatText:
    'Type in Slack or Teams: /badge link course. You get a code there that nobody else sees. Type it over here.',
  accountsCode: 'Code from Slack or Teams',
  accountsMail: 'Add an e-mail address',
  accountsMailText: 'With an address of your own you keep your passport when you change school or job.',
  accountsAddress: 'E-mail address',
  accountsSend: 'Send me a code',
  accountsMailed: (address) => `We sent a code to ${address}. It works for a quarter of an hour.`,
  accountsMailCode: 'Code from the mail',
  accountsConfirm: 'Confirm',
  accountsNoAddress: 'That is no e-mail address.',
  accountsIsItYou: 'Is this you?',
  accountsOwner: (name, workspace) => (workspace === undefined ? name : `${name}, in ${workspace}`),
  accountsWarning:
    'If you go on, the two accounts become one passport, with all badges and rights of both. You can not undo that yourself. If somebody else gave you this code, do not go on.',
  accountsJoin: 'Yes, that is me',
  accountsNotMe: 'No, that is not me',
  accountsJoined: 'The accounts are one passport now.',
  accountsLinked: 'The address is yours now.',
  accountsAlready: 'That account is yours already.',
  progressHeld: 'Earned',
  progressAsked: 'Asked for',
  progressOpen: 'To be earned',
  noBadges: 'No badges are linked to this course yet.',
  allBadges: 'All badges',
  ask: 'Ask for this badge',
  askTitle: (badge: string) => `Ask for ${badge}`,
  askText: 'What shows that you can do this?',
  asked: 'Your request was sent. A reviewer looks at it.',
  sendAsk: 'Send',
  fileTooLarge: 'That file is too large; 15 MB at most.',
  notALink: 'That is not a web address.',

  pickTitle: 'What do you want to put into the course?',
  pickBadge: 'A badge',
  pickPassport: "The participant's skills passport",
  pickAward: 'Awarding badges in this course',
  pickLineItem: 'Put the badge into the gradebook as a column',
  pickSend: 'Put into the course',
  pickNothing: 'First choose what you want to put into the course.',
  pickNotTeaching: 'Only teachers of a course can put links into it.',
  linkPassport: 'My skills passport',
  linkAward: 'Award badges',

  registerTitle: 'Connect Speldje',
  registered:
    'Your learning platform is registered. An owner of Speldje accepts it on this page; the links work only then.',
  registerFailed: 'Connecting did not work',
  close: 'Close',
  registerFaults: {
    'configuration-missing':
      'The address openid_configuration is missing. Start the registration from your learning platform.',
    'configuration-refused':
      'That address can not be a learning platform: it must be https and may not point into an internal network.',
    'configuration-unreachable': 'The data of the learning platform could not be fetched.',
    'configuration-unreadable': 'The data of the learning platform is not complete.',
    'configuration-foreign': "The data points to another address than the learning platform's.",
    'registration-refused':
      'The learning platform refused the registration. The link may have expired; start again.',
    'registration-unreadable': 'The learning platform did not confirm the registration as it should.',
    'already-registered': 'This learning platform is registered already.',
    'too-many-waiting':
      'Many registrations wait already. Ask an owner of Speldje to look at them first, and try again then.',
  },
  earnedByItself: (parts) =>
    `This badge comes by itself as soon as you hold ${listed(parts.map(quoted), 'en')}.`,
  milestonesStand: (titles) =>
    `It was part of ${listed(titles.map(quoted), 'en')}, which stands. You can revoke that too.`,
  comesByItself: (parts) =>
    `this badge comes by itself to whoever holds ${listed(
      parts.map(({ nl, en }) => quoted(en ?? nl ?? '')),
      'en',
    )}`,
  refusals: {
    'already-held': 'holds this badge already',
    'already-nominated': 'is nominated already',
    'own-award': 'nobody awards themselves a badge',
    'not-allowed': 'you may not do that for this organisation; an owner can give you that right',
    'review-required': 'this badge is awarded only after a review',
    'evidence-required': 'this badge needs evidence: write an explanation or add a link',
    'badge-retired': 'this badge is no longer awarded',
    'not-nominatable': 'nobody can be nominated for this badge',
    'recipient-erased': 'this person was erased',
    'reason-required': 'write why',
    'nomination-closed': 'this was decided already',
    'award-revoked': 'this badge was revoked already',
    'too-many-recipients': 'choose at most 1,000 at a time',
    'changed-meanwhile': 'somebody else was just before you; see whether it is still right',
    'unknown-award': 'there is no such award',
    'unknown-nomination': 'there is no such nomination',
    'own-nomination': 'somebody else decides about you',
    'wrong-code': 'that code is wrong, or has expired',
    other: 'that can not be done now',
  },
};

const ltiMessages: MessageSet<LtiMessages> = { nl, en };

export function ltiWords(locale: MessageLocale): LtiMessages {
  return ltiMessages[locale];
}
