import type { LaunchRefusalCode } from '../../lti/launch-refusal.ts';
import type { LmsStandIn } from '../../playground/lms/lms.ts';
import type { Tampering } from '../../playground/lms/mint-launch.ts';

const lti = 'https://purl.imsglobal.org/spec/lti/claim/';

/** One launch, as a hostile, broken or odd platform sends it, and what must come of it. */
export type LaunchCase = {
  readonly name: string;
  readonly expect: 'accepted' | LaunchRefusalCode;
  readonly token?: Tampering;
  /** Changes what is posted beside the token. */
  readonly form?: (fields: Record<string, string>) => void;
  /** Changes the platform before the launch, and back after it. */
  readonly platform?: (lms: LmsStandIn) => () => void;
};

const without = (claim: string): Tampering => ({
  claims: (payload) => {
    delete payload[claim];
  },
});
const withClaim = (claim: string, value: unknown): Tampering => ({
  claims: (payload) => {
    payload[claim] = value;
  },
});
const seconds = (payload: Record<string, unknown>, claim: string, more: number) => {
  const iat = payload['iat'];
  payload[claim] = (typeof iat === 'number' ? iat : 0) + more;
};

/** Launches that must be refused. */
export const refusedLaunches: readonly LaunchCase[] = [
  { name: 'no kid', expect: 'kid-missing', token: { header: (header) => delete header['kid'] } },
  { name: 'unknown kid', expect: 'kid-unknown', token: { header: (header) => (header['kid'] = 'nobody') } },
  { name: 'wrong signature', expect: 'signature-wrong', token: { sign: 'stranger' } },
  { name: 'alg none', expect: 'algorithm-refused', token: { sign: 'none' } },
  { name: 'alg HS256 with the public key', expect: 'algorithm-refused', token: { sign: 'hmac' } },
  { name: 'signed ES256', expect: 'algorithm-refused', token: { sign: 'ec' } },
  {
    name: 'kid of a key of another type',
    expect: 'key-unsuitable',
    platform: (lms) => {
      const [key] = lms.keys;
      if (key !== undefined) lms.keys[0] = { ...key, id: lms.foreignKey.id, jwk: {} };
      return () => {
        if (key !== undefined) lms.keys[0] = key;
      };
    },
  },
  { name: 'wrong version', expect: 'version-wrong', token: withClaim(`${lti}version`, '1.1.0') },
  { name: 'no version', expect: 'version-wrong', token: without(`${lti}version`) },
  { name: 'no message type', expect: 'message-type-wrong', token: without(`${lti}message_type`) },
  {
    name: 'unknown message type',
    expect: 'message-type-wrong',
    token: withClaim(`${lti}message_type`, 'LtiStartProctoring'),
  },
  { name: 'no roles', expect: 'roles-missing', token: without(`${lti}roles`) },
  { name: 'no deployment', expect: 'deployment-missing', token: without(`${lti}deployment_id`) },
  { name: 'no resource link', expect: 'resource-link-missing', token: without(`${lti}resource_link`) },
  {
    name: 'resource link without id',
    expect: 'resource-link-missing',
    token: withClaim(`${lti}resource_link`, { title: 'x' }),
  },
  { name: 'no target link', expect: 'target-link-missing', token: without(`${lti}target_link_uri`) },
  {
    name: 'target link elsewhere',
    expect: 'target-not-ours',
    token: withClaim(`${lti}target_link_uri`, 'https://elsewhere.example/lti/launch'),
  },
  { name: 'wrong issuer', expect: 'issuer-wrong', token: withClaim('iss', 'https://elsewhere.example') },
  { name: 'no issuer', expect: 'issuer-wrong', token: without('iss') },
  { name: 'wrong audience', expect: 'audience-wrong', token: withClaim('aud', 'another-client') },
  { name: 'no audience', expect: 'audience-wrong', token: without('aud') },
  {
    name: 'several audiences without azp',
    expect: 'azp-missing',
    token: { claims: (payload) => (payload['aud'] = [payload['aud'], 'another-client']) },
  },
  { name: 'wrong azp', expect: 'azp-wrong', token: withClaim('azp', 'another-client') },
  {
    name: 'expired',
    expect: 'expired',
    token: {
      claims: (payload) => {
        seconds(payload, 'iat', -3600);
        seconds(payload, 'exp', 60);
        delete payload['nbf'];
      },
    },
  },
  { name: 'no exp', expect: 'exp-missing', token: without('exp') },
  { name: 'exp as text', expect: 'exp-missing', token: withClaim('exp', 'tomorrow') },
  { name: 'no iat', expect: 'iat-missing', token: without('iat') },
  {
    name: 'issued an hour in the future',
    expect: 'issued-in-the-future',
    token: {
      claims: (payload) => {
        seconds(payload, 'iat', 3600);
        seconds(payload, 'exp', 60);
        delete payload['nbf'];
      },
    },
  },
  {
    name: 'valid in an hour (nbf)',
    expect: 'not-yet-valid',
    token: { claims: (payload) => seconds(payload, 'nbf', 3600) },
  },
  { name: 'unknown nonce', expect: 'nonce-unknown', token: withClaim('nonce', 'never-issued') },
  { name: 'no nonce', expect: 'nonce-missing', token: without('nonce') },
  { name: 'no state', expect: 'state-missing', form: (fields) => delete fields['state'] },
  { name: 'unknown state', expect: 'state-unknown', form: (fields) => (fields['state'] = 'never-issued') },
  {
    name: 'unknown deployment',
    expect: 'deployment-unknown',
    token: withClaim(`${lti}deployment_id`, '9999'),
  },
  { name: 'an audience that is no text', expect: 'audience-wrong', token: withClaim('aud', { client: 1 }) },
  { name: 'a nonce that is a list', expect: 'nonce-missing', token: withClaim('nonce', ['a', 'b']) },
  { name: 'roles that are one text', expect: 'roles-missing', token: withClaim(`${lti}roles`, 'Instructor') },
  {
    name: 'a deployment that is a number',
    expect: 'deployment-missing',
    token: withClaim(`${lti}deployment_id`, 163),
  },
  { name: 'a subject that is an object', expect: 'claim-malformed', token: withClaim('sub', { $ne: '' }) },
  {
    name: 'a context that is a text',
    expect: 'claim-malformed',
    token: withClaim(`${lti}context`, 'course 7'),
  },
  {
    name: 'a target link below another path of ours',
    expect: 'target-not-ours',
    token: { claims: (payload) => (payload[`${lti}target_link_uri`] += '/../../admin') },
  },
  { name: 'exp before iat', expect: 'expired', token: withClaim('exp', -1) },
  { name: 'malformed JWT', expect: 'token-malformed', token: { raw: 'a.b.c' } },
  { name: 'no JWT at all', expect: 'token-malformed', token: { raw: 'hello' } },
  {
    name: 'an empty key set',
    expect: 'key-set-empty',
    platform: (lms) => {
      // Under a kid that nobody has seen, since a set that was fetched is believed for a while.
      lms.rotateKey();
      lms.keySet = 'empty';
      return () => {
        lms.keySet = 'whole';
        lms.keys.shift();
      };
    },
  },
  { name: 'no id_token', expect: 'id-token-missing', form: (fields) => delete fields['id_token'] },
  {
    name: 'an error instead of a token',
    expect: 'platform-error',
    form: (fields) => {
      delete fields['id_token'];
      fields['error'] = 'login_required';
    },
  },
];

