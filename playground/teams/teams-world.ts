/** The tenant that the stand-in plays, another one, and the bot's registration. */
export const TENANT = '11111111-2222-4333-8444-555555555555';
export const OTHER_TENANT = '99999999-8888-4777-8666-555555555555';
export const APP_ID = 'b0b00000-0000-4000-8000-00000000b0b0';

export type Locale = 'nl-NL' | 'en-GB';

/** Somebody with an account. `id` is the platform's own id, `aad` the object id in the directory. */
export type TeamsUser = {
  readonly id: string;
  readonly aad: string;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  readonly tenant: string;
  readonly role: 'user' | 'guest';
};

/** A conversation. A channel's posts begin threads; a group chat and a personal chat have none. */
export type TeamsConversation = {
  readonly id: string;
  readonly kind: 'channel' | 'groupChat' | 'personal';
  name: string;
  readonly team?: string;
  /** Ids of its users. */
  members: string[];
  /** The app is there. */
  installed: boolean;
};

export type TeamsTeam = { readonly id: string; name: string; readonly general: string };

const user = (
  short: string,
  number: number,
  name: string,
  locale: Locale,
  more: Partial<TeamsUser> = {},
): TeamsUser => ({
  id: `29:1${short}-voorbeeld`,
  aad: `a0000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  name,
  email: `${short}@voorbeeld.example`,
  locale,
  tenant: TENANT,
  role: 'user',
  ...more,
});

/** People of the demo community, made up. */
export const users = {
  bo: user('bo', 1, 'Begeleider Bo', 'nl-NL'),
  dana: user('dana', 2, 'Docent Dana', 'nl-NL'),
  sam: user('sam', 3, 'Student Sam', 'nl-NL'),
  noor: user('noor', 4, 'Student Noor', 'nl-NL'),
  ali: user('ali', 5, 'Student Ali', 'en-GB'),
  chris: user('chris', 6, 'Collega Chris', 'en-GB'),
  robin: user('robin', 7, 'Beoordelaar Robin', 'nl-NL'),
  kim: user('kim', 8, 'Eigenaar Kim', 'nl-NL'),
  gijs: user('gijs', 9, 'Gast Gijs', 'nl-NL', { role: 'guest' }),
  eva: user('eva', 10, 'Externe Eva', 'nl-NL', { tenant: OTHER_TENANT }),
} as const;

export const bot = { id: `28:${APP_ID}`, name: 'Speldje' } as const;

export const TEAM = '19:team0werkplaats@thread.tacv2';
export const CHANNEL = '19:werkplaats@thread.tacv2';
export const SILENT = '19:stil@thread.tacv2';
export const GROUP = '19:groepje@thread.v2';

const everyone = Object.values(users).filter(({ tenant }) => tenant === TENANT);
const ids = (list: readonly TeamsUser[]) => list.map(({ id }) => id);

export function teamsAtStart(): TeamsTeam[] {
  return [
    { id: TEAM, name: 'Maas en Waal', general: TEAM },
    { id: SILENT, name: 'Zonder bot', general: SILENT },
  ];
}

/** The conversations, as they are when the stand-in starts; personal chats come by themselves. */
export function conversationsAtStart(): TeamsConversation[] {
  return [
    {
      id: TEAM,
      kind: 'channel',
      name: 'Algemeen',
      team: TEAM,
      members: ids(everyone),
      installed: true,
    },
    {
      id: CHANNEL,
      kind: 'channel',
      name: 'Werkplaats',
      team: TEAM,
      members: ids(everyone),
      installed: true,
    },
    {
      id: GROUP,
      kind: 'groupChat',
      name: 'Projectgroep Advies',
      members: ids([users.bo, users.sam, users.ali, users.chris, users.eva]),
      installed: true,
    },
    {
      id: SILENT,
      kind: 'channel',
      name: 'Zonder bot',
      team: SILENT,
      members: ids([users.bo, users.sam]),
      installed: false,
    },
  ];
}
