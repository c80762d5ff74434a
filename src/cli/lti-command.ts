import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import { createToolKeys } from '../../lti/tool-keys.ts';
import { createSealedBox } from '../credentials/sealed-box.ts';
import { operatorActor } from '../domain/actor.ts';
import { extraTeachingRoles } from '../ports/lti-platform-repository.ts';
import { addLtiPlatform, changeLtiPlatform } from '../use-cases/lti-platforms.ts';
import { CliFault } from './cli-fault.ts';
import { asJson, done, type CommandContext } from './command-context.ts';

const address = z.url({ protocol: /^https?$/u });
const addShape = z.object({
  name: z.string().exactOptional(),
  issuer: address,
  clientId: z.string().min(1),
  auth: address.exactOptional(),
  token: address.exactOptional(),
  jwks: address.exactOptional(),
  tokenAudience: z.string().exactOptional(),
  deployment: z.array(z.string().min(1)).default([]),
  frameOrigin: z.array(address).default([]),
});
const setShape = z.object({
  teachingRole: z.array(z.enum(extraTeachingRoles)).exactOptional(),
  trustEmail: z.enum(['yes', 'no']).exactOptional(),
  frameOrigin: z.array(address).exactOptional(),
  deployment: z.string().min(1).exactOptional(),
});

const collect = (value: string, before: readonly string[] = []) => [...before, value];

/** `lti …`: the learning platforms that may launch this tool, and the tool's keys. */
export function addLtiCommand(program: Command, context: CommandContext): void {
  const lti = program
    .command('lti')
    .description('learning platforms (Moodle, Brightspace) and the keys of the tool');
  const platform = lti.command('platform').description('the platforms that may launch this tool');

  platform
    .command('add')
    .description('register a platform by hand; of a Moodle, its address and client id are enough')
    .requiredOption('--issuer <url>', 'the platform id (issuer), exactly as the platform shows it')
    .requiredOption('--client-id <id>', 'the client id that the platform gave this tool')
    .option('--deployment <id>', 'a deployment id; may be given several times', collect)
    .option('--name <text>', 'how it is called here')
    .option('--auth <url>', 'authentication request address')
    .option('--token <url>', 'access token address')
    .option('--jwks <url>', 'public key set address')
    .option(
      '--token-audience <text>',
      'the audience of token requests, where it is not the access token address',
    )
    .option(
      '--frame-origin <url>',
      'another origin that frames the platform; may be given several times',
      collect,
    )
    .action(async (raw: unknown) => {
      const given = parsed(addShape, raw);
      const issuer = given.issuer;
      await context.composed(async (composition) => {
        await composition.migrate(() => undefined);
        const { platform: added } = done(
          await addLtiPlatform(composition, {
            actor: operatorActor,
            name: given.name ?? new URL(issuer).host,
            issuer,
            clientId: given.clientId,
            authUrl: given.auth ?? `${issuer}/mod/lti/auth.php`,
            tokenUrl: given.token ?? `${issuer}/mod/lti/token.php`,
            jwksUrl: given.jwks ?? `${issuer}/mod/lti/certs.php`,
            ...(given.tokenAudience === undefined ? {} : { tokenAudience: given.tokenAudience }),
            deployments: given.deployment,
            frameOrigins: given.frameOrigin,
          }),
        );
        await context.terminal.print(asJson(added));
      });
    });

  platform
    .command('list')
    .description('every platform, also those that wait to be accepted')
    .action(async () => {
      await context.composed(async ({ store }) => {
        await context.terminal.print(asJson(await store.lti.platforms.list()));
      });
    });

  for (const [name, status, what] of [
    ['accept', 'accepted', 'let a platform in that registered itself, or one that was disabled'],
    ['disable', 'disabled', 'let a platform launch no more; what was awarded stays'],
  ] as const)
    platform
      .command(`${name} <id>`)
      .description(what)
      .action(async (platformId: string) => {
        await context.composed(async (composition) => {
          const outcome = done(
            await changeLtiPlatform(composition, { actor: operatorActor, platformId, change: { status } }),
          );
          await context.terminal.print(asJson(outcome.platform));
        });
      });

  platform
    .command('set <id>')
    .description('settings of a platform')
    .option('--deployment <id>', 'accept this deployment too')
    .option(
      '--teaching-role <role>',
      `who teaches beside Instructor: ${extraTeachingRoles.join(', ')}`,
      collect,
    )
    .option('--trust-email <yes|no>', "the platform's e-mail addresses link accounts of one person")
    .option('--frame-origin <url>', 'another origin that frames the platform', collect)
    .action(async (platformId: string, raw: unknown) => {
      const { deployment, teachingRole, trustEmail, frameOrigin } = parsed(setShape, raw);
      await context.composed(async (composition) => {
        const outcome = done(
          await changeLtiPlatform(composition, {
            actor: operatorActor,
            platformId,
            change: {
              ...(deployment === undefined ? {} : { acceptDeployment: deployment }),
              ...(teachingRole === undefined ? {} : { extraTeachingRoles: teachingRole }),
              ...(trustEmail === undefined ? {} : { vouchesForEmail: trustEmail === 'yes' }),
              ...(frameOrigin === undefined ? {} : { frameOrigins: frameOrigin }),
            },
          }),
        );
        await context.terminal.print(asJson(outcome.platform));
      });
    });

  lti
    .command('refusals')
    .description('the launches that were refused lately, and why')
    .action(async () => {
      await context.composed(async ({ store }) => {
        await context.terminal.print(asJson(await store.lti.refusals.latest(100)));
      });
    });

  lti
    .command('rotate-key')
    .description('make a new key: published now, signing a day later')
    .option('--at-once', 'signs at once: the old key is no longer trusted')
    .action(async (raw: unknown) => {
      const { atOnce } = z.object({ atOnce: z.boolean().default(false) }).parse(raw);
      await context.composed(async ({ store, clock, ids }) => {
        const secret = context.environment['SPELDJE_SECRET'] ?? '';
        const box = createSealedBox({ secret, purpose: 'lti', random: randomBytes });
        const keys = createToolKeys({
          keys: store.lti.keys,
          clock,
          ids,
          seal: (plain) => box.seal(plain),
          open: (sealed) => box.open(sealed),
        });
        const { id, activeFrom } = await keys.rotate({ atOnce });
        await context.terminal.print(asJson({ id, activeFrom }));
      });
    });
}

function parsed<T>(shape: z.ZodType<T>, raw: unknown): T {
  const read = shape.safeParse(raw);
  if (!read.success)
    throw new CliFault(
      2,
      read.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`),
    );
  return read.data;
}
