import type { CatalogueGrant } from './catalogue.ts';

const identityForm =
  /^(?:slack:[A-Z0-9]+:[A-Z0-9]+|teams:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:\S+|lti:\S+:[^\s:]+|email:[^\s@:]+@[^\s@:]+\.[^\s@:]+)$/u;
const workspaceForm = /^(?:slack:[A-Z0-9]+|teams:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|lti:\S+)$/u;

/** What a grant looks like, in words for the person who writes the file. */
export const grantForms =
  'slack:TEAM:USER, teams:TENANT:USER, lti:PLATFORM:SUB, email:ADDRESS, or everyone: slack:TEAM, teams:TENANT or lti:PLATFORM';

/**
 * Reads an entry of a list of owners, awarders or reviewers: an identity as text, or `{ everyone: WORKSPACE }`.
 * E-mail addresses become lower-case. `undefined` when it is neither.
 */
export function readGrant(entry: unknown): CatalogueGrant | undefined {
  if (typeof entry === 'string') {
    const identity = entry.startsWith('email:') ? entry.toLowerCase() : entry;
    return identityForm.test(identity) ? { kind: 'identity', identity } : undefined;
  }
  if (typeof entry !== 'object' || entry === null || !('everyone' in entry)) return undefined;
  if (Object.keys(entry).length !== 1) return undefined;
  const workspace = entry.everyone;
  if (typeof workspace !== 'string' || !workspaceForm.test(workspace)) return undefined;
  return { kind: 'everyone', workspace };
}
