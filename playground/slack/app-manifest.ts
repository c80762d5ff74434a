import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

/** What the app's manifest puts in people's hands. */
export type AppManifest = {
  commands: { command: string; description: string; hint: string }[];
  shortcuts: { name: string; kind: 'message' | 'global'; callbackId: string; description: string }[];
  scopes: string[] | undefined;
  events: string[] | undefined;
};

const manifest = z.object({
  features: z
    .object({
      slash_commands: z
        .array(
          z.object({
            command: z.string(),
            description: z.string(),
            usage_hint: z.string().optional(),
          }),
        )
        .optional(),
      shortcuts: z
        .array(
          z.object({
            name: z.string(),
            type: z.enum(['message', 'global']),
            callback_id: z.string(),
            description: z.string(),
          }),
        )
        .optional(),
    })
    .optional(),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }).optional(),
  settings: z
    .object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }).optional() })
    .optional(),
});

const WITHOUT: AppManifest = {
  commands: [{ command: '/badge', description: 'Speldje', hint: 'help' }],
  shortcuts: [],
  scopes: undefined,
  events: undefined,
};

/** Reads the app's Slack manifest; where there is none, there is one command and no shortcut. */
export async function readAppManifest(file: URL): Promise<AppManifest> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch {
    return WITHOUT;
  }
  const parsed = manifest.parse(parse(content));
  return {
    commands:
      parsed.features?.slash_commands?.map((one) => ({
        command: one.command,
        description: one.description,
        hint: one.usage_hint ?? '',
      })) ?? WITHOUT.commands,
    shortcuts:
      parsed.features?.shortcuts?.map((one) => ({
        name: one.name,
        kind: one.type,
        callbackId: one.callback_id,
        description: one.description,
      })) ?? [],
    scopes: parsed.oauth_config?.scopes.bot,
    events: parsed.settings?.event_subscriptions?.bot_events,
  };
}
