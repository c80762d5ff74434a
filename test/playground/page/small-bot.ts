import { once } from 'node:events';
import { createServer } from 'node:http';
import { webApi } from '@slack/bolt';
import { z } from 'zod';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M+wHgAEhgJ/qk0mXQAAAABJRU5ErkJggg==',
  'base64',
);
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });

const form = z.object({
  command: z.string().optional(),
  text: z.string().optional(),
  user_id: z.string().optional(),
  channel_id: z.string().optional(),
  trigger_id: z.string().optional(),
  payload: z.string().optional(),
});
const interaction = z.looseObject({
  type: z.string(),
  user: z.object({ id: z.string() }),
  trigger_id: z.string().optional(),
  callback_id: z.string().optional(),
  channel: z.object({ id: z.string() }).optional(),
  container: z.object({ message_ts: z.string().optional() }).optional(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })).optional(),
  view: z
    .looseObject({
      state: z.object({
        values: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))),
      }),
    })
    .optional(),
});
const event = z.object({
  event: z.looseObject({
    type: z.string(),
    user: z.string().optional(),
    channel: z.string().optional(),
    ts: z.string().optional(),
    thread_ts: z.string().optional(),
  }),
});

/** A tiny app, for trying the page alone: it awards without asking whether it may. */
export type SmallBot = { url: string; connectTo: (slackApiUrl: string) => void; stop: () => Promise<void> };

