/** The workspace that the stand-in plays, and the one beside it that shares a channel with it. */
export const TEAM = { id: 'T0SPELDJE', domain: 'maas-en-waal', name: 'Maas en Waal' } as const;
export const OTHER_TEAM = { id: 'T0ANDERS', domain: 'anders', name: 'Anders' } as const;
export const APP_ID = 'A0SPELDJE';
export const BOT_USER = 'U0SPELDJE';
export const BOT_ID = 'B0SPELDJE';

/** A person or a bot. `name` is the handle, without the @; `realName` is what people see. */
export type Member = {
  id: string;
  team: string;
  name: string;
  realName: string;
  locale: 'nl-NL' | 'en-GB';
  tz: string;
  tzOffset: number;
  email?: string;
  owner?: boolean;
  guest?: boolean;
  bot?: boolean;
  deactivated?: boolean;
};

/** A conversation. An IM has exactly two members; `shared` means Slack Connect. */
export type Channel = {
  id: string;
  team: string;
  kind: 'channel' | 'group' | 'im' | 'mpim';
  name: string;
  topic: string;
  members: string[];
  archived?: boolean;
  shared?: boolean;
};

/** A group of people that can be mentioned as one. */
export type UserGroup = { id: string; team: string; handle: string; name: string; users: string[] };

type Seed = Omit<Member, 'team' | 'tz' | 'tzOffset' | 'email'> & Partial<Member>;

function member(seed: Seed): Member {
  const email = seed.bot ? {} : { email: `${seed.name}@voorbeeld.example` };
  return { team: TEAM.id, tz: 'Europe/Amsterdam', tzOffset: 3600, ...email, ...seed };
}

/** The members, as they are when the stand-in starts. */
export function membersAtStart(): Member[] {
  const nl = { locale: 'nl-NL' } as const;
  const en = { locale: 'en-GB' } as const;
  return [
    member({ id: BOT_USER, name: 'speldje', realName: 'Speldje', bot: true, ...nl }),
    member({ id: 'U0BO', name: 'bo', realName: 'Begeleider Bo', ...nl }),
    member({ id: 'U0DANA', name: 'dana', realName: 'Docent Dana', ...nl }),
    member({ id: 'U0SAM', name: 'sam', realName: 'Student Sam', ...nl }),
    member({ id: 'U0NOOR', name: 'noor', realName: 'Student Noor', ...nl }),
    member({ id: 'U0ALI', name: 'ali', realName: 'Student Ali', ...en }),
    member({ id: 'U0CHRIS', name: 'chris', realName: 'Collega Chris', ...en }),
    member({ id: 'U0ROBIN', name: 'robin', realName: 'Beoordelaar Robin', ...nl }),
    member({ id: 'U0KIM', name: 'kim', realName: 'Eigenaar Kim', owner: true, ...nl }),
    member({ id: 'U0GAST', name: 'gast', realName: 'Gast Gijs', guest: true, ...nl }),
    member({ id: 'U0WEG', name: 'weg', realName: 'Vertrokken Wout', deactivated: true, ...nl }),
    member({ id: 'U0ROBOT', name: 'robot', realName: 'Robot Rooster', bot: true, ...nl }),
    member({ id: 'U0EXT', name: 'ext', realName: 'Externe Eva', team: OTHER_TEAM.id, ...nl }),
    member({
      id: 'U0ANDERSBOT',
      name: 'speldje',
      realName: 'Speldje',
      bot: true,
      team: OTHER_TEAM.id,
      ...nl,
    }),
  ];
}

/** The conversations, as they are when the stand-in starts; direct messages with the bot come by themselves. */
export function channelsAtStart(): Channel[] {
  const students = ['U0SAM', 'U0NOOR', 'U0ALI'];
  const staff = ['U0BO', 'U0DANA', 'U0CHRIS', 'U0ROBIN', 'U0KIM'];
  const here = { team: TEAM.id, kind: 'channel' } as const;
  return [
    {
      ...here,
      id: 'C0WERKPLAATS',
      name: 'werkplaats',
      topic: 'Wat we maken en leren',
      members: [BOT_USER, ...staff, ...students, 'U0GAST'],
    },
    {
      ...here,
      id: 'C0ALGEMEEN',
      name: 'algemeen',
      topic: 'Voor iedereen',
      members: [BOT_USER, ...staff, ...students, 'U0ROBOT'],
    },
    {
      ...here,
      id: 'C0STIL',
      name: 'stil',
      topic: 'Zonder bot',
      members: ['U0BO', 'U0DANA', 'U0KIM', 'U0SAM'],
    },
    {
      ...here,
      id: 'C0SAMEN',
      name: 'samen',
      topic: 'Met een andere organisatie',
      members: [BOT_USER, ...staff, ...students, 'U0EXT'],
      shared: true,
    },
    { ...here, id: 'C0OUD', name: 'oud', topic: 'Afgesloten', members: ['U0BO', 'U0SAM'], archived: true },
    {
      ...here,
      id: 'G0PRIVE',
      kind: 'group',
      name: 'prive',
      topic: 'Overleg van begeleiders',
      members: ['U0BO', 'U0ROBIN'],
    },
    { ...here, id: 'D0BOSAM', kind: 'im', name: '', topic: '', members: ['U0BO', 'U0SAM'] },
    {
      team: OTHER_TEAM.id,
      kind: 'channel',
      id: 'C0ANDERS',
      name: 'anders',
      topic: '',
      members: ['U0EXT', 'U0ANDERSBOT'],
    },
  ];
}

/** The user groups, as they are when the stand-in starts. */
export function userGroupsAtStart(): UserGroup[] {
  return [
    { id: 'S0KLAS1', team: TEAM.id, handle: 'klas1', name: 'Klas 1', users: ['U0SAM', 'U0NOOR', 'U0ALI'] },
  ];
}
