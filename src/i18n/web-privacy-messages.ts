import type { MessageLocale, MessageSet } from './format.ts';

/** The privacy page: sections of paragraphs and lists, as plain text. */
export type PrivacyWords = {
  readonly title: string;
  readonly lead: (community: string) => string;
  readonly sections: readonly {
    readonly title: string;
    readonly paragraphs: readonly string[];
    readonly items?: readonly { readonly what: string; readonly why: string }[];
  }[];
};

const nl: PrivacyWords = {
  title: 'Privacy',
  lead: (community) =>
    `Wat Speldje voor ${community} bewaart, waarom, en wat je daar zelf over te zeggen hebt.`,
  sections: [
    {
      title: 'Wat we bewaren, en waarom',
      paragraphs: [],
      items: [
        {
          what: 'Wie je bent',
          why: 'Je naam, taal en tijdzone, en je accounts in Slack, Teams of de leeromgeving. Daarmee komt een badge bij de juiste persoon terecht en krijg je bericht in je eigen taal.',
        },
        {
          what: 'Je e-mailadres, als je werkruimte het doorgeeft of jij het bevestigt',
          why: 'Om je te herkennen als je van school of werk verandert. In een openbare badge staat het alleen onleesbaar, als versleutelde afdruk, zodat een wallet kan nagaan dat de badge van jou is.',
        },
        {
          what: 'Je badges',
          why: 'Welke badge, van welke uitgever, wie hem toekende, wanneer en waarvoor, en of hij nog geldt.',
        },
        {
          what: 'Bewijs',
          why: 'Berichten en namen van bestanden uit het gesprek bij een badge of voordracht, en wat je er zelf bij zet. Het laat zien dat de badge verdiend is.',
        },
        {
          what: 'Voordrachten en steun',
          why: 'Wie wie voordroeg en wat er is besloten, zodat een besluit uit te leggen is.',
        },
        {
          what: 'Ervaringen die je zelf opgeeft',
          why: 'Opleiding, werk, vrijwilligerswerk en wat je verder leerde, voor je eigen skillspaspoort.',
        },
        {
          what: 'Wat je meeneemt naar een wallet of rugzak',
          why: 'Welke rugzak je bij je paspoort liet, en een dag lang dat een wallet een badge ophaalde. Zo kun je het stoppen, en werkt een QR-code maar één keer.',
        },
        {
          what: 'Een logboek van wijzigingen',
          why: 'Wie welke rol, badge of toekenning veranderde. Er staan kenmerken in en geen namen; een eigenaar leest er de namen bij van wie er nog is.',
        },
      ],
    },
    {
      title: 'Wie wat ziet',
      paragraphs: [
        'Een badge is privé tot jij hem openbaar maakt. Wie de link heeft, ziet tot dan alleen de badge zelf: niet je naam, niet wie hem toekende en geen bewijs. Zoekmachines nemen de pagina dan niet op.',
        'Maak je hem openbaar, dan staan je naam, de naam van wie hem toekende en de reden erbij. Bewijs staat er alleen bij als je dat apart kiest. Je kunt het altijd terugdraaien.',
        'Hoe vaak een badge is toegekend, tonen we pas vanaf vijf keer.',
      ],
    },
    {
      title: 'Wat je zelf kunt doen',
      paragraphs: [
        'Vraag je eigen gegevens op, laat ze verbeteren, of laat je wissen. Bij wissen blijft van je badges alleen over dat ze bestonden en of ze golden, zonder iets waaraan jij te herkennen bent; dat is nodig om een ingetrokken badge ingetrokken te houden. In het logboek staat nog wat er gebeurde, maar niet meer door of voor wie.',
        'Een eigenaar van een organisatie hier kan je opzoeken, ziet dan onder welke naam, accounts en adressen we je kennen en hoeveel badges je hebt, en kan je helpen met een nieuw adres, een kopie van je gegevens of wissen. Van een nieuw adres en van een kopie krijg je bericht. In je paspoort kijkt een eigenaar daar niet; in de kopie staat het wel.',
        'Vraag het aan wie je badges uitgeeft: de contactgegevens staan op de pagina van de uitgever. Ben je het er niet mee eens, dan kun je een klacht indienen bij de Autoriteit Persoonsgegevens.',
      ],
    },
    {
      title: 'Wat deze website niet doet',
      paragraphs: [
        'Geen advertenties, geen statistiek van anderen en geen volgcookies. Er zijn cookies voor je taalkeuze en, als je inlogt, om ingelogd te blijven; meer niet. Het technische logboek noemt welk soort pagina is opgevraagd, en niet wie het deed of welke badge het was.',
        'Er gaat niets naar anderen, behalve wat je zelf deelt.',
      ],
    },
  ],
};