const personal = ['name', 'given_name', 'family_name', 'email'];
const only = (kept: string): Tampering => ({
  claims: (payload) => {
    for (const claim of personal) if (claim !== kept) delete payload[claim];
  },
});

/** Launches that must be accepted. */
export const acceptedLaunches: readonly LaunchCase[] = [
  { name: 'as it should be', expect: 'accepted' },
  { name: 'roles []', expect: 'accepted', token: withClaim(`${lti}roles`, []) },
  { name: 'a short role', expect: 'accepted', token: withClaim(`${lti}roles`, ['Instructor']) },
  {
    name: 'an unknown role',
    expect: 'accepted',
    token: withClaim(`${lti}roles`, ['https://school.example/roles#Conciërge']),
  },
  {
    name: 'many roles',
    expect: 'accepted',
    token: withClaim(
      `${lti}roles`,
      Array.from({ length: 200 }, (_, at) => `http://purl.imsglobal.org/vocab/lis/v2/membership#Role${at}`),
    ),
  },
  { name: 'only a name', expect: 'accepted', token: only('name') },
  { name: 'only an e-mail', expect: 'accepted', token: only('email') },
  { name: 'no personal data at all', expect: 'accepted', token: only('nothing') },
  { name: 'no context', expect: 'accepted', token: without(`${lti}context`) },
  {
    name: 'nbf two seconds ahead',
    expect: 'accepted',
    token: { claims: (payload) => seconds(payload, 'nbf', 2) },
  },
  {
    name: 'several audiences with azp',
    expect: 'accepted',
    token: {
      claims: (payload) => {
        payload['azp'] = payload['aud'];
        payload['aud'] = [payload['aud'], 'another-client'];
      },
    },
  },
  {
    name: 'a key rotated a moment ago',
    expect: 'accepted',
    platform: (lms) => {
      lms.rotateKey();
      return () => lms.keys.shift();
    },
  },
];
