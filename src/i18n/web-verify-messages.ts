import type { MessageLocale, MessageSet } from './format.ts';

/** The details of a check, as the reader gives them. */
type Params = Readonly<Record<string, string | number>>;
type Sentence = (params: Params) => string;

const megabytes = (bytes: string | number | undefined): number => Math.floor(Number(bytes) / (1024 * 1024));

const problemsNl = {
  'not-https': 'het is geen https-adres',
  'bad-address': 'het is geen goed webadres',
  'private-address': 'het adres ligt in een besloten netwerk',
  'too-many-redirects': 'het verwijst steeds verder',
  'too-many-fetches': 'de badge vraagt om te veel adressen',
  'too-large': 'het antwoord is te groot',
  timeout: 'er kwam niet op tijd antwoord',
  'not-found': 'er is daar niets',
  gone: 'het is daar weggehaald',
  'bad-status': 'de site gaf een foutmelding',
  'no-connection': 'er was geen verbinding',
};

const problemsEn: Record<keyof typeof problemsNl, string> = {
  'not-https': 'it is no https address',
  'bad-address': 'it is no good web address',
  'private-address': 'the address lies in a private network',
  'too-many-redirects': 'it keeps on redirecting',
  'too-many-fetches': 'the badge asks for too many addresses',
  'too-large': 'the answer is too large',
  timeout: 'no answer came in time',
  'not-found': 'there is nothing there',
  gone: 'it was taken away there',
  'bad-status': 'the site gave an error',
  'no-connection': 'there was no connection',
};

/** Why an address gave nothing, with a colon before it; nothing where the reason has no words. */
function because(problems: Readonly<Record<string, string>>, { problem }: Params): string {
  const words = problems[String(problem)];
  return words === undefined ? '' : `: ${words}`;
}

