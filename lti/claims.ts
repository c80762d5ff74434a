import { z } from 'zod';

const lti = 'https://purl.imsglobal.org/spec/lti/claim/';

/** Names of claims (LTI 1.3 Core §5.3, Deep Linking 2.0 §4.4, Names and Roles 2.0 §3.6, Grade Services 2.0 §3.1). */
export const claims = {
  messageType: `${lti}message_type`,
  version: `${lti}version`,
  deployment: `${lti}deployment_id`,
  targetLink: `${lti}target_link_uri`,
  resourceLink: `${lti}resource_link`,
  roles: `${lti}roles`,
  context: `${lti}context`,
  custom: `${lti}custom`,
  presentation: `${lti}launch_presentation`,
  deepLinkSettings: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
  deepLinkData: 'https://purl.imsglobal.org/spec/lti-dl/claim/data',
  contentItems: 'https://purl.imsglobal.org/spec/lti-dl/claim/content_items',
  namesAndRoles: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  grades: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
} as const;

export const scopes = {
  members: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
  lineItem: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
} as const;

/** Absent, null and empty are all the same to a platform that has nothing to say. */
const words = z.preprocess((value) => (value === null ? undefined : value), z.string().optional());

/** The claims that a launch may lack; what it must have is checked one by one, each with its code. */
export const looseClaims = z.looseObject({
  sub: words,
  name: words,
  given_name: words,
  family_name: words,
  email: words,
  locale: words,
  [claims.resourceLink]: z.looseObject({ id: words, title: words }).nullish(),
  [claims.context]: z.looseObject({ id: words, label: words, title: words }).nullish(),
  [claims.custom]: z.record(z.string(), z.unknown()).nullish(),
  [claims.presentation]: z.looseObject({ locale: words }).nullish(),
  [claims.namesAndRoles]: z.looseObject({ context_memberships_url: words }).nullish(),
  [claims.grades]: z
    .looseObject({
      scope: z.array(z.string()).optional(),
      lineitem: words,
      lineitems: words,
    })
    .nullish(),
  [claims.deepLinkSettings]: z
    .looseObject({
      deep_link_return_url: z.string().optional(),
      data: words,
      accept_types: z.array(z.string()).optional(),
      accept_multiple: z.union([z.boolean(), z.stringbool()]).optional(),
      accept_lineitem: z.union([z.boolean(), z.stringbool()]).optional(),
    })
    .nullish(),
});
