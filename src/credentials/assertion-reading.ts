import type { BadgeReading, Check, ExpectedRecipient } from '../ports/credential-reader.ts';
import type { JsonObject } from '../ports/credential-signer.ts';
import type { AssertionIssuer } from './assertion-issuer.ts';
import { summaryOfAssertion } from './badge-summary.ts';
import { checkDates } from './check-dates.ts';
import { checkRecipient, recipientOfAssertion } from './check-recipient.ts';
import type { ForeignDocuments } from './foreign-documents.ts';

export type AssertionNeed = {
  readonly documents: ForeignDocuments;
  readonly now: Date;
  readonly recipient: ExpectedRecipient | undefined;
};

/** What a reading of an OB 2.0 assertion gives; the caller adds form and carrier. */
export type AssertionReading = Pick<BadgeReading, 'checks' | 'summary' | 'document'>;

export const assertionTypes = 'application/ld+json, application/json;q=0.9';

/** The checks of an assertion, in their order, with what was found out of its signature, issuer and status. */
export function assertionReading(
  assertion: JsonObject,
  signature: Check,
  found: AssertionIssuer,
  status: Check,
  need: AssertionNeed,
): AssertionReading {
  return {
    document: assertion,
    summary: summaryOfAssertion(assertion, found.badge, found.issuer),
    checks: [
      signature,
      found.check,
      checkDates(assertion, { from: ['issuedOn'], until: ['expires'] }, need.now),
      status,
      checkRecipient(recipientOfAssertion(assertion['recipient']), need.recipient),
    ],
  };
}
