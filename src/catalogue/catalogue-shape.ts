import { z } from 'zod';
import type { CatalogueFaultCode } from './catalogue-fault.ts';
import { grantForms, readGrant } from './catalogue-grant.ts';
import { parseIsoDuration } from './iso-duration.ts';
import { parseUrl } from '../domain/parse-url.ts';

/** A refusal whose code and words go as they are into the fault. */
function rule(code: CatalogueFaultCode, error: string) {
  return { error, params: { code } };
}

const text = z.string().trim().min(1);
const localized = z.strictObject({ nl: text, en: text });

/** Words joined by hyphens, at most 64 characters, as they stand in addresses and commands. */
export const slugForm = /^(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$/u;
/** What a slug must look like, in words. */
export const slugRule =
  'a slug has lower-case letters, digits and single hyphens, at most 64, such as mig-mag-lassen';
const slug = text.refine((value) => slugForm.test(value), rule('bad-slug', slugRule));

const webAddress = text.refine(
  isWebAddress,
  rule('bad-url', 'a web address is written in full, such as https://… with a host'),
);

function isWebAddress(value: string): boolean {
  return /^https?:\/\/[^\s/]/u.test(value) && parseUrl(value) !== undefined;
}

function fileName(extension: string) {
  const form = new RegExp(`^[^/\\\\.][^/\\\\]*\\.${extension}$`, 'u');
  const words = `name a .${extension} file in the same folder, without a path`;
  return text.refine((value) => form.test(value), rule('wrong-value', words));
}

const grants = z
  .array(
    z.unknown().transform((entry, context) => {
      const grant = readGrant(entry);
      if (grant) return grant;
      context.addIssue({
        code: 'custom',
        message: `not an identity; write ${grantForms}`,
        params: { code: 'bad-identity' },
      });
      return z.NEVER;
    }),
  )
  .default([]);

const skill = z
  .strictObject({
    framework: z.enum(['esco', 'competentnl', 'community']).exactOptional(),
    code: text.exactOptional(),
    url: text,
    name: localized.exactOptional(),
  })
  // A url alone stands for the skill of a framework that is known by it.
  .superRefine((skill, context) => {
    if (Object.keys(skill).length === 1) return;
    for (const key of ['framework', 'name'] as const)
      if (skill[key] === undefined)
        context.addIssue({ code: 'custom', path: [key], message: 'is missing', input: skill });
  })
  .refine(({ framework, url }) => framework === undefined || skillUrlForms[framework].test(url), {
    ...rule(
      'bad-url',
      'the url does not fit the framework: esco has http://data.europa.eu/esco/skill/<uuid>, competentnl a web address, community community:<slug>',
    ),
    path: ['url'],
  });

const skillUrlForms = {
  esco: /^http:\/\/data\.europa\.eu\/esco\/skill\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u,
  competentnl: /^https?:\/\/[^\s/]+\/\S+$/u,
  community: /^community:[a-z0-9]+(?:-[a-z0-9]+)*$/u,
};

/** `community.yaml` */
export const communityShape = z.strictObject({
  name: localized,
  description: localized,
  url: webAddress.exactOptional(),
});

/** `issuers/<slug>.yaml` */
export const issuerShape = z.strictObject({
  name: localized,
  description: localized,
  url: webAddress.exactOptional(),
  email: text
    .refine(
      (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(value),
      rule('wrong-value', 'not an e-mail address'),
    )
    .exactOptional(),
  image: fileName('svg'),
  owners: grants,
  awarders: grants,
  reviewers: grants,
});

/** `badges/<slug>/badge.yaml` */
export const badgeShape = z.strictObject({
  slug,
  issuer: slug,
  title: localized,
  description: localized,
  criteria: z.strictObject({ nl: fileName('md'), en: fileName('md') }),
  assessment: localized,
  image: fileName('svg'),
  imageDescription: localized.exactOptional(),
  skills: z.array(skill).default([]),
  tags: z.array(text).default([]),
  aliases: z.array(text).default([]),
  repeatable: z.boolean().default(false),
  whoMayNominate: z.enum(['everyone', 'members', 'nobody']).default('everyone'),
  award: z.enum(['direct', 'review', 'automatic']).default('direct'),
  evidence: z.enum(['required', 'optional']).default('optional'),
  confirmEvidence: z.boolean().default(false),
  validFor: text
    .refine(
      (value) => parseIsoDuration(value) !== undefined,
      rule('bad-duration', 'not a duration; write years, months, weeks or days as P2Y, P18M, P26W or P90D'),
    )
    .exactOptional(),
  parts: z.array(slug).default([]),
  level: text.exactOptional(),
  studyLoadHours: z.number().positive().exactOptional(),
  language: text
    .refine(
      (value) => /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(value),
      rule('wrong-value', 'not a language tag; write nl, en or another BCP 47 tag'),
    )
    .exactOptional(),
});
