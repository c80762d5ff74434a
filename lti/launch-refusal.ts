/** Why a login or launch is refused; stable. The clause is where the specification asks for it. */
export const refusalClauses = {
  'login-parameter-missing': 'OpenID Connect Core §4; LTI 1.3 Core §5.1.1.1',
  'platform-unknown': 'LTI 1.3 Core §3.1.2',
  'platform-ambiguous': 'LTI 1.3 Core §3.1.3',
  'platform-not-accepted': 'LTI 1.3 Core §3.1.2',
  'target-not-ours': 'LTI 1.3 Core §5.3.4',
  'platform-error': 'OpenID Connect Core §3.1.2.6',
  'id-token-missing': 'LTI 1.3 Core §5.1.1.3',
  'state-missing': 'OpenID Connect Core §3.1.2.1',
  'state-unknown': 'LTI Security Framework §5.1.1.5',
  'launch-used': 'LTI Security Framework §5.1.3',
  'browser-unproven': 'LTI Security Framework §5.1.1.5',
  'browser-other': 'LTI Security Framework §5.1.1.5',
  'token-malformed': 'LTI Security Framework §5.1.2',
  'algorithm-refused': 'LTI Security Framework §5.1.3',
  'kid-missing': 'LTI Security Framework §6.3',
  'kid-unknown': 'LTI Security Framework §6.3',
  'key-unsuitable': 'LTI Security Framework §6.1',
  'key-set-empty': 'LTI Security Framework §6.2',
  'key-set-unreachable': 'LTI Security Framework §6.2',
  'signature-wrong': 'LTI Security Framework §5.1.3',
  'issuer-wrong': 'LTI Security Framework §5.1.3',
  'audience-wrong': 'LTI Security Framework §5.1.3',
  'azp-missing': 'LTI Security Framework §5.1.3',
  'azp-wrong': 'LTI Security Framework §5.1.3',
  'exp-missing': 'LTI Security Framework §5.1.2',
  expired: 'LTI Security Framework §5.1.3',
  'iat-missing': 'LTI Security Framework §5.1.2',
  'issued-in-the-future': 'LTI Security Framework §5.1.3',
  'not-yet-valid': 'RFC 7519 §4.1.5',
  'nonce-missing': 'LTI Security Framework §5.1.2',
  'nonce-unknown': 'LTI Security Framework §5.1.3',
  'version-wrong': 'LTI 1.3 Core §5.3.2',
  'message-type-wrong': 'LTI 1.3 Core §5.3.1',
  'deployment-missing': 'LTI 1.3 Core §5.3.3',
  'deployment-unknown': 'LTI 1.3 Core §3.1.3',
  'target-link-missing': 'LTI 1.3 Core §5.3.4',
  'resource-link-missing': 'LTI 1.3 Core §5.3.5',
  'roles-missing': 'LTI 1.3 Core §5.3.7',
  'claim-malformed': 'LTI 1.3 Core §5.3',
  'deep-linking-settings-missing': 'LTI Deep Linking 2.0 §4.4.1',
} as const;

export type LaunchRefusalCode = keyof typeof refusalClauses;

export type LaunchRefusal = {
  readonly code: LaunchRefusalCode;
  /** The claim or parameter at fault. */
  readonly claim?: string;
  readonly platformId?: string;
  readonly issuer?: string;
  /** What was found there, where that is no secret and helps an administrator. */
  readonly found?: string;
};

/** 400 for a request that is no login or launch at all, 502 where the platform fails, 401 for the rest. */
export function statusOfRefusal(code: LaunchRefusalCode): 400 | 401 | 502 {
  switch (code) {
    case 'login-parameter-missing':
    case 'id-token-missing':
    case 'state-missing':
    case 'token-malformed':
    case 'platform-ambiguous':
    case 'platform-error':
      return 400;
    case 'key-set-unreachable':
      return 502;
    default:
      return 401;
  }
}
