import { createHmac } from 'node:crypto';

/** The two headers by which Slack signs what it sends ("Verifying requests from Slack", version v0). */
export type SlackSignature = { 'X-Slack-Request-Timestamp': string; 'X-Slack-Signature': string };

/**
 * Signs a raw body: `v0=` and the hexadecimal HMAC-SHA256, keyed with the signing secret,
 * over `v0:<timestamp>:<body>`.
 * @param timestamp whole seconds since 1970
 */
export function signRequest(signingSecret: string, timestamp: number, rawBody: string): SlackSignature {
  const mac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${rawBody}`).digest('hex');
  return { 'X-Slack-Request-Timestamp': String(timestamp), 'X-Slack-Signature': `v0=${mac}` };
}
