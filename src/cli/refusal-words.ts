import { inLocale } from '../domain/localized-text.ts';
import type { InvalidProblem, Refusal } from '../domain/refusal.ts';

const problems: Record<InvalidProblem, string> = {
  empty: 'is empty',
  'too-long': 'is too long',
  'not-a-slug': 'is not a slug (lower-case letters, digits and single hyphens)',
  'not-a-date': 'is not a date',
  'not-an-identity':
    'is not an identity (slack:TEAM:USER, teams:TENANT:USER, lti:PLATFORM:SUB, email:ADDRESS, everyone:WORKSPACE or teachers:WORKSPACE)',
  'not-a-duration': 'is not a duration such as P2Y',
  'not-a-link': 'is not a web address',
  'not-an-hour': 'is not an hour from 0 to 23',
  'not-a-time-zone': 'is not a time zone such as Europe/Amsterdam',
  'in-the-future': 'is in the future',
  'before-it-began': 'lies before its beginning',
  'no-own-address': 'needs an e-mail address that was confirmed',
  'too-few-parts': 'must name two other badges at least, for a badge that comes by itself',
  'comes-once': 'does not go with a badge that comes by itself',
};

/** A refusal in words for the operator: what is the matter, and where it helps, what to do. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.code) {
    case 'unknown-badge': {
      const nearest = refusal.nearest.map(({ slug }) => slug).join(', ');
      return `there is no badge ${refusal.said}${nearest === '' ? '' : `; near it are ${nearest}`}`;
    }
    case 'badge-retired':
      return `the badge ${refusal.badge.slug} is retired`;
    case 'unknown-person':
      return `nobody is known as ${refusal.said}`;
    case 'ambiguous-person':
      return `${refusal.said} can be ${refusal.candidates.join(' or ')}`;
    case 'not-allowed':
      return `that needs the role ${refusal.need} for ${inLocale(refusal.issuerName, 'en')}`;
    case 'not-yours':
      return 'that is not for you to do';
    case 'own-award':
      return 'nobody awards or decides about themselves';
    case 'own-nomination':
      return 'nobody supports their own nomination';
    case 'outsider':
      return 'people of another organisation may not do that';
    case 'guest':
      return 'guests may not do that';
    case 'recipient-is-bot':
      return 'a bot earns no badges';
    case 'recipient-gone':
      return 'the account was deactivated';
    case 'recipient-erased':
      return 'the person was erased';
    case 'no-recipients':
      return 'nobody is named';
    case 'too-many-recipients':
      return `at most ${refusal.most} people at a time`;
    case 'already-held':
      return `they hold ${refusal.badge.slug} already (award ${refusal.awardId})`;
    case 'already-nominated':
      return `there is an open nomination for ${refusal.badge.slug} (${refusal.nominationId})`;
    case 'review-required':
      return `${refusal.badge.slug} is given only by accepting a nomination`;
    case 'evidence-required':
      return `${refusal.badge.slug} needs evidence`;
    case 'not-nominatable':
      return `nobody may nominate for ${refusal.badge.slug}`;
    case 'comes-by-itself':
      return `${refusal.badge.slug} comes by itself when somebody holds ${refusal.parts.map(({ slug }) => slug).join(', ')}`;
    case 'unknown-award':
      return 'there is no such award';
    case 'unknown-backpack':
      return 'there is no such backpack';
    case 'empty-passport':
      return 'there is no badge in that passport';
    case 'award-erased':
      return 'the person of that award was erased';
    case 'award-revoked':
      return 'the award is revoked';
    case 'award-not-active':
      return 'the award is not valid now';
    case 'award-not-suspended':
      return 'the award is not suspended';
    case 'unknown-nomination':
      return 'there is no such nomination';
    case 'nomination-closed':
      return `the nomination was ${refusal.status} already`;
    case 'already-endorsed':
      return 'they support it already';
    case 'unknown-evidence':
      return 'there is no such evidence';
    case 'unknown-experience':
      return 'there is no such experience';
    case 'last-identity':
      return 'it is their last account; they could not sign in any more';
    case 'unknown-share':
      return 'there is no such share link';
    case 'own-person':
      return 'people decide about themselves in their own settings';
    case 'person-is-owner':
      return 'they are an owner; only the operator looks after owners';
    case 'person-of-others':
      return 'they hold a role for an issuer that the asker does not own';
    case 'recovery-void':
      return 'that recovery was used, stopped, or is too old';
    case 'nothing-chosen':
      return 'nothing was chosen';
    case 'unknown-issuer':
      return refusal.said === ''
        ? 'there is no issuer yet; import a catalogue first'
        : `there is no issuer ${refusal.said}; catalogue import adds issuers`;
    case 'unknown-role-grant':
      return 'there is no such role';
    case 'last-owner':
      return 'an issuer keeps at least one owner';
    case 'slug-taken':
      return `the slug ${refusal.slug} belongs to a badge of another issuer; a badge does not move, choose another slug`;
    case 'identity-taken':
      return "that identity is somebody else's";
    case 'identity-not-vouched':
      return 'nobody vouches for that identity';
    case 'mail-off':
      return 'mail is not configured (SMTP_URL, MAIL_FROM)';
    case 'wrong-code':
      return 'that code is wrong or has expired';
    case 'cannot-be-asked':
      return 'that person does not decide about the badge';
    case 'not-held':
      return `nobody of that name holds the badge ${refusal.badge.slug}`;
    case 'not-nominated':
      return `nobody of that name is nominated for the badge ${refusal.badge.slug}`;
    case 'own-badge':
      return `${refusal.badge.slug} is that issuer's own badge; it endorses those of others`;
    case 'unknown-endorsement':
      return 'there is no such endorsement';
    case 'badge-not-right':
      return 'a check of the badge failed; nothing was kept';
    case 'address-unconfirmed':
      return 'the badge names an e-mail address, and the person has confirmed none';
    case 'awarded-here':
      return `it was awarded here (award ${refusal.awardId})`;
    case 'too-many-imported':
      return `at most ${refusal.most} badges from elsewhere are kept for a person`;
    case 'unknown-imported':
      return 'there is no such imported badge';
    case 'changed-meanwhile':
      return 'somebody else changed it at the same moment; try again';
    case 'reason-required':
      return 'a reason is needed';
    case 'invalid':
      break;
  }
  return `${refusal.field} ${problems[refusal.problem]}`;
}
