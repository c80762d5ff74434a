import type { Notifier } from '../../src/ports/notifier.ts';
import type { ComposeDeps } from './compose-mail.ts';
import { emailNotifier } from './email-notifier.ts';
import type { MailSettings } from './mail-settings.ts';
import { skillsForMail } from './skills-for-mail.ts';
import { smtpTransport } from './smtp-transport.ts';

/** All that the service needs of mail. `close` lets go of the connections to the mail server. */
export function emailIntegration(
  settings: MailSettings,
  given: ComposeDeps & {
    /** What the picture of somebody's skills is drawn from and by; without it, mails have none. */
    readonly skills?: Pick<Parameters<typeof skillsForMail>[0], 'store' | 'clock' | 'draw'>;
  },
): { readonly notifier: Notifier; readonly close: () => void } {
  const transport = smtpTransport(settings.smtpUrl);
  const timeout = (ms: number) => AbortSignal.timeout(ms);
  const { skills } = given;
  return {
    notifier: emailNotifier({
      ...given,
      settings,
      transport,
      timeout,
      ...(skills === undefined ? {} : { pictureFor: skillsForMail({ ...skills, timeout }) }),
    }),
    close: () => transport.close(),
  };
}
