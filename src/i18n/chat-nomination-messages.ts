import { listed, plural, quoted, type MessageLocale, type MessageSet } from './format.ts';

/** What the bots say of nominations. A person's name is given in as it should be shown. */
const nl = {
  title: (nominee: string) => `${nominee} is voorgedragen voor`,
  asks: (nominee: string) => `${nominee} vraagt om`,
  by: (who: string) => `Voorgedragen door ${who}`,
  toReview: 'Een voordracht wacht op jouw beoordeling',
  askedYou: 'Iemand vraagt jou om een badge',
  support: 'Ik steun dit',
  accept: 'Aannemen',
  decline: 'Afwijzen',
  review: 'Bekijk en beoordeel',
  takeBack: 'Neem terug',
  supportedBy: (names: string) => `Gesteund door ${names}`,
  evidenceCount: (count: number) =>
    `${count} ${plural(count, 'nl', 'stuk bewijs', 'stukken bewijs')} in deze draad`,
  threadHint: 'Antwoord in deze draad met wat je zag: de beoordelaar leest het mee.',
  acceptedBy: (who: string) => `Aangenomen door ${who}`,
  declinedBy: (who: string) => `Afgewezen door ${who}`,
  withdrawn: 'Deze voordracht is teruggenomen.',
  accepted: (nominee: string) => `De voordracht van ${nominee} is aangenomen.`,
  declined: (nominee: string) => `De voordracht van ${nominee} is niet aangenomen.`,
  declinedYou: 'Je voordracht is niet aangenomen.',
  answerNominated: (nominee: string) => `Je hebt ${nominee} voorgedragen.`,
  answerNominatedSelf: 'Je hebt jezelf voorgedragen.',
  answerReviewers: 'Wie beoordeelt krijgt bericht, en jij hoort de uitkomst.',
  answerSupported: (nominee: string) => `Je steunt de voordracht van ${nominee}.`,
  answerAccepted: (nominee: string) => `Aangenomen: ${nominee} krijgt de badge en hoort het van mij.`,
  answerDeclined: (nominee: string) => `Afgewezen. ${nominee} en wie voordroeg krijgen je reden te lezen.`,
  answerTakenBack: (nominee: string) => `De voordracht van ${nominee} is teruggenomen.`,
  answerRevoked: (learner: string) => `De badge van ${learner} is ingetrokken; de reden is gestuurd.`,
  milestonesStand: (titles: readonly string[]) =>
    `Hij hoorde bij ${listed(titles.map(quoted), 'nl')}, en die blijft staan. Ook die kun je intrekken.`,
  queueTitle: 'Wat op jouw beoordeling wacht',
  queueEmpty: 'Er wacht niets op jouw beoordeling.',
  queueMore: (count: number) => `Nog ${count} andere wachten.`,
  ownTitle: 'Jouw voordrachten',
  supportTitle: 'Welke voordracht wil je steunen?',
  supportEmpty: 'Er is nu geen voordracht die je kunt steunen.',
  several: 'Er zijn meer voordrachten. Kies hieronder welke je bedoelt.',
  waitingSince: (date: string) => `wacht sinds ${date}`,
  needPeople: 'Zeg erbij om wie het gaat: noem iemand met @.',
  needOne: 'Noem één persoon tegelijk.',
  evidenceAdded: 'Toegevoegd als bewijs.',
  evidenceConfirmed: 'Dit antwoord telt nu mee als bewijs.',
};

const en: typeof nl = {
  title: (nominee) => `${nominee} was nominated for`,
  asks: (nominee) => `${nominee} asks for`,
  by: (who) => `Nominated by ${who}`,
  askedYou: 'Somebody asks you for a badge',
  toReview: 'A nomination waits for your review',
  support: 'I support this',
  accept: 'Accept',
  decline: 'Decline',
  review: 'Look and decide',
  takeBack: 'Take back',
  supportedBy: (names) => `Supported by ${names}`,
  evidenceCount: (count) =>
    `${count} ${plural(count, 'en', 'piece of evidence', 'pieces of evidence')} in this thread`,
  threadHint: 'Reply in this thread with what you saw: the reviewer reads it too.',
  acceptedBy: (who) => `Accepted by ${who}`,
  declinedBy: (who) => `Declined by ${who}`,
  withdrawn: 'This nomination was taken back.',
  accepted: (nominee) => `The nomination of ${nominee} was accepted.`,
  declined: (nominee) => `The nomination of ${nominee} was declined.`,
  declinedYou: 'Your nomination was declined.',
  answerNominated: (nominee) => `You nominated ${nominee}.`,
  answerNominatedSelf: 'You nominated yourself.',
  answerReviewers: 'The reviewers are told, and you will hear the outcome.',
  answerSupported: (nominee) => `You support the nomination of ${nominee}.`,
  answerAccepted: (nominee) => `Accepted: ${nominee} gets the badge and hears it from me.`,
  answerDeclined: (nominee) => `Declined. ${nominee} and the nominator get to read your reason.`,
  answerTakenBack: (nominee) => `The nomination of ${nominee} was taken back.`,
  answerRevoked: (learner) => `The badge of ${learner} was revoked; your reason was sent along.`,
  milestonesStand: (titles) =>
    `It was part of ${listed(titles.map(quoted), 'en')}, which stands. You can revoke that too.`,
  queueTitle: 'What waits for your review',
  queueEmpty: 'Nothing waits for your review.',
  queueMore: (count) => `${count} more wait.`,
  ownTitle: 'Your nominations',
  supportTitle: 'Which nomination would you like to support?',
  supportEmpty: 'There is no nomination now that you can support.',
  several: 'There are several nominations. Choose below which one you mean.',
  waitingSince: (date) => `waiting since ${date}`,
  needPeople: 'Say whom it is about: mention somebody with @.',
  needOne: 'Mention one person at a time.',
  evidenceAdded: 'Added as evidence.',
  evidenceConfirmed: 'This reply counts as evidence now.',
};

export type ChatNominationMessages = typeof nl;

export const chatNominationMessages: MessageSet<ChatNominationMessages> = { nl, en };

export function nominationWords(locale: MessageLocale): ChatNominationMessages {
  return chatNominationMessages[locale];
}