const codesNl = {
  'format-known': ({ version, form }: Params) =>
    `Dit is ${version === 'clr-2.0' ? 'een overzicht van badges (CLR 2.0)' : `een Open Badge ${version}`}${form === 'jwt' ? ', als JWT' : ''}.`,
  'format-unknown': () => 'Hier zit geen badge in die we kennen: geen PNG, SVG, JSON, JWT of webadres.',
  'file-too-large': ({ most }: Params) => `Het bestand is te groot; er past ${megabytes(most)} MB in.`,
  'png-damaged': () => 'De PNG-afbeelding is beschadigd.',
  'png-no-badge': () => 'Dit is een gewone PNG-afbeelding; er zit geen badge in.',
  'png-several-badges': () => 'Er zit meer dan één badge in de PNG-afbeelding.',
  'svg-damaged': ({ problem }: Params) =>
    problem === 'script'
      ? 'De SVG-tekening bevat een script; zo’n tekening lezen we niet.'
      : 'De SVG-tekening is beschadigd of bevat wat niet mag.',
  'svg-no-badge': () => 'Dit is een gewone SVG-tekening; er zit geen badge in.',
  'svg-several-badges': () => 'Er zit meer dan één badge in de SVG-tekening.',
  'json-damaged': () => 'De JSON klopt niet; misschien is niet alles overgenomen.',
  'json-too-deep': ({ most }: Params) => `De JSON gaat dieper dan ${most} niveaus.`,
  'jwt-damaged': () => 'De JWT klopt niet; misschien is niet alles overgenomen.',
  'not-a-badge': () => 'Dit is geen badge.',
  'missing-field': ({ field }: Params) => `Er ontbreekt iets wat een badge moet hebben: ${field}.`,
  'url-refused': (params: Params) =>
    `Het adres ${params['url']} halen we niet op${because(problemsNl, params)}.`,
  'url-unreachable': (params: Params) =>
    `Het adres ${params['url']} gaf geen badge${because(problemsNl, params)}.`,
  'signature-good': ({ algorithm }: Params) =>
    `De handtekening klopt (${algorithm}): niemand heeft er iets aan veranderd.`,
  'signature-bad': () => 'De handtekening klopt niet: er is iets veranderd, of iemand anders heeft getekend.',
  'signature-missing': () => 'Er staat geen handtekening onder.',
  'hosted-match': ({ host }: Params) => `De badge staat zo op ${host}.`,
  'hosted-mismatch': ({ host }: Params) => `De badge staat niet waar de uitgever badges bewaart (${host}).`,
  'hosted-differs': () => 'Op de site van de uitgever staat iets anders dan in dit bestand.',
  'algorithm-refused': ({ algorithm }: Params) =>
    `De badge is ondertekend op een manier die niet veilig is (${algorithm}).`,
  'unknown-context': ({ url }: Params) => `De badge gebruikt begrippen die we niet kennen (${url}).`,
  'inline-context': () => 'De badge geeft zelf een betekenis aan zijn begrippen; dat is niet te vertrouwen.',
  'proof-not-supported': ({ cryptosuite }: Params) =>
    `De badge is ondertekend op een manier die we niet kunnen nakijken (${cryptosuite}).`,
  'proof-purpose': () => 'De handtekening is voor iets anders bedoeld dan voor een badge.',
  'proof-expired': ({ at }: Params) => `De handtekening is verlopen (${at}).`,
  'not-canonizable': () => 'De tekst van de badge laat zich niet eenduidig lezen.',
  'too-many-nodes': () => 'De badge is te groot om op tijd na te kijken.',
  'claims-differ': ({ claim }: Params) => `De badge spreekt zichzelf tegen (${claim}).`,
  'issuer-known': ({ name, id }: Params) => `De sleutel is van de uitgever: ${name || id}.`,
  'issuer-has-no-id': () => 'De uitgever heeft geen adres, zodat niet na te gaan is wie het is.',
  'key-not-issuers': () => 'De sleutel is niet van de uitgever die erop staat.',
  'key-embedded-only': () =>
    'De badge brengt zijn eigen sleutel mee; dat zegt niets over wie hem heeft uitgegeven.',
  'key-elsewhere': ({ host }: Params) => `De sleutel ligt bij een ander dan de uitgever (${host}).`,
  'key-unreachable': (params: Params) =>
    `De sleutel van de uitgever was niet op te halen${because(problemsNl, params)}.`,
  'key-revoked': ({ at }: Params) => `De uitgever heeft de sleutel ingetrokken (${at}).`,
  'key-unusable': () => 'De sleutel van de uitgever is niet te gebruiken.',
  'dates-current': () => 'De badge geldt op dit moment.',
  'date-unreadable': ({ field }: Params) => `Een datum is niet te lezen (${field}).`,
  'not-yet-valid': ({ at }: Params) => `De badge geldt nog niet; pas vanaf ${at}.`,
  expired: ({ at }: Params) => `De badge is verlopen (${at}).`,
  'status-good': () => 'De badge is niet ingetrokken en niet opgeschort.',
  'status-none': () => 'De uitgever houdt niet bij of hij badges intrekt.',
  revoked: ({ reason }: Params) => `De uitgever heeft de badge ingetrokken${reason ? `: ${reason}` : ''}.`,
  suspended: () => 'De uitgever heeft de badge opgeschort.',
  'status-set': ({ purpose }: Params) => `De uitgever heeft bij de badge iets aangetekend: ${purpose}.`,
  'status-unreachable': (params: Params) =>
    `Of de badge is ingetrokken, was niet na te gaan${because(problemsNl, params)}.`,
  'status-unusable': () =>
    'Of de badge is ingetrokken, is niet na te gaan: de lijst van de uitgever klopt niet.',
  'status-not-supported': ({ type }: Params) =>
    `Of de badge is ingetrokken, kunnen we niet nagaan (${type}).`,
  'recipient-match': () => 'De badge is van degene met dit e-mailadres.',
  'recipient-mismatch': () => 'De badge is niet van degene met dit e-mailadres.',
  'recipient-not-asked': () =>
    'Van wie de badge is, is niet nagekeken. Vul een e-mailadres in om dat na te gaan.',
  'recipient-unverifiable': () => 'Van wie de badge is, is uit de badge niet op te maken.',
};

type CheckWords = Readonly<Record<keyof typeof codesNl, Sentence>>;

