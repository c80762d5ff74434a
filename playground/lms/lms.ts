import type { LmsKey, makeForeignKey } from './lms-keys.ts';
import type { Flavour, LmsCourse, LmsTool, LmsUser, Manners } from './lms-world.ts';
import type { Tampering } from './mint-launch.ts';

/** A begun launch: whom it is for and what it opens; the login hint names it. */
export type Pending = {
  readonly user: string;
  readonly course: string | undefined;
  readonly link: string | undefined;
  readonly deepLinking: boolean;
  readonly tool: string;
};

/** Everything that the stand-in is and remembers; its parts share it. */
export type Lms = {
  readonly url: string;
  readonly flavour: Flavour;
  readonly manners: Manners;
  readonly keys: LmsKey[];
  /** What the key set holds beside or instead of the keys that sign. */
  keySet: 'whole' | 'empty';
  readonly foreignKey: ReturnType<typeof makeForeignKey>;
  readonly users: Map<string, LmsUser>;
  readonly courses: Map<string, LmsCourse>;
  readonly tools: Map<string, LmsTool>;
  readonly pending: Map<string, Pending>;
  readonly tokens: Map<
    string,
    { readonly clientId: string; readonly scopes: readonly string[]; readonly until: number }
  >;
  readonly assertionIds: Set<string>;
  readonly deepLinkData: Map<
    string,
    { readonly course: string; readonly data: string; readonly nonces: Set<string> }
  >;
  readonly registrationTokens: Set<string>;
  /** Requests to the members' service, to count pages. */
  readonly memberRequests: string[];
  /** Each refusal of something that a tool asked, in words. */
  readonly complaints: string[];
  clock: () => Date;
  changed(): void;
};

export type LmsStandIn = Lms & {
  readonly port: number;
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly tokenAudience: string;
  readonly jwksUrl: string;
  readonly registrationUrl: string;
  /** Registers a tool by hand. */
  addTool(
    tool: Pick<LmsTool, 'name' | 'loginUrl' | 'redirectUris' | 'targetUrl' | 'jwksUrl'> &
      Partial<Pick<LmsTool, 'clientId' | 'deploymentId'>>,
  ): LmsTool;
  /** Begins a launch as the user's browser would: the parameters of the login request. */
  begin(launch: Omit<Pending, 'deepLinking'> & { readonly deepLinking?: boolean }): Record<string, string>;
  /** What the authentication endpoint would post back for an address to which a tool sent the browser. */
  answerTo(
    authenticationUrl: string,
    tampering?: Tampering,
  ): Promise<{ readonly action: string; readonly fields: Record<string, string> }>;
  rotateKey(): void;
  onChange(listener: () => void): void;
  stop(): Promise<void>;
};

/** How the platform names a user to tools: Moodle by number, Brightspace by tenant and number. */
export function subjectOf(lms: Pick<Lms, 'flavour'>, user: string): string {
  return lms.flavour === 'moodle' ? user : `standin_${user}`;
}
