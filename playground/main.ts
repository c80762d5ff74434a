import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startLocalMongo } from '../tools/local-mongo/start-local-mongo.ts';
import { platformCommands, registerTool, teacherCommands } from './lms/connect-tool.ts';
import { fillDemoCourse } from './lms/demo-course.ts';
import type { LmsStandIn } from './lms/lms.ts';
import { lmsPane } from './lms/pane.ts';
import { startLms } from './lms/stand-in.ts';
import { startMailStandIn } from './mail/mail-stand-in.ts';
import { mailPane } from './mail/pane.ts';
import { startPageServer } from './page/page-server.ts';
import { freePort } from './run/free-port.ts';
import { keptSecret } from './run/kept-secret.ts';
import { runCommands, startService } from './run/service-process.ts';
import { readAppManifest } from './slack/app-manifest.ts';
import { slackPane } from './slack/pane.ts';
import { pictureChecker } from './slack/picture-checker.ts';
import { startSlackStandIn } from './slack/stand-in.ts';
import { tenantCommands } from './teams/connect-tenant.ts';
import { teamsPane } from './teams/pane.ts';
import { startTeamsStandIn } from './teams/stand-in.ts';

const HELP = `npm run playground [-- --port 4000] [-- --reset]

  --port N    the page's port (4000); the service and the stand-ins take the ports after it
  --reset     forget everything and begin anew
  --folder D  where it keeps its database, its secret and its log (.playground)
`;

const root = fileURLToPath(new URL('../', import.meta.url));
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    reset: { type: 'boolean', default: false },
    folder: { type: 'string', default: join(root, '.playground') },
    help: { type: 'boolean', default: false },
  },
});

const folder = resolve(values.folder);

const say = (line: string) => process.stdout.write(`${line}\n`);
const step = (line: string) => say(`  ${line}`);

/** What must be put away at the end, the last started first. */
const started: { name: string; stop: () => Promise<void> }[] = [];
let ending: Promise<void> | undefined;

