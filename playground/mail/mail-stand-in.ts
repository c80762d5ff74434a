import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerError } from 'smtp-server';

/** A mail as it arrived. */
export type ReceivedMail = {
  /** Counts from 1 in the order of arrival. */
  readonly number: number;
  readonly receivedAt: Date;
  readonly from: string;
  readonly to: readonly string[];
  /** As it went over the wire. */
  readonly raw: string;
  readonly parsed: ParsedMail;
};

/** How the next commands are answered instead of being taken: `550 5.1.1 no such user`. */
export type MailFaults = {
  login?: string;
  sender?: string;
  recipient?: (address: string) => string | undefined;
  content?: string;
  /** Takes the mail and then breaks the connection off before it says so. */
  silentAfterContent?: boolean;
};

export type MailStandIn = {
  readonly port: number;
  /** For `SMTP_URL`. */
  readonly url: string;
  readonly mails: ReceivedMail[];
  readonly faults: MailFaults;
  onChange(listener: () => void): void;
  stop(): Promise<void>;
};

const mostKept = 50_000;

function refusal(answer: string): SMTPServerError {
  const error: SMTPServerError = new Error(answer.slice(4));
  error.responseCode = Number(answer.slice(0, 3));
  return error;
}

/**
 * A mail server on 127.0.0.1 that keeps what it gets, for tests and the playground. It refuses a recipient or a
 * sender without a domain, and lines that RFC 5321 does not allow, as real ones do.
 * @param options.login where set, it wants this user and password
 */
export async function startMailStandIn(options: {
  readonly port: number;
  readonly login?: { readonly user: string; readonly password: string };
}): Promise<MailStandIn> {
  const mails: ReceivedMail[] = [];
  const faults: MailFaults = {};
  const listeners = new Set<() => void>();
  const { login } = options;
  let count = 0;
  const server = new SMTPServer({
    banner: 'Speldje stand-in',
    disableReverseLookup: true,
    // It has no certificate that anybody could check, so it stays in the clear on loopback.
    disabledCommands: login === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
    authOptional: login === undefined,
    allowInsecureAuth: true,
    onAuth(auth, _, done) {
      const right = auth.username === login?.user && auth.password === login?.password;
      if (right && faults.login === undefined) done(null, { user: auth.username });
      else done(refusal(faults.login ?? '535 5.7.8 authentication failed'));
    },
    onMailFrom({ address }, _, done) {
      if (faults.sender !== undefined) done(refusal(faults.sender));
      else done(address.includes('@') ? null : refusal('553 5.1.7 no sender domain'));
    },
    onRcptTo({ address }, _, done) {
      const answer = faults.recipient?.(address);
      if (answer !== undefined) done(refusal(answer));
      else done(/@[^@]+\.[^@]+$/u.test(address) ? null : refusal('553 5.1.3 no such address'));
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (faults.content !== undefined) {
          done(refusal(faults.content));
          return;
        }
        const raw = Buffer.concat(parts).toString('utf8');
        const { mailFrom, rcptTo } = session.envelope;
        const keep = async () => {
          const parsed = await simpleParser(raw);
          count += 1;
          mails.push({
            number: count,
            receivedAt: new Date(),
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            raw,
            parsed,
          });
          if (mails.length > mostKept) mails.shift();
          for (const listener of listeners) listener();
          if (faults.silentAfterContent === true) for (const one of server.connections) one.close();
          else done();
        };
        void keep();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((listening) => {
    server.listen(options.port, '127.0.0.1', listening);
  });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the mail stand-in has no port');
  const userInfo =
    login === undefined ? '' : `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@`;
  return {
    port: address.port,
    url: `smtp://${userInfo}127.0.0.1:${address.port}`,
    mails,
    faults,
    onChange(listener) {
      listeners.add(listener);
    },
    async stop() {
      for (const one of server.connections) one.close();
      await new Promise<void>((closed) => {
        server.close(() => closed());
      });
    },
  };
}
