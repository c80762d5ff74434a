import type { CheckOutcome } from '../../ports/credential-reader.ts';
import { credentialOfAward } from '../../use-cases/credential-of-award.ts';
import type { ShownAward } from '../../use-cases/show-award.ts';
import type { AwardWebDeps } from './award-form.ts';

/** What was found when the award's own credential was read back as a stranger would read it. */
export type CheckedAward = {
  /** Undefined when there is no credential, because the holder was erased. */
  readonly signature: CheckOutcome | undefined;
};

/**
 * Makes the credential that anyone gets, and has it read like a badge from elsewhere. Without a reader, or when
 * reading left it undecided, the signature counts as not checked.
 */
export async function checkAward(deps: AwardWebDeps, award: ShownAward): Promise<CheckedAward> {
  const signed = await credentialOfAward(deps, { awardId: award.id });
  if (!signed.ok) return { signature: undefined };
  const { credential } = signed;
  if (deps.foundRight.has(credential)) return { signature: 'passed' };
  if (deps.reader === undefined) return { signature: 'open' };
  const reading = await deps.reader.readBadge(
    { kind: 'text', text: JSON.stringify(credential) },
    { now: deps.clock() },
  );
  // Whose key it is counts as much as that the signature fits it.
  const wanted = ['signature', 'issuer'] as const;
  const outcomes = wanted.map((name) => reading.checks.find((check) => check.name === name)?.outcome);
  if (outcomes.includes('failed')) return { signature: 'failed' };
  if (!outcomes.every((outcome) => outcome === 'passed')) return { signature: 'open' };
  deps.foundRight.add(credential);
  return { signature: 'passed' };
}