async function putAway(): Promise<void> {
  for (const { name, stop } of started.toReversed()) {
    try {
      await stop();
    } catch (error) {
      say(`  ${name} did not stop as it should: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }
}

function end(code: number): Promise<void> {
  ending ??= putAway().then(() => process.exit(code));
  return ending;
}

async function play(): Promise<void> {
  if (values.help) {
    say(HELP);
    return;
  }
  const wanted = Number(values.port);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_000)
    throw new Error(`--port ${values.port} is no port`);
  if (values.reset) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });

  say('Speldje playground');
  const mongo = await startLocalMongo({ dataFolder: join(folder, 'mongo'), report: step });
  started.push({ name: 'MongoDB', stop: () => mongo.stop() });

  const pagePort = await freePort(wanted);
  const servicePort = await freePort(wanted + 1, [pagePort]);
  const slackPort = await freePort(wanted + 2, [pagePort, servicePort]);
  const moodlePort = await freePort(wanted + 3, [pagePort, servicePort, slackPort]);
  const brightspacePort = await freePort(wanted + 4, [pagePort, servicePort, slackPort, moodlePort]);
  const teamsPort = await freePort(wanted + 5, [
    pagePort,
    servicePort,
    slackPort,
    moodlePort,
    brightspacePort,
  ]);
  const serviceUrl = `http://localhost:${servicePort}`;
  const secret = await keptSecret(folder);
  const signingSecret = `playground-${secret.slice(0, 16)}`;
  const botToken = `xoxb-playground-${secret.slice(16, 32).replaceAll(/[^A-Za-z0-9]/g, 'x')}`;
  const manifest = await readAppManifest(new URL('../manifest/slack.yaml', import.meta.url));
  const slack = await startSlackStandIn({
    port: slackPort,
    serviceUrl,
    signingSecret,
    botToken,
    // The service remembers the ids of earlier starts, so each start has ids of its own.
    seed: `playground-${Date.now()}`,
    checkPictures: true,
    retryDelaysMs: [0, 5000, 15_000],
    ...(manifest.scopes ? { scopes: manifest.scopes } : {}),
    ...(manifest.events ? { events: manifest.events } : {}),
  });
  started.push({ name: 'The Slack stand-in', stop: () => slack.stop() });

  const teams = await startTeamsStandIn({
    port: teamsPort,
    serviceUrl,
    appPassword: `playground-${secret.slice(32, 48)}`,
    pictureAt: pictureChecker(fetch),
    retryDelaysMs: [2000, 15_000],
  });
  started.push({ name: 'The Teams stand-in', stop: () => teams.stop() });

  const mail = await startMailStandIn({ port: 0 });
  started.push({ name: 'The mail stand-in', stop: () => mail.stop() });

  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(servicePort),
    PUBLIC_URL: serviceUrl,
    MONGODB_URI: mongo.uri,
    SPELDJE_SECRET: secret,
    LOG_LEVEL: 'info',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: botToken,
    SLACK_API_URL: slack.apiUrl,
    ...teams.environment,
    TEAMS_FRAME_ORIGINS: `http://localhost:${pagePort}`,
    SMTP_URL: mail.url,
    MAIL_FROM: 'Speldje <speldje@speldje.example>',
  };
  const logFile = join(folder, 'service.log');
  step('Starting the service');
  const service = startService({
    root,
    env,
    url: serviceUrl,
    logFile,
    complain: (line) => say(`  service: ${line}`),
  });
  started.push({ name: 'The service', stop: () => service.stop() });
  void service.ended.then((why) => {
    // Ctrl-C reaches the service too, sometimes before us.
    if (ending) return ending;
    say(why);
    return end(1);
  });
  await service.ready();
  const platforms: LmsStandIn[] = [];
  for (const [flavour, port] of [
    ['moodle', moodlePort],
    ['brightspace', brightspacePort],
  ] as const) {
    const lms = await startLms({ port, flavour });
    started.push({ name: `The LMS stand-in (${flavour})`, stop: () => lms.stop() });
    fillDemoCourse(lms);
    registerTool(lms, serviceUrl);
    platforms.push(lms);
  }
  const run = (commands: readonly (readonly string[])[]) => runCommands(root, env, commands);
  step('Filling it with the demo community');
  const known = await run([
    ['catalogue', 'import', 'catalogue', '--yes'],
    ['teams', 'list'],
    ['lti', 'platform', 'list'],
  ]);
  // A second start finds what the first one made.
  const pageUrl = `http://localhost:${pagePort}`;
  const connecting = [
    ...tenantCommands(known),
    ...platforms.flatMap((lms) => platformCommands(lms, known, pageUrl)),
  ];
  if (connecting.length > 0) step('Connecting Teams and the courses');
  await run(teacherCommands(await run(connecting), 'stichting-stimulering-techniek-maas-en-waal'));
  // Pages name the community as it was read last: this one has it read.
  await fetch(serviceUrl);
  const page = await startPageServer({
    port: pagePort,
    serviceUrl,
    panes: [slackPane(slack, manifest), teamsPane(teams), lmsPane(platforms), mailPane(mail)],
    frames: [...platforms.map(({ url }) => url), serviceUrl],
  });
  started.push({ name: 'The page', stop: () => page.stop() });

  say(`
  Open        ${page.url}
  Type first  /badge award @Student Sam adviseur-lerende-regio “Sterk advies”
  Then be     Student Sam (top left) and read your direct message
  In Teams    @Speldje toekennen @Student Sam adviseur-lerende-regio, or / for the commands

  The service itself is at ${serviceUrl}; its log is ${logFile}.
  Ctrl-C stops everything; --reset begins anew.
`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!ending) say('\n  Stopping');
    void end(0);
  });
}
try {
  await play();
} catch (error) {
  say(`  The playground could not start: ${error instanceof Error ? error.message : String(error)}`);
  await end(1);
}