const en: PrivacyWords = {
  title: 'Privacy',
  lead: (community) => `What Speldje keeps for ${community}, why, and what you have to say about it.`,
  sections: [
    {
      title: 'What we keep, and why',
      paragraphs: [],
      items: [
        {
          what: 'Who you are',
          why: 'Your name, language and time zone, and your accounts in Slack, Teams or the learning platform. That is how a badge reaches the right person, and you are told in your own language.',
        },
        {
          what: 'Your e-mail address, if your workspace passes it on or you confirm it',
          why: 'To recognise you when you change school or work. In a public badge it only appears unreadable, as a salted hash, so that a wallet can tell that the badge is yours.',
        },
        {
          what: 'Your badges',
          why: 'Which badge, from which issuer, who awarded it, when and for what, and whether it still holds.',
        },
        {
          what: 'Evidence',
          why: 'Messages and names of files from the conversation about a badge or nomination, and what you add yourself. It shows that the badge was earned.',
        },
        {
          what: 'Nominations and support',
          why: 'Who nominated whom and what was decided, so that a decision can be explained.',
        },
        {
          what: 'Experiences that you declare yourself',
          why: 'Education, work, volunteering and what else you learnt, for your own skills passport.',
        },
        {
          what: 'What you take to a wallet or backpack',
          why: 'Which backpack you let reach your passport, and for a day that a wallet fetched a badge. It lets you stop it, and makes a QR code work only once.',
        },
        {
          what: 'A log of changes',
          why: 'Who changed which role, badge or award. It holds identifiers and no names; an owner reads it with the names of those who are still here.',
        },
      ],
    },
    {
      title: 'Who sees what',
      paragraphs: [
        'A badge is private until you make it public. Until then, whoever has the link sees the badge alone: not your name, not who awarded it, and no evidence. Search engines then leave the page out.',
        'Once you make it public, your name, the name of who awarded it and the reason are shown. Evidence is shown only if you choose so separately. You can undo it at any time.',
        'How often a badge was awarded is shown from five times on.',
      ],
    },
    {
      title: 'What you can do yourself',
      paragraphs: [
        'Ask for your own data, have it corrected, or have yourself erased. After erasure, all that is left of your badges is that they existed and whether they were valid, without anything that identifies you; that is needed to keep a revoked badge revoked. The audit still tells what was done, but no longer by or for whom.',
        'An owner of an organisation here can look you up, then sees under which name, accounts and addresses we know you and how many badges you have, and can help you with a new address, a copy of your data, or erasure. You are told of a new address and of a copy. An owner does not look into your passport there; it is in the copy.',
        'Ask those who issue your badges: how to reach them is on the page of the issuer. If you do not agree, you can file a complaint with the Dutch Data Protection Authority (Autoriteit Persoonsgegevens).',
      ],
    },
    {
      title: 'What this website does not do',
      paragraphs: [
        'No advertisements, no statistics by others and no tracking cookies. There are cookies for your choice of language and, if you sign in, to keep you signed in; no others. The technical log names what kind of page was asked for, and not who asked or which badge it was.',
        'Nothing goes to others, except what you share yourself.',
      ],
    },
  ],
};

const words: MessageSet<PrivacyWords> = { nl, en };

export function privacyWords(locale: MessageLocale): PrivacyWords {
  return words[locale];
}
