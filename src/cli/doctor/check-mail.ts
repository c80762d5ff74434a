import { checkMailServer } from '../../../adapters/email/check-mail-server.ts';
import { fault, ok, type Check } from './check.ts';

/** Whether the mail server answers and takes our password; nothing is sent. Nothing where mail is off. */
export async function checkMail(smtpUrl: string | undefined): Promise<readonly Check[]> {
  if (smtpUrl === undefined) return [];
  const found = await checkMailServer(smtpUrl);
  if (found.ok) return [ok('mail-server', 'answers, and takes the password it is given')];
  return [
    fault(
      'mail-server',
      `refuses or does not answer: ${found.error}`,
      'Check host, port, user and password in SMTP_URL, and that this machine may reach it. Mail waits until then.',
    ),
  ];
}
