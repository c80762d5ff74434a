import { parseIdentity } from '../../src/domain/identity.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import { composeMail, messageId, pictureId, type ComposeDeps } from './compose-mail.ts';
import { isMailable, mailboxOf, type MailSettings } from './mail-settings.ts';
import type { PictureForMail } from './skills-for-mail.ts';
import { smtpFailure } from './smtp-failure.ts';
import { sendLimitMs, type SmtpTransport } from './smtp-transport.ts';

/** Delivers messages by mail. */
export function emailNotifier(
  deps: ComposeDeps & {
    readonly settings: Pick<MailSettings, 'from' | 'replyTo'>;
    readonly transport: Pick<SmtpTransport, 'sendMail'>;
    readonly timeout: (ms: number) => AbortSignal;
    readonly pictureFor?: PictureForMail;
  },
): Notifier {
  const from = mailboxOf(deps.settings.from);
  const replyTo = deps.settings.replyTo === undefined ? undefined : mailboxOf(deps.settings.replyTo);
  return {
    channel: 'email',
    async deliver(message) {
      const { destination } = message;
      const identity = destination.kind === 'person' ? parseIdentity(destination.identity) : undefined;
      if (identity?.kind !== 'email' || !isMailable(identity.address))
        return { kind: 'impossible', error: 'no mail address', unreachable: true };
      const picture = await deps.pictureFor?.(message);
      const mail = composeMail(deps, message, picture);
      if (mail === undefined) return { kind: 'delivered' };
      const { address } = identity;
      try {
        await deps.transport.sendMail({
          from,
          ...(replyTo === undefined ? {} : { replyTo }),
          to: { name: '', address },
          // Said apart, so that nothing in a header can add a recipient.
          envelope: { from: from.address, to: [address] },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          ...(picture === undefined
            ? {}
            : {
                attachments: [
                  {
                    cid: pictureId,
                    filename: 'skills.png',
                    contentType: 'image/png',
                    contentDisposition: 'inline' as const,
                    content: Buffer.from(picture.png),
                  },
                ],
              }),
          date: message.createdAt,
          messageId: messageId(message.key, from.address),
          headers: mail.headers,
          signal: deps.timeout(sendLimitMs),
        });
        return { kind: 'delivered' };
      } catch (error) {
        return smtpFailure(error, address);
      }
    },
    // A mail server can't be asked; who got it twice sees one Message-ID.
    findDelivered: () => Promise.resolve(undefined),
  };
}
