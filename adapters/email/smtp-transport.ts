import { isIPv4 } from 'node:net';
import { createTransport } from 'nodemailer';
import type { SMTPPoolOptions } from 'nodemailer';

/** What is done with a mail server; nodemailer's transport has this shape. */
export type SmtpTransport = ReturnType<typeof smtpTransport>;

/** Below the lock of an outbox message, so that nobody else takes it up while it is being sent. */
export const sendLimitMs = 8_000;
const connectMs = 5_000;
const idleMs = 30_000;
const connections = 4;

/** The connections to the mail server: a few, kept open while there is something to send. */
export function smtpTransport(smtpUrl: string) {
  return createTransport({ ...smtpOptions(smtpUrl), pool: true });
}

/**
 * What the address of a mail server says. `smtp:` begins in the clear and goes over to TLS where the server
 * offers it; where a password goes along to another machine it must (RFC 8314 §3.3).
 */
export function smtpOptions(smtpUrl: string): SMTPPoolOptions & { readonly host: string } {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replaceAll(/[[\]]/gu, '');
  const local = host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
  const auth =
    url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } };
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...auth,
    requireTLS: !secure && !local && url.username !== '',
    maxConnections: connections,
    // A connection that breaks is told of, and the outbox sends again: the pool keeps no message to itself.
    maxRequeues: 0,
    idleTimeout: idleMs,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: sendLimitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