const codesEn: CheckWords = {
  'format-known': ({ version, form }) =>
    `This is ${version === 'clr-2.0' ? 'a record of badges (CLR 2.0)' : `an Open Badge ${version}`}${form === 'jwt' ? ', as JWT' : ''}.`,
  'format-unknown': () => 'There is no badge in it that we know: no PNG, SVG, JSON, JWT or web address.',
  'file-too-large': ({ most }) => `The file is too large; ${megabytes(most)} MB fit.`,
  'png-damaged': () => 'The PNG picture is damaged.',
  'png-no-badge': () => 'This is an ordinary PNG picture; there is no badge in it.',
  'png-several-badges': () => 'There is more than one badge in the PNG picture.',
  'svg-damaged': ({ problem }) =>
    problem === 'script'
      ? 'The SVG drawing has a script in it; we do not read such a drawing.'
      : 'The SVG drawing is damaged or holds what it may not.',
  'svg-no-badge': () => 'This is an ordinary SVG drawing; there is no badge in it.',
  'svg-several-badges': () => 'There is more than one badge in the SVG drawing.',
  'json-damaged': () => 'The JSON is not right; perhaps not all of it was copied.',
  'json-too-deep': ({ most }) => `The JSON goes deeper than ${most} levels.`,
  'jwt-damaged': () => 'The JWT is not right; perhaps not all of it was copied.',
  'not-a-badge': () => 'This is not a badge.',
  'missing-field': ({ field }) => `Something that a badge must have is missing: ${field}.`,
  'url-refused': (params) => `We do not fetch the address ${params['url']}${because(problemsEn, params)}.`,
  'url-unreachable': (params) => `The address ${params['url']} gave no badge${because(problemsEn, params)}.`,
  'signature-good': ({ algorithm }) => `The signature is right (${algorithm}): nobody has changed anything.`,
  'signature-bad': () => 'The signature is wrong: something was changed, or somebody else has signed.',
  'signature-missing': () => 'There is no signature.',
  'hosted-match': ({ host }) => `The badge stands just so at ${host}.`,
  'hosted-mismatch': ({ host }) => `The badge is not where its issuer keeps badges (${host}).`,
  'hosted-differs': () => 'The site of the issuer says something else than this file.',
  'algorithm-refused': ({ algorithm }) => `The badge is signed in a way that is not safe (${algorithm}).`,
  'unknown-context': ({ url }) => `The badge uses terms that we do not know (${url}).`,
  'inline-context': () => 'The badge gives its terms a meaning of its own; that can’t be trusted.',
  'proof-not-supported': ({ cryptosuite }) =>
    `The badge is signed in a way that we can’t check (${cryptosuite}).`,
  'proof-purpose': () => 'The signature was meant for something else than a badge.',
  'proof-expired': ({ at }) => `The signature has expired (${at}).`,
  'not-canonizable': () => 'The text of the badge can’t be read in one way only.',
  'too-many-nodes': () => 'The badge is too large to be checked in time.',
  'claims-differ': ({ claim }) => `The badge contradicts itself (${claim}).`,
  'issuer-known': ({ name, id }) => `The key belongs to the issuer: ${name || id}.`,
  'issuer-has-no-id': () => 'The issuer has no address, so that nobody can tell who it is.',
  'key-not-issuers': () => 'The key does not belong to the issuer that is named.',
  'key-embedded-only': () => 'The badge brings its own key; that says nothing of who issued it.',
  'key-elsewhere': ({ host }) => `The key is kept by somebody else than the issuer (${host}).`,
  'key-unreachable': (params) => `The key of the issuer could not be fetched${because(problemsEn, params)}.`,
  'key-revoked': ({ at }) => `The issuer has revoked the key (${at}).`,
  'key-unusable': () => 'The key of the issuer can’t be used.',
  'dates-current': () => 'The badge is valid at this moment.',
  'date-unreadable': ({ field }) => `A date can’t be read (${field}).`,
  'not-yet-valid': ({ at }) => `The badge is not valid yet; only from ${at}.`,
  expired: ({ at }) => `The badge has expired (${at}).`,
  'status-good': () => 'The badge was not revoked and not suspended.',
  'status-none': () => 'The issuer does not keep track of whether it revokes badges.',
  revoked: ({ reason }) => `The issuer has revoked the badge${reason ? `: ${reason}` : ''}.`,
  suspended: () => 'The issuer has suspended the badge.',
  'status-set': ({ purpose }) => `The issuer has made a note on the badge: ${purpose}.`,
  'status-unreachable': (params) =>
    `Whether the badge was revoked could not be found out${because(problemsEn, params)}.`,
  'status-unusable': () =>
    'Whether the badge was revoked can’t be found out: the list of the issuer is wrong.',
  'status-not-supported': ({ type }) => `Whether the badge was revoked is not for us to tell (${type}).`,
  'recipient-match': () => 'The badge belongs to who has this e-mail address.',
  'recipient-mismatch': () => 'The badge does not belong to who has this e-mail address.',
  'recipient-not-asked': () => 'Whose badge it is was not checked. Give an e-mail address to find out.',
  'recipient-unverifiable': () => 'The badge does not tell whose it is.',
};

