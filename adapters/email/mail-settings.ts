/** How mail leaves this deployment. */
export type MailSettings = {
  /** `smtps://USER:PASSWORD@HOST` or `smtp://HOST:PORT`; user and password percent-encoded. */
  readonly smtpUrl: string;
  /** `Name <address>`, or an address alone. */
  readonly from: string;
  /** Where answers go, when not to the sender. */
  readonly replyTo?: string;
};

export type Mailbox = { readonly name: string; readonly address: string };

const named = /^\s*"?([^"<>]*?)"?\s*<([^<>]+)>\s*$/u;

/** Reads `Name <address>` or an address alone; throws on anything that could not stand in one header. */
export function mailboxOf(written: string): Mailbox {
  const [, name = '', address = written.trim()] = named.exec(written) ?? [];
  if (!isMailable(address) || name !== oneLine(name)) throw new Error('not a mail address');
  return { name, address };
}

/**
 * Whether an address can be the one recipient of a mail: none of the characters by which a header or an SMTP
 * command would come to hold something else (RFC 5321 §4.1.2; quoted local parts are not used).
 */
export function isMailable(address: string): boolean {
  return (
    address.length <= 254 &&
    /^[^\s\p{Cc}"(),:;<>@[\\\]]+@[^\s\p{Cc}"(),:;<>@[\\\]]+\.[^\s\p{Cc}"(),:;<>@[\\\].]+$/u.test(address)
  );
}

/** A text that goes into a header: on one line, and without the characters that turn text around. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .replaceAll(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .trim();
}
