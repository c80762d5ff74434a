import type { Post, PostFile, TeamsState } from './teams-state.ts';
import { bot, TENANT, type TeamsConversation, type TeamsUser } from './teams-world.ts';

export type Activity = Readonly<Record<string, unknown>>;

/** A mention as it is typed: `@Name` in the text, resolved by the client to somebody. */
export type Mentioned = { readonly name: string; readonly id: string };

/** What every activity says: who, where, by which connector. */
export function envelope(
  serviceUrl: string,
  state: TeamsState,
  from: TeamsUser,
  conversation: TeamsConversation,
  thread: string | undefined,
): Activity {
  const now = new Date();
  const team = conversation.team === undefined ? undefined : state.teams.get(conversation.team);
  return {
    timestamp: now.toISOString(),
    localTimestamp: now.toISOString().replace('Z', '+00:00'),
    localTimezone: 'Europe/Amsterdam',
    serviceUrl,
    channelId: 'msteams',
    from: { id: from.id, name: from.name, aadObjectId: from.aad },
    conversation: {
      conversationType: conversation.kind,
      tenantId: TENANT,
      id: thread === undefined ? conversation.id : `${conversation.id};messageid=${thread}`,
      ...(conversation.kind === 'personal' ? {} : { isGroup: true }),
      ...(conversation.kind === 'groupChat' ? { name: conversation.name } : {}),
    },
    recipient: { id: bot.id, name: bot.name },
    channelData: {
      ...(team === undefined
        ? {}
        : {
            teamsChannelId: conversation.id,
            teamsTeamId: team.id,
            channel: { id: conversation.id, name: conversation.name },
            team: { id: team.id, name: team.name },
          }),
      tenant: { id: TENANT },
    },
    locale: from.locale,
    entities: [
      {
        locale: from.locale,
        country: from.locale.slice(3),
        platform: 'Web',
        timezone: 'Europe/Amsterdam',
        type: 'clientInfo',
      },
    ],
  };
}

/** Text as Teams sends it: mentions between `<at>`, with an entity each. */
export function written(typed: string, mentions: readonly Mentioned[]): { text: string; entities: object[] } {
  let text = typed;
  const entities: object[] = [];
  // The longest names first, so that a name inside another is left alone.
  for (const { name, id } of mentions.toSorted((a, b) => b.name.length - a.name.length)) {
    const tag = `<at>${name}</at>`;
    if (!text.includes(`@${name}`)) continue;
    text = text.replaceAll(`@${name}`, tag);
    entities.push({ type: 'mention', text: tag, mentioned: { id, name } });
  }
  return { text, entities };
}

/** Files as they come along with a message. */
export function fileAttachments(files: readonly PostFile[]): object[] {
  return files.map(({ name, type }) => ({
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl: `https://voorbeeld.sharepoint.example/bestanden/${encodeURIComponent(name)}`,
    name,
    content: {
      downloadUrl: `https://voorbeeld.sharepoint.example/download/${encodeURIComponent(name)}`,
      uniqueId: name,
      fileType: type,
    },
  }));
}

/** The message of which an action was chosen, as a message extension gets it. */
export function messagePayload(post: Post, author: TeamsUser | undefined): object {
  return {
    id: post.id,
    replyToId: post.thread === post.id ? null : (post.thread ?? null),
    createdDateTime: post.at.toISOString(),
    lastModifiedDateTime: null,
    deleted: false,
    importance: 'normal',
    locale: 'nl-nl',
    linkToMessage: `https://teams.microsoft.com/l/message/${post.conversation}/${post.id}`,
    from: {
      device: null,
      conversation: null,
      ...(author === undefined
        ? { user: null, application: { id: bot.id.slice(3), displayName: bot.name } }
        : {
            user: { userIdentityType: 'aadUser', id: author.aad, displayName: author.name },
            application: null,
          }),
    },
    body: { contentType: 'html', content: `<div>${post.text.replaceAll('\n', '<br>')}</div>` },
    attachments: fileAttachments(post.files).map((file, at) => ({ id: String(at), ...file })),
    mentions: [],
    reactions: [],
  };
}
