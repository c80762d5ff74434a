import { addressOf } from './address-of.ts';

export type MailConfig = { readonly smtpUrl: string; readonly from: string; readonly replyTo?: string };

/** The mail section; undefined when none of its variables is set. */
export function readMail(
  value: (variable: string) => string | undefined,
  needed: (variable: string, problem: string) => string,
  fault: (variable: string, problem: string) => string,
): MailConfig | undefined {
  const names = ['SMTP_URL', 'MAIL_FROM', 'MAIL_REPLY_TO'];
  if (!names.some((name) => value(name) !== undefined)) return undefined;
  const smtpUrl = needed('SMTP_URL', 'the mail server: smtps://USER:PASSWORD@HOST or smtp://HOST:PORT');
  if (smtpUrl !== '' && !isSmtpUrl(smtpUrl))
    fault(
      'SMTP_URL',
      'an address that starts with smtp:// or smtps://; a password with special characters is percent-encoded',
    );
  const from = needed('MAIL_FROM', 'the sender: Speldje <speldje@example.nl>');
  if (from !== '' && !isMailbox(from)) fault('MAIL_FROM', 'one address, as in: Speldje <speldje@example.nl>');
  const replyTo = value('MAIL_REPLY_TO');
  if (replyTo !== undefined && !isMailbox(replyTo))
    fault('MAIL_REPLY_TO', 'one address, as in: Helpdesk <help@example.nl>');
  return { smtpUrl, from, ...(replyTo === undefined ? {} : { replyTo }) };
}

function isSmtpUrl(written: string): boolean {
  const url = /^smtps?:\/\/[^/]/u.test(written) ? addressOf(written) : undefined;
  if (url === undefined) return false;
  const { username, password } = url;
  try {
    return [username, password].every((part) => decodeURIComponent(part) !== undefined);
  } catch {
    return false;
  }
}

/** `Name <address>` or an address alone; one, and on one line. */
function isMailbox(written: string): boolean {
  const address = String.raw`[^\s\p{Cc}"(),:;<>@[\\\]]+@[^\s\p{Cc}"(),:;<>@[\\\]]+\.[^\s\p{Cc}"(),:;<>@[\\\].]+`;
  return new RegExp(`^(?:${address}|"?[^"<>\\p{Cc}]*"?\\s*<${address}>)$`, 'u').test(written);
}
