import type { Installation } from './workspace.ts';
import { OTHER_TEAM, TEAM } from './world.ts';

/** The teams that an Enterprise Grid has, once an installation belongs to one. */
const teams: readonly string[] = [TEAM.id, OTHER_TEAM.id];

/** Whether a token works in a team: in its own, or in every one of the organisation that it was installed in. */
export function serves(installation: Installation, team: string): boolean {
  return installation.team === team || (installation.wide === true && teams.includes(team));
}

/** Whether somebody of a team belongs to the installation's organisation, or to its team where there is none. */
export function isColleague(installation: Installation, team: string): boolean {
  return installation.team === team || (installation.enterprise !== undefined && teams.includes(team));
}