export async function startSmallBot(botToken: string): Promise<SmallBot> {
  let client = new webApi.WebClient(botToken);
  let url = '';
  const call = (method: string, args: { [name: string]: unknown }) => client.apiCall(method, args);

  async function award(channel: string, from: string, to: string, reason: string): Promise<void> {
    await call('chat.postMessage', {
      channel,
      text: `<@${from}> gaf <@${to}> een speldje`,
      blocks: [
        { type: 'header', text: plain('Adviseur Lerende Regio Maas en Waal') },
        {
          type: 'section',
          text: mrkdwn(`<@${from}> gaf dit speldje aan <@${to}>.\n> _${reason}_`),
          accessory: {
            type: 'image',
            image_url: `${url}/badge.png`,
            alt_text: 'Speldje Adviseur Lerende Regio',
          },
        },
        {
          type: 'section',
          fields: [
            mrkdwn('*Uitgever*\nTechniek Maas en Waal'),
            mrkdwn('*Criteria*\n• onderzocht\n• geadviseerd'),
          ],
        },
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              text: plain('Bekijk :medal:'),
              url: `${url}/awards/1`,
              action_id: 'view',
              style: 'primary',
            },
            { type: 'button', text: plain('Steun'), action_id: 'support', value: to },
            { type: 'overflow', action_id: 'more', options: [{ text: plain('Intrekken'), value: 'revoke' }] },
          ],
        },
        { type: 'divider' },
        { type: 'context', elements: [mrkdwn('Reageer in de thread om bewijs toe te voegen.')] },
      ],
    });
    await call('chat.postMessage', {
      channel: to,
      text: `Gefeliciteerd! <@${from}> gaf je een speldje :tada:`,
    });
  }

  const modal = {
    type: 'modal',
    callback_id: 'award',
    title: plain('Speldje toekennen'),
    submit: plain('Toekennen'),
    close: plain('Annuleren'),
    blocks: [
      {
        type: 'input',
        block_id: 'people',
        label: plain('Aan wie'),
        element: { type: 'multi_users_select', action_id: 'p' },
      },
      {
        type: 'input',
        block_id: 'badge',
        label: plain('Welk speldje'),
        hint: plain('Typ een paar letters.'),
        element: { type: 'external_select', action_id: 'b', min_query_length: 0 },
      },
      {
        type: 'input',
        block_id: 'reason',
        optional: true,
        label: plain('Waarom'),
        element: { type: 'plain_text_input', action_id: 'r', multiline: true, max_length: 300 },
      },
      {
        type: 'input',
        block_id: 'show',
        optional: true,
        label: plain('Zichtbaar'),
        element: {
          type: 'radio_buttons',
          action_id: 's',
          options: [
            { text: plain('In dit kanaal'), value: 'channel' },
            { text: plain('Alleen voor de ontvanger'), value: 'private' },
          ],
        },
      },
      {
        type: 'input',
        block_id: 'when',
        optional: true,
        label: plain('Wanneer'),
        element: { type: 'datepicker', action_id: 'd' },
      },
    ],
  };

  async function hear(raw: string): Promise<string> {
    if (raw.startsWith('{')) {
      const told = event.parse(JSON.parse(raw)).event;
      if (told.type === 'app_home_opened') {
        await call('views.publish', {
          user_id: told.user,
          view: {
            type: 'home',
            blocks: [
              { type: 'header', text: plain('Jouw skillspaspoort') },
              { type: 'section', text: mrkdwn('*2 speldjes*, waarvan 1 openbaar.') },
              {
                type: 'actions',
                elements: [
                  {
                    type: 'static_select',
                    action_id: 'digest',
                    placeholder: plain('Hoe vaak een overzicht'),
                    options: [
                      { text: plain('Elke week'), value: 'weekly' },
                      { text: plain('Elke maand'), value: 'monthly' },
                    ],
                  },
                ],
              },
            ],
          },
        });
      }
      if (told.type === 'app_mention') {
        await call('chat.postMessage', {
          channel: told.channel,
          thread_ts: told.thread_ts ?? told.ts,
          text: 'Zeg het maar: `award`, *list* of ~niets~.',
        });
      }
      return '';
    }
    const given = form.parse(Object.fromEntries(new URLSearchParams(raw)));
    if (given.command !== undefined) {
      const named = /^award\s+<@(U\w+)[^>]*>\s+(\S+)\s*[“"]?([^”"]*)/.exec(given.text ?? '');
      if (named)
        await award(given.channel_id ?? '', given.user_id ?? '', named[1] ?? '', named[3] || 'Goed gedaan');
      else if (given.text === '') await call('views.open', { trigger_id: given.trigger_id, view: modal });
      else return JSON.stringify({ text: `Dat ken ik niet: “${given.text}”. Bedoel je:`, blocks: nearest });
      return '';
    }
    const payload = interaction.parse(JSON.parse(given.payload ?? '{}'));
    if (payload.type === 'block_suggestion') {
      const option = { text: plain('Lassen MIG/MAG'), value: 'lassen', description: plain('Techniekhuis') };
      return JSON.stringify({ options: [option, { text: plain('Samenwerken'), value: 'samenwerken' }] });
    }
    if (payload.type === 'view_submission') {
      const badge = JSON.stringify(payload.view?.state.values['badge']);
      if (badge.includes('lassen')) {
        return JSON.stringify({ response_action: 'errors', errors: { badge: 'Sam heeft dit speldje al.' } });
      }
    }
    if (payload.actions?.[0]?.action_id === 'support') {
      await call('reactions.add', {
        channel: payload.channel?.id,
        timestamp: payload.container?.message_ts,
        name: 'raised_hands',
      });
    }
    return '';
  }

  const nearest = [
    { type: 'section', text: mrkdwn('Dat ken ik niet. Bedoel je een van deze?') },
    {
      type: 'actions',
      elements: ['lassen-mig-mag', 'samenwerken'].map((slug, index) => ({
        type: 'button',
        text: plain(slug),
        action_id: `nearest-${index}`,
        value: slug,
      })),
    },
  ];

  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'Content-Type': 'image/png' }).end(PIXEL);
      return;
    }
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(Buffer.from(part)));
    request.on('end', () => {
      hear(Buffer.concat(parts).toString()).then(
        (body) =>
          response.writeHead(200, { 'Content-Type': body ? 'application/json' : 'text/plain' }).end(body),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    connectTo(slackApiUrl) {
      client = new webApi.WebClient(botToken, { slackApiUrl });
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