const nl = {
  title: 'Een badge nakijken',
  lead: 'Is deze badge echt, van wie erop staat, en geldt hij nog? Geef hem hieronder: als bestand, als tekst of als webadres. Van Speldje of van een ander.',
  file: 'Bestand',
  fileHelp: 'PNG, SVG, JSON of JWT, tot 10 MB. Je kunt het ook hierheen slepen.',
  text: 'Of plak de tekst of het webadres',
  textHelp: 'Een badge als JSON of JWT, of een adres dat met https begint.',
  email: 'E-mailadres van wie de badge zou zijn (hoeft niet)',
  emailHelp: 'Dan kijken we na of de badge van die persoon is.',
  submit: 'Kijk na',
  privacy:
    'We bewaren niets van wat je hier geeft. Alleen de uitgever kan zien dat er een badge is nagekeken.',
  again: 'Nog een badge nakijken',
  nothingGiven: 'Kies een bestand, of plak een tekst of een webadres.',
  damagedForm: 'Het formulier kwam niet heel aan. Probeer het nog eens.',
  verdicts: {
    valid: 'Deze badge klopt',
    invalid: 'Deze badge klopt niet',
    unverifiable: 'Of deze badge klopt, is niet na te gaan',
  },
  verdictDetails: {
    valid: 'Alles wat na te kijken was, is in orde.',
    invalid: 'Hieronder staat wat er mis is. Vertrouw hem niet zonder navraag bij de uitgever.',
    unverifiable: 'Er is niets mis gevonden, maar ook niet zeker dat hij van de uitgever komt.',
  },
  checksTitle: 'Wat is nagekeken',
  checkNames: {
    format: 'Vorm',
    signature: 'Handtekening',
    issuer: 'Uitgever',
    dates: 'Datums',
    status: 'Intrekking',
    recipient: 'Eigenaar',
  },
  saysTitle: 'Wat de badge zegt',
  saysLead: 'In de woorden van de uitgever; wij staan er niet voor in.',
  saysNothing: 'Zonder naam',
  issuedBy: 'Uitgegeven door',
  issuedTo: 'Gekregen door',
  issuedAt: 'Datum',
  validUntil: 'Geldig tot',
  criteria: 'Wat ervoor nodig was',
  skills: 'Vaardigheden',
  evidence: 'Bewijs',
  partsTitle: 'Badges in dit overzicht',

  codes: codesNl,
  fetchProblems: problemsNl,
};

type VerifyWords = Omit<typeof nl, 'codes'> & { readonly codes: CheckWords };

const en: VerifyWords = {
  title: 'Checking a badge',
  lead: 'Is this badge real, from whom it says, and does it still count? Give it below: as a file, as text or as a web address. From Speldje or from another.',
  file: 'File',
  fileHelp: 'PNG, SVG, JSON or JWT, up to 10 MB. You can also drop it here.',
  text: 'Or paste the text or the web address',
  textHelp: 'A badge as JSON or JWT, or an address that begins with https.',
  email: 'E-mail address of whose badge it should be (optional)',
  emailHelp: 'Then we check whether the badge belongs to that person.',
  submit: 'Check it',
  privacy: 'We keep nothing of what you give here. Only the issuer can see that a badge was checked.',
  again: 'Check another badge',
  nothingGiven: 'Choose a file, or paste a text or a web address.',
  damagedForm: 'The form did not arrive whole. Try again.',
  verdicts: {
    valid: 'This badge is right',
    invalid: 'This badge is not right',
    unverifiable: 'Whether this badge is right can’t be told',
  },
  verdictDetails: {
    valid: 'All that could be checked is in order.',
    invalid: 'What is wrong is said below. Do not trust it without asking the issuer.',
    unverifiable: 'Nothing wrong was found, but it is not certain either that it comes from the issuer.',
  },
  checksTitle: 'What was checked',
  checkNames: {
    format: 'Form',
    signature: 'Signature',
    issuer: 'Issuer',
    dates: 'Dates',
    status: 'Revocation',
    recipient: 'Owner',
  },
  saysTitle: 'What the badge says',
  saysLead: 'In the words of its issuer; we do not vouch for them.',
  saysNothing: 'Without a name',
  issuedBy: 'Issued by',
  issuedTo: 'Earned by',
  issuedAt: 'Date',
  validUntil: 'Valid until',
  criteria: 'What it took',
  skills: 'Skills',
  evidence: 'Evidence',
  partsTitle: 'Badges in this record',

  codes: codesEn,
  fetchProblems: problemsEn,
};

const words: MessageSet<VerifyWords> = { nl, en };

/** What the page that checks badges says. */
export function verifyWords(locale: MessageLocale): VerifyWords {
  return words[locale];
}
