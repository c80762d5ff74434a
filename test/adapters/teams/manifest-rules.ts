import { z } from 'zod';

/**
 * The rules of the published schema of the Microsoft 365 app manifest 1.29
 * (developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json) for the parts that our manifest has.
 * Strict, as the schema is: an unknown property is refused.
 */
const guid = z.guid();
const https = z
  .string()
  .max(2048)
  .regex(/^https:\/\/\S+$/u);
const scopes = z.array(z.enum(['team', 'personal', 'groupChat', 'copilot'])).min(1);
const unique = (list: readonly string[]) => new Set(list).size === list.length;

const command = z.strictObject({
  title: z.string().min(1).max(128),
  description: z.string().max(4000).optional(),
  type: z.enum(['basic', 'prompt']).optional(),
  prompt: z.string().max(4000).optional(),
});

const bot = z.strictObject({
  botId: guid,
  scopes: scopes.max(4).refine(unique),
  supportsFiles: z.boolean().optional(),
  isNotificationOnly: z.boolean().optional(),
  supportsTargetedMessages: z.boolean().optional(),
  supportsCalling: z.boolean().optional(),
  supportsVideo: z.boolean().optional(),
  commandLists: z
    .array(
      z.strictObject({
        scopes: scopes.max(4).refine(unique),
        triggers: z
          .array(z.enum(['mention', 'slash']))
          .max(2)
          .refine(unique)
          .optional(),
        commands: z.array(command).max(12),
      }),
    )
    .max(3)
    .optional(),
});

const composeCommand = z.strictObject({
  id: z.string().min(1).max(64),
  type: z.enum(['query', 'action']).optional(),
  title: z.string().min(1).max(32),
  description: z.string().max(128).optional(),
  context: z
    .array(z.enum(['compose', 'commandBox', 'message']))
    .max(3)
    .refine(unique)
    .optional(),
  initialRun: z.boolean().optional(),
  fetchTask: z.boolean().optional(),
  parameters: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(64),
        title: z.string().min(1).max(32),
        description: z.string().max(128).optional(),
        inputType: z.enum(['text', 'textarea', 'number', 'date', 'time', 'toggle', 'choiceset']).optional(),
      }),
    )
    .min(1)
    .max(5)
    .optional(),
});

const staticTab = z
  .strictObject({
    entityId: z.string().min(1).max(64),
    name: z.string().max(128).optional(),
    contentUrl: https.optional(),
    websiteUrl: https.optional(),
    searchUrl: https.optional(),
    scopes: z
      .array(z.enum(['team', 'personal', 'groupChat']))
      .min(1)
      .max(3),
  })
  .refine(({ entityId, name, contentUrl }) =>
    ['conversations', 'about'].includes(entityId)
      ? contentUrl === undefined && name === undefined
      : contentUrl !== undefined && name !== undefined,
  );

export const manifestRules = z.strictObject({
  $schema: z.literal('https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json'),
  manifestVersion: z.literal('1.29'),
  // Three numbers; the admin center refuses what begins with 0.
  version: z
    .string()
    .max(256)
    .regex(/^[1-9]\d*\.\d+\.\d+$/u),
  id: guid,
  localizationInfo: z.strictObject({
    defaultLanguageTag: z.string().regex(/^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,2}$/u),
    defaultLanguageFile: z
      .string()
      .max(2048)
      .regex(/\.json$/u)
      .optional(),
    additionalLanguages: z.array(
      z.strictObject({
        languageTag: z.string().regex(/^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,2}$/u),
        file: z
          .string()
          .max(2048)
          .regex(/\.json$/u),
      }),
    ),
  }),
  developer: z.strictObject({
    name: z.string().min(1).max(32),
    mpnId: z.string().max(10).optional(),
    websiteUrl: https,
    privacyUrl: https,
    termsOfUseUrl: https,
  }),
  name: z.strictObject({ short: z.string().min(1).max(30), full: z.string().min(1).max(100) }),
  description: z.strictObject({ short: z.string().min(1).max(80), full: z.string().min(1).max(4000) }),
  icons: z.strictObject({
    color: z
      .string()
      .max(2048)
      .regex(/\.png$/u),
    outline: z
      .string()
      .max(2048)
      .regex(/\.png$/u),
  }),
  accentColor: z.string().regex(/^#[0-9A-F]{6}$/u),
  staticTabs: z.array(staticTab).max(16),
  bots: z.array(bot).max(1),
  composeExtensions: z
    .array(z.strictObject({ botId: guid, commands: z.array(composeCommand).min(1).max(10) }))
    .max(1),
  permissions: z.array(z.enum(['identity', 'messageTeamMembers'])).max(2),
  validDomains: z.array(z.string().max(2048)).max(16),
  webApplicationInfo: z.strictObject({ id: guid, resource: z.string().max(2048) }),
  authorization: z.strictObject({
    permissions: z.strictObject({
      resourceSpecific: z
        .array(z.strictObject({ name: z.string().max(128), type: z.enum(['Application', 'Delegated']) }))
        .max(16),
    }),
  }),
});

/** The rules of MicrosoftTeams.Localization.schema.json 1.29: which keys there may be, and how long each is. */
const localized: readonly [RegExp, number][] = [
  [/^\$schema$/u, 2048],
  [/^name\.short$/u, 30],
  [/^name\.full$/u, 100],
  [/^description\.short$/u, 80],
  [/^description\.full$/u, 4000],
  [/^staticTabs\[(?:[0-9]|1[0-5])\]\.name$/u, 128],
  [/^bots\[0\]\.commandLists\[[0-2]\]\.commands\[(?:[0-9]|1[0-1])\]\.title$/u, 128],
  [/^bots\[0\]\.commandLists\[[0-2]\]\.commands\[(?:[0-9]|1[0-1])\]\.description$/u, 4000],
  [/^composeExtensions\[0\]\.commands\[[0-9]\]\.title$/u, 32],
  [/^composeExtensions\[0\]\.commands\[[0-9]\]\.description$/u, 128],
  [/^composeExtensions\[0\]\.commands\[[0-9]\]\.parameters\[[0-4]\]\.title$/u, 32],
  [/^composeExtensions\[0\]\.commands\[[0-9]\]\.parameters\[[0-4]\]\.description$/u, 128],
];

export const localizationRules = z.record(z.string(), z.string().min(1)).superRefine((words, context) => {
  for (const [key, value] of Object.entries(words)) {
    const rule = localized.find(([pattern]) => pattern.test(key));
    if (rule === undefined) context.addIssue({ code: 'custom', message: `no such key: ${key}` });
    else if (value.length > rule[1]) context.addIssue({ code: 'custom', message: `${key} is too long` });
  }
});
