import type { MessageLocale, MessageSet } from './format.ts';

const dates = { nl: 'nl-NL', en: 'en-GB' } as const;
const day = (locale: MessageLocale) => (at: Date) =>
  new Intl.DateTimeFormat(dates[locale], { dateStyle: 'long', timeZone: 'Europe/Amsterdam' }).format(at);

/** The pages on which owners help people with their accounts, and those on which people answer to that. */
const nl = {
  lead: 'Help iemand die er niet meer in komt, of die zijn gegevens opvraagt of gewist wil worden. Wat er in een paspoort staat, zie je hier niet.',
  search: 'Naam, e-mailadres of account',
  searchHint: 'Bijvoorbeeld een deel van een naam, een e-mailadres, of slack:WERKRUIMTE:GEBRUIKER.',
  find: 'Zoek',
  tooShort: 'Typ ten minste twee letters.',
  none: (typed: string) => `Niemand gevonden voor “${typed}”.`,
  columns: { name: 'Naam', accounts: 'Bekend als', since: 'Sinds' },
  more: 'Volgende',
  unnamed: 'Zonder naam',
  day: day('nl'),
  known: (at: string) => `Hier bekend sinds ${at}`,
  awards: (count: number) => (count === 0 ? 'Nog geen badges' : count === 1 ? '1 badge' : `${count} badges`),
  accounts: 'Accounts en adressen',
  noAccounts: 'Er zijn geen accounts of adressen meer.',
  kinds: { slack: 'Slack', teams: 'Microsoft Teams', lti: 'Leeromgeving', email: 'E-mail' },
  linkedAt: (at: string) => `sinds ${at}`,
  goneAt: (at: string) => `account weg sinds ${at}`,
  unconfirmed: 'nog niet bevestigd',
  roles: 'Rollen',
  roleNames: { owner: 'Eigenaar', awarder: 'Toekenner', reviewer: 'Beoordelaar' },
  ofIssuer: (role: string, issuer: string) => `${role} bij ${issuer}`,
  acts: 'Wat er met dit account gebeurde',
  actNames: {
    'identity-linked': 'Account of adres gekoppeld',
    'identity-unlinked': 'Adres weggehaald',
    'persons-merged': 'Samengevoegd met een ander account',
    'person-exported': 'Alle gegevens gedownload',
    'recovery-asked': 'Nieuw adres gevraagd',
    'recovery-done': 'Nieuw adres bevestigd',
    'recovery-stopped': 'Nieuw adres tegengehouden',
  } as Readonly<Record<string, string>>,
  byThemselves: 'zelf',
  byOperator: 'wie de dienst draait',
  bySomebody: 'iemand die gewist is',
  hands: {
    'own-person':
      'Dit ben je zelf. Je adressen, je gegevens en het wissen vind je bij je eigen instellingen.',
    'person-is-owner':
      'Dit is ook een eigenaar. Eigenaren kunnen elkaar niet wissen of hun account overnemen; wie de dienst draait, kan helpen.',
    'person-of-others':
      'Deze persoon heeft een rol bij een organisatie waarvan jij geen eigenaar bent. Vraag een eigenaar daar.',
  } as Readonly<Record<string, string>>,
  ownSettings: 'Naar je instellingen',
  recover: 'Geef een nieuw adres',
  recoverLead: 'Voor wie niet meer bij zijn mail of account kan, bijvoorbeeld na school of een baan.',
  recoverTitle: (name: string) => `Een nieuw adres voor ${name}`,
  recoverHow: [
    'Zorg dat je zeker weet wie het is: zie of spreek de persoon zelf.',
    'Op dit scherm komt een code. Geef die zelf aan de persoon, niet per mail aan het nieuwe adres.',
    'Naar het nieuwe adres gaat een link. Pas met de link én de code hoort het adres bij het paspoort. Een tikfout geeft dus niemand toegang.',
    'Alle adressen en accounts die we al kennen, krijgen bericht en kunnen het tegenhouden.',
  ],
  newAddress: 'Het nieuwe e-mailadres',
  lost: 'Welke adressen zijn verloren?',
  lostHint:
    'Die verdwijnen zodra het nieuwe is bevestigd, en wie nog is ingelogd wordt uitgelogd. Kruis niets aan als de persoon er nog bij kan.',
  ask: 'Stuur de link en toon de code',
  askedTitle: 'De link is onderweg',
  asked: (address: string, at: string) => `Naar ${address} is een link gestuurd. Hij werkt tot en met ${at}.`,
  handOver: 'Geef deze code zelf aan de persoon:',
  askedHint:
    'De code staat alleen hier, en alleen nu. Is hij kwijt, vraag dan een nieuwe; de vorige link en code werken dan niet meer.',
  back: 'Terug',
  faults: {
    'identity-taken':
      'Dit adres hoort al bij iemand. Is dat dezelfde persoon? Laat diegene daarmee inloggen en de accounts zelf koppelen.',
    'not-an-identity': 'Dit is geen e-mailadres.',
    'mail-off': 'Deze omgeving verstuurt geen e-mail, dus een nieuw adres kan niet worden bevestigd.',
  } as Readonly<Record<string, string>>,
  download: 'Download alle gegevens',
  downloadLead:
    'Alles wat hier van deze persoon is bewaard, als één bestand om aan diegene te geven. Die krijgt bericht dat jij het downloadde.',
  erase: 'Wis deze persoon',
  eraseLead: 'Voorgoed, op verzoek van de persoon zelf of omdat je hier niets meer van diegene mag bewaren.',
  eraseTitle: (name: string) => `${name} wissen`,
  eraseWhat: [
    'Weg gaan: naam, accounts en adressen, het hele skillspaspoort, ervaringen, badges van elders, deellinks, bewijs, rollen en instellingen.',
    'Van elke toegekende badge blijft over dat hij bestond en of hij geldt, zonder naam. Zo blijft een ingetrokken badge ingetrokken.',
    'In het logboek staat nog wat er gebeurde, maar niet meer door of voor wie.',
    'Badges die deze persoon aan anderen gaf blijven van die anderen, zonder de naam erbij.',
    'Dit kan niet ongedaan worden gemaakt.',
  ],
  eraseSure: (word: string) => `Typ ${word} als je het zeker weet`,
  eraseWrong: 'Dat is niet de naam of het adres van deze persoon. Er is niets gewist.',
  eraseDo: 'Wis voorgoed',
  erased: (awards: number) =>
    awards === 0
      ? 'De persoon is gewist.'
      : awards === 1
        ? 'De persoon is gewist. Van één badge blijft over dat hij bestond.'
        : `De persoon is gewist. Van ${awards} badges blijft over dat ze bestonden.`,
  confirmTitle: 'Bevestig je nieuwe adres',
  confirmLead:
    'Een eigenaar vulde dit adres voor je in. Typ de code die je van die eigenaar kreeg. Daarna hoort dit adres bij je skillspaspoort, en ben je ingelogd.',
  code: 'De code van de eigenaar',
  confirm: 'Bevestig en log in',
  confirmHint: 'Kreeg je geen code, of weet je hier niets van? Dan hoef je niets te doen.',
  confirmFaults: {
    'wrong-code': 'Die code klopt niet. Kijk goed, of vraag de eigenaar om een nieuwe.',
    'identity-taken': 'Dit adres hoort intussen al bij een ander paspoort. Log daarmee in.',
  } as Readonly<Record<string, string>>,
  void: 'Deze link werkt niet meer',
  voidText:
    'Hij is gebruikt, tegengehouden of te oud. Heb je hulp nodig, vraag het dan wie je badges uitgeeft.',
  stopTitle: 'Wil je dit tegenhouden?',
  stopLead: (address: string) =>
    `${address} hoort dan niet (meer) bij je skillspaspoort. Was het al bevestigd, dan worden je adressen weer die van daarvoor, wordt iedereen overal uitgelogd, en werken gedeelde links en rugzakken van daarna niet meer.`,
  stopDo: 'Houd het tegen',
  stopped: 'Het is tegengehouden',
  stoppedText:
    'Het nieuwe adres hoort niet bij je skillspaspoort. Vertrouw je het niet, vertel het dan wie je badges uitgeeft.',
  undoneText:
    'Je adressen zijn weer die van daarvoor, iedereen is overal uitgelogd, en gedeelde links en rugzakken van daarna werken niet meer. Log in en kijk bij je instellingen of alles klopt, en vertel wie je badges uitgeeft wat er gebeurde.',
};

