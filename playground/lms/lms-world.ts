/** Whose manners the stand-in has. */
export type Flavour = 'moodle' | 'brightspace';

export type LmsUser = {
  readonly id: string;
  readonly given: string;
  readonly family: string;
  readonly email: string;
  readonly locale?: string;
};

export type Enrolment = {
  readonly user: string;
  /** Short: Instructor, Learner, TeachingAssistant; sent with their full names. */
  readonly role: string;
  readonly status?: 'Active' | 'Inactive';
  /** Brightspace lists only those who launched, unless told otherwise. */
  launched?: boolean;
};

type LmsLink = {
  readonly id: string;
  readonly title: string;
  readonly custom: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly lineItem?: string;
};

type LineItem = {
  readonly id: string;
  readonly label: string;
  readonly maximum: number;
  readonly scores: Map<string, Readonly<Record<string, unknown>>>;
  /** Every post, in order; a score posted twice shows here. */
  readonly posts: Readonly<Record<string, unknown>>[];
};

export type LmsCourse = {
  readonly id: string;
  readonly title: string;
  readonly members: Enrolment[];
  readonly links: LmsLink[];
  readonly lineItems: Map<string, LineItem>;
};

/** A tool as registered with the platform. */
export type LmsTool = {
  readonly clientId: string;
  readonly deploymentId: string;
  readonly name: string;
  readonly loginUrl: string;
  readonly redirectUris: readonly string[];
  readonly targetUrl: string;
  readonly jwksUrl: string;
  readonly scopes: readonly string[];
};

/** What can be set otherwise than usual, to try how a tool bears it. */
export type Manners = {
  /** Names and e-mails are held back (privacy). */
  hideNames: boolean;
  /** Offers to keep values for the tool (platform storage). */
  storage: boolean;
  /** Posts an error instead of a token. */
  errorPost: string | undefined;
  /** The answer of the members' service: as it should be, or a fault from that page on. */
  members: 'whole' | '401' | '429' | 'other-origin' | 'off';
  membersFaultAtPage: number;
  /** The members' service gives no more at a time, whatever is asked. */
  mostPerPage: number;
  /** Leaves the user out of the launch. */
  anonymous: boolean;
  /** GUIDs go out in capitals, which are the same GUIDs. */
  upperCaseIds: boolean;
  /** Seconds that the platform's clock runs ahead. */
  ahead: number;
};

export const usualManners: Manners = {
  hideNames: false,
  storage: true,
  errorPost: undefined,
  members: 'whole',
  membersFaultAtPage: 2,
  mostPerPage: 50,
  anonymous: false,
  upperCaseIds: false,
  ahead: 0,
};

export const fullRole = (role: string): string =>
  role.includes(':') ? role : `http://purl.imsglobal.org/vocab/lis/v2/membership#${role}`;
