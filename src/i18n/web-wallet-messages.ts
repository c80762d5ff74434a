import { plural, type MessageLocale, type MessageSet } from './format.ts';

/** Taking badges along into a wallet. */
const nl = {
  title: 'In je wallet',
  lead: 'Een wallet is een app op je telefoon waarin je badges en diploma’s bij je hebt. Met een QR-code komt deze badge erin; wie hem later van je ziet, kan nakijken dat hij echt is en dat hij van jou is.',
  more: 'Neem er meer mee',
  moreHint: 'In één keer, met dezelfde QR-code.',
  withCode: 'Vraag ook een code',
  withCodeHint:
    'Je wallet vraagt dan om zes cijfers die alleen op deze pagina staan. Zo heeft niemand iets aan een foto van je scherm.',
  form: 'In welke vorm?',
  forms: {
    jwt_vc_json: 'JWT (VC-JWT)',
    ldp_vc: 'JSON-LD met Data Integrity',
  },
  formHint:
    'De meeste wallets nemen de eerste. Zegt je wallet dat hij de badge niet kent, probeer dan de andere.',
  make: 'Maak de QR-code',
  again: 'Maak een nieuwe QR-code',
  scan: 'Scan dit met je wallet',
  scanHint: 'Open je wallet-app, kies scannen of toevoegen, en richt je camera op de code.',
  qr: 'QR-code met het aanbod voor je wallet',
  openTitle: 'Op dit apparaat',
  open: 'Open in mijn wallet',
  openHint: 'Staat je wallet op dit apparaat? Dan hoef je niets te scannen.',
  code: 'De code die je wallet vraagt',
  validUntil: 'Werkt één keer, tot',
  left: 'nog',
  progress: {
    waiting: 'Wacht op je wallet.',
    redeemed: 'Je wallet haalt op.',
    taken: 'Gelukt: je wallet heeft het.',
    ended: 'Deze QR-code werkt niet meer. Maak een nieuwe.',
  },
  offered: (count: number) => plural(count, 'nl', 'Deze badge gaat mee', 'Deze badges gaan mee'),
  private:
    'In je wallet staat je hele badge, met je naam en het bewijs erbij. Jij bepaalt aan wie je hem laat zien; hier wordt er niets door openbaar.',
  back: 'Terug naar mijn paspoort',
};

const en: typeof nl = {
  title: 'Into your wallet',
  lead: 'A wallet is an app on your phone in which you carry badges and diplomas. A QR code puts this badge into it; whoever sees it from you later can check that it is real and that it is yours.',
  more: 'Take more along',
  moreHint: 'In one go, by the same QR code.',
  withCode: 'Ask for a code too',
  withCodeHint:
    'Your wallet then asks for six digits that stand on this page alone, so that a photo of your screen is of no use to anybody.',
  form: 'In which form?',
  forms: {
    jwt_vc_json: 'JWT (VC-JWT)',
    ldp_vc: 'JSON-LD with Data Integrity',
  },
  formHint:
    'Most wallets take the first. If your wallet says that it does not know the badge, try the other.',
  make: 'Make the QR code',
  again: 'Make a new QR code',
  scan: 'Scan this with your wallet',
  scanHint: 'Open your wallet app, choose scan or add, and point your camera at the code.',
  qr: 'QR code with the offer for your wallet',
  openTitle: 'On this device',
  open: 'Open in my wallet',
  openHint: 'Is your wallet on this device? Then there is nothing to scan.',
  code: 'The code that your wallet asks for',
  validUntil: 'Works once, until',
  left: 'left:',
  progress: {
    waiting: 'Waiting for your wallet.',
    redeemed: 'Your wallet is fetching.',
    taken: 'Done: your wallet has it.',
    ended: 'This QR code no longer works. Make a new one.',
  },
  offered: (count) => plural(count, 'en', 'This badge goes along', 'These badges go along'),
  private:
    'Your wallet holds your whole badge, with your name and the evidence. You decide whom you show it to; nothing becomes public here by it.',
  back: 'Back to my passport',
};

const messages: MessageSet<typeof nl> = { nl, en };

export function walletWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