const en: typeof nl = {
  lead: 'Help somebody who cannot get in any more, who asks for their data, or who wants to be erased. You do not see here what is in a passport.',
  search: 'Name, e-mail address or account',
  searchHint: 'Such as part of a name, an e-mail address, or slack:WORKSPACE:USER.',
  find: 'Find',
  tooShort: 'Type at least two letters.',
  none: (typed) => `Nobody found for “${typed}”.`,
  columns: { name: 'Name', accounts: 'Known as', since: 'Since' },
  more: 'Next',
  unnamed: 'Without a name',
  day: day('en'),
  known: (at) => `Known here since ${at}`,
  awards: (count) => (count === 0 ? 'No badges yet' : count === 1 ? '1 badge' : `${count} badges`),
  accounts: 'Accounts and addresses',
  noAccounts: 'There are no accounts or addresses any more.',
  kinds: { slack: 'Slack', teams: 'Microsoft Teams', lti: 'Learning platform', email: 'E-mail' },
  linkedAt: (at) => `since ${at}`,
  goneAt: (at) => `account gone since ${at}`,
  unconfirmed: 'not confirmed yet',
  roles: 'Roles',
  roleNames: { owner: 'Owner', awarder: 'Awarder', reviewer: 'Reviewer' },
  ofIssuer: (role, issuer) => `${role} of ${issuer}`,
  acts: 'What happened to this account',
  actNames: {
    'identity-linked': 'Account or address linked',
    'identity-unlinked': 'Address taken away',
    'persons-merged': 'Merged with another account',
    'person-exported': 'Everything downloaded',
    'recovery-asked': 'New address asked for',
    'recovery-done': 'New address confirmed',
    'recovery-stopped': 'New address stopped',
  },
  byThemselves: 'themselves',
  byOperator: 'whoever runs the service',
  bySomebody: 'somebody who was erased',
  hands: {
    'own-person': 'This is you. Your addresses, your data and erasing yourself are in your own settings.',
    'person-is-owner':
      'This is an owner too. Owners cannot erase each other or take over each other’s accounts; whoever runs the service can help.',
    'person-of-others': 'This person has a role for an organisation that you do not own. Ask an owner there.',
  },
  ownSettings: 'To your settings',
  recover: 'Give a new address',
  recoverLead: 'For whoever cannot reach their mail or account any more, such as after school or a job.',
  recoverTitle: (name) => `A new address for ${name}`,
  recoverHow: [
    'Be sure whom you are dealing with: see or speak to the person yourself.',
    'A code will be on this screen. Give it to the person yourself, not by mail to the new address.',
    'A link goes to the new address. Only with the link and the code does the address belong to the passport. So a mistyped address lets nobody in.',
    'All addresses and accounts that we know already are told, and can stop it.',
  ],
  newAddress: 'The new e-mail address',
  lost: 'Which addresses are lost?',
  lostHint:
    'They go once the new one is confirmed, and whoever is still signed in is signed out. Tick none if the person can still get at them.',
  ask: 'Send the link and show the code',
  askedTitle: 'The link is on its way',
  asked: (address, at) => `A link was sent to ${address}. It works up to and including ${at}.`,
  handOver: 'Give this code to the person yourself:',
  askedHint:
    'The code is here alone, and now alone. If it is lost, ask again; the earlier link and code then no longer work.',
  back: 'Back',
  faults: {
    'identity-taken':
      'This address is somebody’s already. Is that the same person? Let them sign in with it and link the accounts themselves.',
    'not-an-identity': 'This is not an e-mail address.',
    'mail-off': 'This deployment sends no mail, so a new address cannot be confirmed.',
  },
  download: 'Download everything',
  downloadLead:
    'All that is kept of this person here, as one file to give to them. They are told that you downloaded it.',
  erase: 'Erase this person',
  eraseLead: 'For good, at the person’s own wish or because you may not keep anything of them here any more.',
  eraseTitle: (name) => `Erase ${name}`,
  eraseWhat: [
    'What goes: name, accounts and addresses, the whole skills passport, experiences, badges from elsewhere, share links, evidence, roles and settings.',
    'Of each badge that was awarded stays that it existed and whether it is valid, without a name. So a revoked badge stays revoked.',
    'The audit still tells what happened, but no longer by whom or for whom.',
    'Badges that they gave to others stay with those others, without their name.',
    'This cannot be undone.',
  ],
  eraseSure: (word) => `Type ${word} to be sure`,
  eraseWrong: 'That is not the name or an address of this person. Nothing was erased.',
  eraseDo: 'Erase for good',
  erased: (awards) =>
    awards === 0
      ? 'The person was erased.'
      : awards === 1
        ? 'The person was erased. Of one badge stays that it existed.'
        : `The person was erased. Of ${awards} badges stays that they existed.`,
  confirmTitle: 'Confirm your new address',
  confirmLead:
    'An owner filled in this address for you. Type the code that you got from that owner. Then this address belongs to your skills passport, and you are signed in.',
  code: 'The owner’s code',
  confirm: 'Confirm and sign in',
  confirmHint: 'Did you get no code, or know nothing of this? Then there is nothing to do.',
  confirmFaults: {
    'wrong-code': 'That code is not right. Look closely, or ask the owner for a new one.',
    'identity-taken': 'This address belongs to another passport meanwhile. Sign in with it.',
  },
  void: 'This link no longer works',
  voidText: 'It was used, stopped, or is too old. If you need help, ask those who issue your badges.',
  stopTitle: 'Do you want to stop this?',
  stopLead: (address) =>
    `${address} will then not belong to your skills passport (any more). If it was confirmed already, your addresses are again those of before, everybody is signed out everywhere, and shared links and backpacks added since then no longer work.`,
  stopDo: 'Stop it',
  stopped: 'It was stopped',
  stoppedText:
    'The new address does not belong to your skills passport. If you do not trust this, tell those who issue your badges.',
  undoneText:
    'Your addresses are again those of before, everybody was signed out everywhere, and shared links and backpacks added since then no longer work. Sign in and see in your settings whether all is right, and tell those who issue your badges what happened.',
};

export type PeopleMessages = typeof nl;

const messages: MessageSet<PeopleMessages> = { nl, en };

export function peopleWords(locale: MessageLocale): PeopleMessages {
  return messages[locale];
}
