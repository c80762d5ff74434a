import { z } from 'zod';
import type { DeliveryResult } from '../../src/ports/notifier.ts';

const smtpError = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
});

/** Somebody has to set the mail server right; nothing is thrown away until then. */
const ourFaultPauseMs = 3_600_000;
/** The recipient's server asks for patience (greylisting, RFC 6647 §2), or their mailbox is full. */
const theirPauseMs = 5 * 60_000;

/**
 * Enhanced codes (RFC 3463) that say that the mailbox is not there: bad address (x.1.x), disabled (5.2.1), or no
 * such host (5.1.2, 5.4.1 as some write it).
 */
const gone = /^5\.(1\.\d+|2\.1|4\.1)$/u;
/** Replies without an enhanced code that say the same when they answer the recipient. */
const goneReplies = new Set([550, 551, 553]);

/** What the outbox does about a mail that could not be handed over. The words name neither address nor password. */
export function smtpFailure(
  error: unknown,
  address?: string,
): Exclude<DeliveryResult, { kind: 'delivered' }> {
  const parsed = smtpError.safeParse(error);
  const { code, command, responseCode, response } = parsed.success ? parsed.data : {};
  const enhanced = /\b([245]\.\d{1,3}\.\d{1,3})\b/u.exec(response ?? '')?.[1];
  const words = [code, command, withoutAddress(response, address)].filter((part) => part !== undefined);
  const said = words.length > 0 ? words.join(' ') : error instanceof Error ? error.name : 'unknown';
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'ECONFIG' || responseCode === 530)
    return { kind: 'again', error: said, afterMs: ourFaultPauseMs };
  if (responseCode === undefined)
    return code === 'EENVELOPE' || code === 'EMESSAGE'
      ? { kind: 'impossible', error: said, unreachable: code === 'EENVELOPE' }
      : { kind: 'again', error: said };
  if (responseCode < 500 || responseCode === 503) {
    // 421 ends the connection and says nothing of this mail (RFC 5321 §3.8).
    return { kind: 'again', error: said, ...(responseCode === 421 ? {} : { afterMs: theirPauseMs }) };
  }
  // A refused sender or session is ours to set right.
  if (command !== undefined && /^(MAIL|EHLO|HELO|CONN|STARTTLS|AUTH)/u.test(command))
    return { kind: 'again', error: said, afterMs: ourFaultPauseMs };
  // A full mailbox (5.2.2, 552 to the recipient) is emptied some day.
  const toRecipient = command?.startsWith('RCPT') === true;
  if (enhanced === '5.2.2' || (enhanced === undefined && toRecipient && responseCode === 552))
    return { kind: 'again', error: said, afterMs: ourFaultPauseMs };
  const unreachable =
    enhanced === undefined ? toRecipient && goneReplies.has(responseCode) : gone.test(enhanced);
  return { kind: 'impossible', error: said, unreachable };
}

/** Servers repeat the address in their refusals; it is personal and the message has it already. */
function withoutAddress(response: string | undefined, address: string | undefined): string | undefined {
  return response
    ?.replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll(address ?? /$^/gu, '…')
    .replaceAll(/[^\s<>()"']+@[^\s<>()"']+/gu, '…')
    .slice(0, 300);
}
