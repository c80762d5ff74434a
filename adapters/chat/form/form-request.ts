import { z } from 'zod';

/** The forms that there are. */
export const formNames = [
  'award',
  'nominate',
  'support',
  'review',
  'decline',
  'revoke',
  'experience',
  'evidence',
  'link',
  'settings',
] as const;
export type FormName = (typeof formNames)[number];

const file = z.object({
  name: z.string(),
  type: z.string(),
  size: z.number(),
  permalink: z.string().optional(),
  sourceId: z.string().optional(),
});

/** A message that a form is about, such as the one under which somebody chose "Award a badge for this". */
const saidMessage = z.object({
  /** See `Evidence.sourceKey`. */
  sourceKey: z.string(),
  text: z.string().optional(),
  files: z.array(file),
  /** The author's user id, as the platform wrote it. */
  author: z.string().optional(),
  /** ISO 8601. */
  saidAt: z.string(),
  revision: z.string(),
});
export type SaidMessage = z.infer<typeof saidMessage>;

/**
 * Which form is wanted, and what is filled in already. Goes along with a button that opens it and with the form
 * itself, as JSON, so that nothing of an open form is kept here.
 */
export const formRequest = z.object({
  form: z.enum(formNames),
  /** A slug. */
  badge: z.string().optional(),
  /** User ids, as the platform wrote them. */
  people: z.array(z.string()).optional(),
  reason: z.string().optional(),
  nominationId: z.string().optional(),
  awardId: z.string().optional(),
  said: saidMessage.optional(),
});
export type FormRequest = z.infer<typeof formRequest>;

/** Reads what `JSON.stringify` made of a request; undefined for anything else. */
export function readFormRequest(written: string): FormRequest | undefined {
  const parsed = formRequest.safeParse(parsedJson(written));
  return parsed.success ? parsed.data : undefined;
}

function parsedJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}

/** A request as a button's value of at most so many characters: what does not fit is left out, the longest first. */
export function writeFormRequest(request: FormRequest, most: number): string {
  const { said, reason, people, ...rest } = request;
  const shorter = [
    request,
    { ...request, reason: reason?.slice(0, 300) },
    {
      ...rest,
      people,
      ...(said === undefined ? {} : { said: { ...said, text: said.text?.slice(0, 500), files: [] } }),
    },
    { ...rest, people: people?.slice(0, 20) },
    rest,
  ];
  return shorter.map((one) => JSON.stringify(one)).find(({ length }) => length <= most) ?? '{}';
}
