import type { z } from 'zod';

function sentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'array'
        ? `no more than ${issue.maximum} items allowed`
        : issue.origin === 'string'
          ? `must be less than ${Number(issue.maximum) + 1} characters`
          : `must be at most ${issue.maximum}`;
    case 'too_small':
      return issue.origin === 'array'
        ? `no fewer than ${issue.minimum} items allowed`
        : issue.origin === 'string'
          ? `must be more than ${Number(issue.minimum) - 1} characters`
          : `must be at least ${issue.minimum}`;
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return 'unsupported type';
    case 'invalid_value':
      return 'must be a valid enum value';
    case 'invalid_type':
      return issue.message.includes('undefined')
        ? `missing required field: ${String(issue.path.at(-1))}`
        : `must provide ${issue.expected}`;
    default:
      return issue.message;
  }
}

/** A fault in Slack's words, with the pointer to the place, such as `… [json-pointer:/blocks/0/text]`. */
export function explainIssue(issue: z.core.$ZodIssue, root: string): string {
  const path = [root, ...issue.path.map(String)].join('/');
  return `${sentence(issue)} [json-pointer:${path}]`;
}
