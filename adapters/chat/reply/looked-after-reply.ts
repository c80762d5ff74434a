import type { Locale } from '../../../src/domain/localized-text.ts';
import type { Notice } from '../../../src/domain/outbox-message.ts';
import { settingsWords } from '../../../src/i18n/chat-settings-messages.ts';
import type { Links } from './links.ts';
import type { Reply } from './reply.ts';

type Told = Extract<Notice, { kind: 'recovery-link' | 'recovery-told' | 'record-downloaded' }>;

/** What somebody hears when an owner looks after their account. */
export function lookedAfterReply(notice: Told, locale: Locale, links: Links): Reply {
  const m = settingsWords(locale);
  switch (notice.kind) {
    case 'recovery-link':
      return {
        summary: [m.recoveryTitle],
        parts: [
          { kind: 'heading', text: m.recoveryTitle },
          { kind: 'text', text: [m.recoveryText] },
          {
            kind: 'buttons',
            buttons: [{ label: m.recoveryButton, url: links.recovery(notice.token), style: 'primary' }],
          },
          { kind: 'small', text: [m.recoveryNotYou] },
        ],
      };
    case 'recovery-told': {
      const text = [m.recoveryTold[notice.step](notice.address)];
      return {
        summary: text,
        parts: [
          { kind: 'text', text },
          {
            kind: 'buttons',
            buttons: [{ label: m.recoveryStop, url: links.stopRecovery(notice.stop), style: 'danger' }],
          },
          { kind: 'small', text: [m.recoveryStopHint] },
        ],
      };
    }
    case 'record-downloaded': {
      const text = [{ person: notice.by }, m.recordDownloaded];
      return {
        summary: text,
        parts: [
          { kind: 'text', text },
          { kind: 'small', text: [m.recordDownloadedHint] },
        ],
      };
    }
  }
}
