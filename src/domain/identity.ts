/**
 * A person's account in a workspace, or a confirmed e-mail address.
 * `workspace` of Slack is the enterprise or team id; `platform` of LTI is the id under which
 * the platform (issuer and client id together) was registered here.
 */
export type Identity =
  | { readonly kind: 'slack'; readonly workspace: string; readonly user: string }
  | { readonly kind: 'teams'; readonly tenant: string; readonly user: string }
  | { readonly kind: 'lti'; readonly platform: string; readonly subject: string }
  | { readonly kind: 'email'; readonly address: string };

/** `slack:TEAM:USER`, `teams:TENANT:USER`, `lti:PLATFORM:SUB` or `email:ADDRESS`; unique per account. */
export type IdentityKey = string;

/** E-mail addresses are compared lower-case and trimmed, and never otherwise changed. */
export function foldAddress(address: string): string {
  return address.trim().normalize('NFC').toLowerCase();
}

export function identityKey(identity: Identity): IdentityKey {
  switch (identity.kind) {
    case 'slack':
      return `slack:${identity.workspace}:${identity.user}`;
    case 'teams':
      return `teams:${identity.tenant}:${identity.user}`;
    case 'lti':
      return `lti:${identity.platform}:${identity.subject}`;
    case 'email':
      return `email:${foldAddress(identity.address)}`;
  }
}

const emailShape = /^[^\s@:]+@[^\s@:]+\.[^\s@.:]+$/u;

/** Reads the written form of an identity; undefined when it has another shape. */
export function parseIdentity(written: string): Identity | undefined {
  const [kind, first, ...rest] = written.trim().split(':');
  const last = rest.join(':');
  if (kind === 'email') {
    const address = foldAddress(first ?? '');
    return rest.length === 0 && emailShape.test(address) ? { kind, address } : undefined;
  }
  if (!first || !last || /\s/u.test(first + last)) return undefined;
  switch (kind) {
    case 'slack':
      return { kind, workspace: first, user: last };
    case 'teams':
      return { kind, tenant: first, user: last };
    case 'lti':
      return { kind, platform: first, subject: last };
    default:
      return undefined;
  }
}

/** `slack:TEAM`, `teams:TENANT` or `lti:PLATFORM`: where an identity lives; undefined for e-mail. */
export type WorkspaceKey = string;

export function workspaceOf(identity: Identity): WorkspaceKey | undefined {
  switch (identity.kind) {
    case 'slack':
      return `slack:${identity.workspace}`;
    case 'teams':
      return `teams:${identity.tenant}`;
    case 'lti':
      return `lti:${identity.platform}`;
    case 'email':
      return undefined;
  }
}

const workspaceShape = /^(slack|teams|lti):[^\s:]+$/u;

export function isWorkspaceKey(written: string): written is WorkspaceKey {
  return workspaceShape.test(written);
}
