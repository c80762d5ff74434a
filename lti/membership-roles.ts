import type { ExtraTeachingRole } from '../src/ports/lti-platform-repository.ts';

const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

/**
 * The context (membership) role that a name stands for, short or full, a sub-role counting as its principal role:
 * `Instructor`, `Learner`, and so on. Undefined for system and institution roles and for what is not known
 * (LTI 1.3 Core §A.2).
 */
export function membershipRole(name: string): string | undefined {
  // Short names are membership roles (§A.2.3.1: "context roles may be given without their prefix").
  if (/^[A-Za-z]+$/u.test(name)) return name;
  const [, sub] =
    name.match(/^http:\/\/purl\.imsglobal\.org\/vocab\/lis\/v2\/membership\/([A-Za-z]+)#[A-Za-z]+$/u) ?? [];
  if (sub !== undefined) return sub;
  return name.startsWith(`${membership}#`) ? name.slice(membership.length + 1) : undefined;
}

/** A sub-role that stands below its principal role: an assistant is no instructor. */
function isTeachingAssistant(name: string): boolean {
  return /membership\/Instructor#TeachingAssistant/u.test(name);
}

/**
 * Whether these roles let somebody award in this course: Instructor here, or one of the further roles that the
 * owner allows. An institution-wide Instructor who is a Learner here does not teach here.
 */
export function teaches(roles: readonly string[], extra: readonly ExtraTeachingRole[]): boolean {
  // Platforms send a sub-role's principal role along with it, so Instructor proves nothing beside an assistant's.
  const assists = roles.some(isTeachingAssistant);
  return roles.some((name) => {
    const role = isTeachingAssistant(name) ? 'TeachingAssistant' : membershipRole(name);
    return (role === 'Instructor' && !assists) || extra.some((allowed) => allowed === role);
  });
}

/** Whether these roles make somebody a learner of the course. */
export function learns(roles: readonly string[]): boolean {
  return roles.some((name) => membershipRole(name) === 'Learner');
}
