import { createHmac } from 'node:crypto';

/** A plain HTTP client that signs as Slack does (docs.slack.dev, "Verifying requests from Slack"). */
export type SlackPost = { readonly status: number; readonly body: string };

export async function postToSlackEndpoint(
  serviceUrl: string,
  rawBody: string,
  options: {
    readonly secret: string;
    readonly contentType?: string;
    /** Seconds since 1970; now when left out. */
    readonly timestamp?: number;
    readonly signature?: string;
  },
): Promise<SlackPost> {
  const timestamp = String(options.timestamp ?? Math.floor(Date.now() / 1000));
  const signature =
    options.signature ??
    `v0=${createHmac('sha256', options.secret).update(`v0:${timestamp}:${rawBody}`).digest('hex')}`;
  const response = await fetch(`${serviceUrl}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': options.contentType ?? 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    },
    body: rawBody,
  });
  return { status: response.status, body: await response.text() };
}

/** The body of a slash command, form-encoded as Slack sends it. */
export function commandBody(fields: {
  readonly text: string;
  readonly user: string;
  readonly channel: string;
  readonly triggerId: string;
  readonly responseUrl: string;
}): string {
  return new URLSearchParams({
    token: 'legacy',
    team_id: 'T0SPELDJE',
    team_domain: 'speldje',
    channel_id: fields.channel,
    channel_name: 'werkplaats',
    user_id: fields.user,
    user_name: 'begeleider.bo',
    command: '/badge',
    text: fields.text,
    api_app_id: 'A0SPELDJE',
    is_enterprise_install: 'false',
    response_url: fields.responseUrl,
    trigger_id: fields.triggerId,
  }).toString();
}
