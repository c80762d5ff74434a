import type { VNode } from 'preact';
import type { Locale } from '../../src/domain/localized-text.ts';
import { ltiWords, type LtiMessages } from '../../src/i18n/lti-messages.ts';
import { refusalClauses, type LaunchRefusal, type LaunchRefusalCode } from '../launch-refusal.ts';

/** What a teacher is told of each refusal; the rest is for the administrator. */
const told: Readonly<Record<LaunchRefusalCode, keyof LtiMessages['refused']>> = {
  'login-parameter-missing': 'request',
  'platform-unknown': 'platform',
  'platform-ambiguous': 'platform',
  'platform-not-accepted': 'platform',
  'target-not-ours': 'request',
  'platform-error': 'error',
  'id-token-missing': 'request',
  'state-missing': 'request',
  'state-unknown': 'late',
  'launch-used': 'used',
  'browser-unproven': 'browser',
  'browser-other': 'browser',
  'token-malformed': 'forged',
  'algorithm-refused': 'forged',
  'kid-missing': 'forged',
  'kid-unknown': 'forged',
  'key-unsuitable': 'forged',
  'key-set-empty': 'unreachable',
  'key-set-unreachable': 'unreachable',
  'signature-wrong': 'forged',
  'issuer-wrong': 'forged',
  'audience-wrong': 'forged',
  'azp-missing': 'forged',
  'azp-wrong': 'forged',
  'exp-missing': 'incomplete',
  expired: 'late',
  'iat-missing': 'incomplete',
  'issued-in-the-future': 'late',
  'not-yet-valid': 'late',
  'nonce-missing': 'incomplete',
  'nonce-unknown': 'used',
  'version-wrong': 'incomplete',
  'message-type-wrong': 'incomplete',
  'deployment-missing': 'incomplete',
  'deployment-unknown': 'deployment',
  'target-link-missing': 'incomplete',
  'resource-link-missing': 'incomplete',
  'roles-missing': 'incomplete',
  'claim-malformed': 'incomplete',
  'deep-linking-settings-missing': 'incomplete',
};

/** Says to a teacher what is the matter and what to do, and to an administrator what to look for. */
export function RefusalPage(props: {
  readonly locale: Locale;
  readonly refusal: LaunchRefusal;
  readonly entryId: string;
}): VNode {
  const { locale, refusal, entryId } = props;
  const words = ltiWords(locale);
  return (
    <main class="notice">
      <h1>{words.refusedTitle}</h1>
      <p>{words.refused[told[refusal.code]]}</p>
      <p>
        <strong>{words.restart}</strong>
      </p>
      <details>
        <summary>{words.forAdministrator}</summary>
        <dl>
          <dt>{words.refusedCode}</dt>
          <dd>
            <code>{refusal.code}</code>
          </dd>
          {refusal.claim === undefined ? null : (
            <>
              <dt>{words.refusedClaim}</dt>
              <dd>
                <code>{refusal.claim}</code>
              </dd>
            </>
          )}
          {refusal.platformId === undefined ? null : (
            <>
              <dt>{words.refusedPlatform}</dt>
              <dd>
                <code>{refusal.platformId}</code>
              </dd>
            </>
          )}
          <dt>{words.refusedClause}</dt>
          <dd>{refusalClauses[refusal.code]}</dd>
        </dl>
        <p>{words.refusedId(entryId)}</p>
      </details>
    </main>
  );
}
