import { afterEach, describe, expect, it } from 'vitest';
import type { SlackStandIn } from '../../playground/slack/stand-in.ts';
import { commandLine, community, type Community } from './community.ts';
import { beginInstallation, finishInstallation, installableSlack } from './install-slack.ts';
import { until, type RunningService } from './run-service.ts';

const enterprise = { id: 'E0REGIO', name: 'Lerende regio' };
const badge = 'adviseur-lerende-regio';

let town: Community;
let slack: SlackStandIn;
let service: RunningService;
let redirectUri: string;

afterEach(async () => {
  await service?.kill('SIGTERM');
  await slack?.stop();
  await town?.close();
});

/** An Enterprise Grid of two teams, in which Bo of the first and Eva of the second award for the same issuer. */
async function organisation(): Promise<void> {
  town = await community();
  for (const user of ['U0BO', 'U0EXT'])
    await commandLine(town.database.uri, town.serviceUrl, [
      'role',
      'grant',
      'stichting-stimulering-techniek-maas-en-waal',
      'awarder',
      `slack:${enterprise.id}:${user}`,
    ]);
  ({ slack, service, redirectUri } = await installableSlack(town));
  const like = slack.workspace.members.get('U0SAM');
  if (like === undefined) throw new Error('the demo community is gone');
  const pia = { ...like, id: 'U0PIA', team: 'T0ANDERS', name: 'pia', realName: 'Student Pia' };
  slack.workspace.members.set(pia.id, pia);
  slack.workspace.userGroups.set('S0KLAS9', {
    id: 'S0KLAS9',
    team: 'T0ANDERS',
    handle: 'klas9',
    name: 'Klas 9',
    users: [pia.id],
  });
  slack.workspace.channels.get('C0ANDERS')?.members.push(pia.id);
}

async function install(team: string, wide: boolean): Promise<void> {
  const begun = await beginInstallation(town.serviceUrl);
  const user = team === 'T0ANDERS' ? 'U0EXT' : 'U0KIM';
  const code = slack.authorize({ team, user, redirectUri, enterprise, wide });
  const response = await finishInstallation(town.serviceUrl, { code, ...begun });
  expect(response.status).toBe(200);
}

const installed = async () =>
  (await town.db.collection<{ _id: string; sealed?: string }>('workspaces').find().toArray())
    .filter(({ sealed }) => sealed !== undefined)
    .map(({ _id }) => _id)
    .toSorted();
const holders = async () =>
  (await town.db.collection('awards').find().toArray()).map(({ personId }) => String(personId));
const says = (user: string, channel: string, text: string) => slack.slashCommand({ user, channel, text });

/** What the app said in a conversation, by which of its bots. */
const announcements = (channel: string) =>
  slack
    .messages(channel)
    .filter(({ botId, threadTs }) => botId !== undefined && threadTs === undefined)
    .map(({ user }) => user);

describe('an app installed in a whole organisation', () => {
  it('serves each of its teams: names, groups, forms, home pages and evidence, until it is taken out', async () => {
    await organisation();
    // An organisation's one bot is in the channels of all its teams.
    slack.workspace.channels.get('C0ANDERS')?.members.push('U0SPELDJE');
    await install('T0SPELDJE', true);
    expect(await installed()).toEqual(['slack:E0REGIO']);

    await says('U0BO', 'C0WERKPLAATS', `award <@U0SAM> ${badge}`);
    await says('U0EXT', 'C0ANDERS', `award <!subteam^S0KLAS9|klas9> ${badge}`);
    await town.settled();
    expect(announcements('C0WERKPLAATS')).toEqual(['U0SPELDJE']);
    expect(announcements('C0ANDERS')).toEqual(['U0SPELDJE']);
    expect(slack.directMessages('U0SAM')).toHaveLength(1);
    expect(slack.directMessages('U0PIA')).toHaveLength(1);

    // A name means somebody of the team in which it is typed: Pia is none of Bo's, and Noor none of Eva's.
    await slack.slashCommand({
      user: 'U0EXT',
      channel: 'C0ANDERS',
      escape: false,
      text: `award @Student Noor ${badge}`,
    });
    await slack.slashCommand({
      user: 'U0BO',
      channel: 'C0WERKPLAATS',
      escape: false,
      text: `award @Student Noor ${badge}`,
    });
    await town.settled();
    expect(await holders()).toHaveLength(3);
    expect(slack.ephemerals('U0EXT').at(-1)?.text).toContain('Noor');
    expect(slack.directMessages('U0NOOR')).toHaveLength(1);

    const [announcement] = slack.messages('C0ANDERS').filter(({ botId }) => botId !== undefined);
    await slack.say({
      user: 'U0EXT',
      channel: 'C0ANDERS',
      threadTs: announcement?.ts ?? '',
      text: 'Haar advies staat op de schijf.',
    });
    await slack.openHome({ user: 'U0PIA' });
    await says('U0EXT', 'C0ANDERS', 'award');
    await until('the form is filled', () => slack.views('U0EXT').at(-1)?.definition.type === 'modal');
    await town.settled();
    expect(await town.db.collection('evidence').countDocuments()).toBe(1);
    expect(JSON.stringify(slack.home('U0PIA')?.definition)).toContain('Adviseur Lerende Regio');
    const persons = JSON.stringify(await town.db.collection('persons').find().toArray());
    expect(persons).toContain('slack:E0REGIO:U0PIA');
    expect(persons).not.toMatch(/slack:T0(?:SPELDJE|ANDERS):U0(?:PIA|NOOR|EXT)/u);

    await slack.uninstall('T0SPELDJE');
    await until('the organisation is disconnected', async () => (await installed()).length === 0);
  });
});

describe('an app installed in single teams of an organisation', () => {
  it('speaks in each by that team’s own bot, and loses only the team that takes it out', async () => {
    await organisation();
    await install('T0SPELDJE', false);
    await install('T0ANDERS', false);
    expect(await installed()).toEqual(['slack:T0ANDERS', 'slack:T0SPELDJE']);

    // The same people, whichever team they are in: one organisation knows them by one id.
    await says('U0BO', 'C0WERKPLAATS', `award <@U0SAM> <@U0PIA> ${badge}`);
    await says('U0EXT', 'C0ANDERS', `award <@U0PIA> samenwerken`);
    await town.settled();
    expect(announcements('C0WERKPLAATS')).toEqual(['U0SPELDJE']);
    expect(slack.directMessages('U0SAM').map(({ user }) => user)).toEqual(['U0SPELDJE']);
    expect(slack.directMessages('U0PIA').map(({ user }) => user)).toEqual(['U0ANDERSBOT']);

    await says('U0EXT', 'C0ANDERS', `nominate <@U0PIA> praktijkonderzoek Zij zocht het uit`);
    await town.settled();
    expect(announcements('C0ANDERS')).toEqual(['U0ANDERSBOT']);
    await says('U0EXT', 'C0ANDERS', 'support <@U0PIA> praktijkonderzoek');
    await town.settled();
    const parked = await town.db.collection('outbox').countDocuments({ status: 'parked' });
    expect(parked).toBe(0);

    await slack.uninstall('T0ANDERS');
    await until('one team is disconnected', async () => (await installed()).length === 1);
    expect(await installed()).toEqual(['slack:T0SPELDJE']);
    await says('U0BO', 'C0WERKPLAATS', `award <@U0NOOR> ${badge}`);
    await town.settled();
    expect(slack.directMessages('U0NOOR')).toHaveLength(1);
  });
});
