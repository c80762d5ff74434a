import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Lms } from './lms.ts';

const claim = 'https://purl.imsglobal.org/spec/lti-dl/claim/';
const lti = 'https://purl.imsglobal.org/spec/lti/claim/';

const itemShape = z.looseObject({
  type: z.literal('ltiResourceLink'),
  title: z.string().optional(),
  url: z.url().optional(),
  custom: z.record(z.string(), z.string()).optional(),
  lineItem: z.looseObject({ scoreMaximum: z.number().positive(), label: z.string().optional() }).optional(),
});

const messageShape = z.looseObject({
  iss: z.string(),
  nonce: z.string().min(1),
  [`${lti}message_type`]: z.literal('LtiDeepLinkingResponse'),
  [`${lti}version`]: z.literal('1.3.0'),
  [`${lti}deployment_id`]: z.string(),
  [`${claim}content_items`]: z.array(itemShape),
  [`${claim}data`]: z.string(),
});

/** Takes what a tool chose (Deep Linking 2.0 §4.5) and makes links of it; throws with the reason otherwise. */
export async function takeContentItems(lms: Lms, here: URL, form: URLSearchParams): Promise<string> {
  const asked = lms.deepLinkData.get(here.searchParams.get('id') ?? '');
  if (asked === undefined) throw new Error('nobody asked for content here');
  const jwt = form.get('JWT') ?? '';
  const untrusted: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const clientId = z.looseObject({ iss: z.string() }).parse(untrusted).iss;
  const tool = lms.tools.get(clientId);
  if (tool === undefined) throw new Error('iss is not the client id of a tool');
  const { payload } = await jwtVerify(jwt, createRemoteJWKSet(new URL(tool.jwksUrl)), {
    algorithms: ['RS256'],
    audience: lms.url,
    issuer: clientId,
    currentDate: lms.clock(),
    requiredClaims: ['exp', 'iat', 'nonce'],
  });
  const message = messageShape.parse(payload);
  if (
    message[`${lti}deployment_id`] !== tool.deploymentId &&
    message[`${lti}deployment_id`].toLowerCase() !== tool.deploymentId.toLowerCase()
  )
    throw new Error('another deployment');
  if (message[`${claim}data`] !== asked.data) throw new Error('data did not come back as it went');
  if (asked.nonces.has(message.nonce)) throw new Error('the nonce was used before');
  asked.nonces.add(message.nonce);
  const course = lms.courses.get(asked.course);
  if (course === undefined) throw new Error('no such course');
  const items = z.array(itemShape).parse(message[`${claim}content_items`]);
  if (items.length > 1 && lms.flavour !== 'moodle') throw new Error('one item was asked for');
  for (const item of items) {
    const id = String(course.links.length + 1);
    if (item.lineItem !== undefined)
      course.lineItems.set(id, {
        id,
        label: item.lineItem.label ?? item.title ?? id,
        maximum: item.lineItem.scoreMaximum,
        scores: new Map(),
        posts: [],
      });
    course.links.push({
      id,
      title: item.title ?? tool.name,
      custom: item.custom ?? {},
      ...(item.url === undefined ? {} : { url: item.url }),
      ...(item.lineItem === undefined ? {} : { lineItem: id }),
    });
  }
  lms.changed();
  return items.map(({ title }) => title ?? '').join(', ');
}
