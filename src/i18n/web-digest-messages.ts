import type { MessageLocale, MessageSet } from './format.ts';

/** The page behind the link with which a digest is stopped. */
const nl = {
  title: 'Je overzicht',
  ask: 'Wil je dit overzicht niet meer ontvangen?',
  askText: 'Je paspoort en je badges blijven zoals ze zijn. Alleen het overzicht stopt.',
  stop: 'Niet meer sturen',
  monthly: 'Eens per maand is genoeg',
  weekly: 'Toch weer elke week',
  done: {
    off: 'Je krijgt geen overzicht meer',
    monthly: 'Je overzicht komt voortaan elke maand',
    weekly: 'Je overzicht komt elke week',
  },
  doneText:
    'Dat geldt meteen. Van gedachten veranderd? Dat kan hieronder, of met /badge overzicht in de chat.',
  void: 'Deze link werkt niet',
  voidText:
    'Hij is niet volledig overgenomen, of hoort bij iemand die hier niet meer bekend is. Er wordt dan ook geen overzicht meer gestuurd.',
};

const en: typeof nl = {
  title: 'Your digest',
  ask: 'Would you like to stop receiving this digest?',
  askText: 'Your passport and your badges stay as they are. Only the digest stops.',
  stop: 'Stop sending it',
  monthly: 'Once a month is enough',
  weekly: 'Every week after all',
  done: {
    off: 'You get no digest any more',
    monthly: 'Your digest comes every month from now on',
    weekly: 'Your digest comes every week',
  },
  doneText: 'That holds at once. Changed your mind? You can below, or with /badge digest in the chat.',
  void: 'This link does not work',
  voidText:
    'It was not copied whole, or belongs to somebody who is no longer known here. No digest is sent to them then either.',
};

const messages: MessageSet<typeof nl> = { nl, en };

export function webDigestWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
