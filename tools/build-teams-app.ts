import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { teamsAppFault, teamsAppPackage } from './teams-app.ts';

const HELP = `npm run manifest:teams -- --app-id ID --host HOST [--out FILE]

  --app-id ID   the application (client) id of the bot's registration, MICROSOFT_APP_ID
  --host HOST   where people reach this deployment, such as speldje.example.nl
  --out FILE    the package (dist/speldje-teams.zip)
`;

const { values } = parseArgs({
  options: {
    'app-id': { type: 'string', default: '' },
    host: { type: 'string', default: '' },
    out: { type: 'string', default: 'dist/speldje-teams.zip' },
    help: { type: 'boolean', default: false },
  },
});
const app = {
  appId: values['app-id'].toLowerCase(),
  host: values.host.toLowerCase().replace(/^https:\/\/|\/$/gu, ''),
};
const fault = teamsAppFault(app);
if (values.help) process.stdout.write(HELP);
else if (fault !== undefined) {
  process.stderr.write(`${fault}\n\n${HELP}`);
  process.exitCode = 2;
} else {
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, await teamsAppPackage(app));
  process.stdout.write(`${values.out}: upload it in the Teams admin center, Teams apps, Manage apps.\n`);
}
