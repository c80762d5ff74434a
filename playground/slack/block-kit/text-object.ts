import { z } from 'zod';

/** Text of at least one character and at most `max` (Slack: "must be less than max+1 characters"). */
export const text = (max: number) => z.string().min(1).max(max);

/** A `plain_text` object. */
export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(max), emoji: z.boolean().optional() });

/** A `mrkdwn` object. */
export const markdownText = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(max), verbatim: z.boolean().optional() });

/** Either of the two. */
export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), markdownText(max)]);

function isAddress(value: string): boolean {
  try {
    return new URL(value).href !== '';
  } catch {
    return false;
  }
}

/** An `http` or `https` address of at most 3000 characters. */
export const address = z
  .string()
  .max(3000)
  .refine((value) => /^https?:\/\/[^\s/]+/.test(value) && isAddress(value), {
    error: 'must be a valid URL',
  });

/** `block_id` and `action_id`. */
export const identifier = text(255);

/** An option of a select, checkboxes or radio buttons. */
export const option = z.strictObject({
  text: plainText(75),
  value: text(150),
  description: plainText(75).optional(),
});

/** An option of checkboxes or radio buttons, whose text may be mrkdwn. */
export const richOption = z.strictObject({
  text: anyText(75),
  value: text(150),
  description: anyText(75).optional(),
});

/** A titled group of options. */
export const optionGroup = z.strictObject({ label: plainText(75), options: z.array(option).min(1).max(100) });

/** The question asked before an action counts. */
export const confirmation = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

export type Option = z.infer<typeof option>;
