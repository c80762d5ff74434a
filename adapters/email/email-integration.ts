import type { Notifier } from '../../src/ports/notifier.ts';
import type { ComposeDeps } from './compose-mail.ts';
import { emailNotifier } from './email-notifier.ts';
import type { MailSettings } from './mail-settings.ts';
import { smtpTransport } from './smtp-transport.ts';

/** All that the service needs of mail. `close` lets go of the connections to the mail server. */
export function emailIntegration(
  settings: MailSettings,
  given: ComposeDeps,
): { readonly notifier: Notifier; readonly close: () => void } {
  const transport = smtpTransport(settings.smtpUrl);
  return {
    notifier: emailNotifier({ ...given, settings, transport, timeout: (ms) => AbortSignal.timeout(ms) }),
    close: () => transport.close(),
  };
}
