import type { Locale } from '../../../src/domain/localized-text.ts';
import { settingsWords } from '../../../src/i18n/chat-settings-messages.ts';
import { chatWords } from '../../../src/i18n/chat-messages.ts';
import type { FormName } from '../form/form-request.ts';
import { chatActions, type Button, type Reply } from './reply.ts';

/** What can be done, as buttons: for who typed nothing. */
export function menuReply(locale: Locale): Reply {
  const m = settingsWords(locale);
  return {
    summary: [m.menuTitle],
    parts: [
      { kind: 'text', text: [{ bold: m.menuTitle }, `\n${chatWords(locale).helpIntro}`] },
      { kind: 'buttons', buttons: menuButtons(locale) },
    ],
  };
}

export function menuButtons(locale: Locale): readonly Button[] {
  const { menu } = settingsWords(locale);
  return [
    { ...formButton('award', menu.award), style: 'primary' },
    formButton('nominate', menu.nominate),
    { label: menu.review, action: chatActions.showQueue, value: 'me' },
    { label: menu.passport, action: chatActions.showPassport, value: 'me' },
    formButton('experience', menu.experience),
    formButton('settings', menu.settings),
    { label: menu.help, action: chatActions.showHelp, value: 'all' },
  ];
}

export function formButton(form: FormName, label: string): Button {
  return { label, action: chatActions.openForm, value: JSON.stringify({ form }) };
}
