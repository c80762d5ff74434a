import { z } from 'zod';
import type { Conversation } from '../conversation.ts';
import type { Json, JsonObject } from '../json.ts';
import { parseJson } from '../json.ts';
import type { ModalStack } from '../modal-stack.ts';
import { faultsOf, SlackError } from '../slack-error.ts';
import { explainIssue } from '../block-kit/explain-issue.ts';
import type { Installation, Workspace } from '../workspace.ts';

/** What the methods of the Web API work with. */
export type Realm = {
  workspace: Workspace;
  conversation: Conversation;
  modals: ModalStack;
  /** Where the stand-in listens, without a slash at the end. */
  origin: () => string;
  /** Whether the pictures in blocks are fetched and refused if they are none, as the platform does. */
  checkPicture: ((address: string) => Promise<boolean>) | undefined;
  /** Threads and histories are read 15 messages a call, as by distributed apps. */
  distributed: boolean;
};

/** The arguments as they came: strings from a form, or values from JSON. */
export type Arguments = { [name: string]: Json };

/** One method: whether it reads a JSON body, the scopes it needs, and what it does. */
export type Method = {
  json: boolean;
  /** Any one of these scopes will do; none are needed when the list is empty. */
  scopes: (args: Arguments, realm: Realm) => readonly string[];
  run: (caller: Installation, args: Arguments, realm: Realm) => JsonObject | Promise<JsonObject>;
};

/** Reads the arguments of a method. @throws SlackError `invalid_arguments` with each fault */
export function readArguments<T>(schema: z.ZodType<T>, args: Arguments): T {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  throw faultsOf(
    'invalid_arguments',
    parsed.error.issues.map((issue) => explainIssue(issue, '')),
  );
}

/** A flag: `true`, `"true"` or `"1"`. */
export const flag = z
  .union([z.boolean(), z.string(), z.number()])
  .transform((value) => value === true || value === 'true' || value === '1' || value === 1);

/** A whole number, also written as text. */
export const count = z.coerce.number().int();

/** Structured arguments, which forms carry as JSON text. @throws SlackError with the given code */
export function structured(value: Json, code: string): Json {
  if (typeof value !== 'string') return value;
  const parsed = parseJson(value);
  if (parsed === undefined) throw new SlackError(code);
  return parsed;
}

/** A page of a list, with the cursor to the next one in `response_metadata`. */
export function pageOf<T>(
  all: readonly T[],
  cursor: string | undefined,
  limit: number,
): { page: T[]; next: string } {
  const start = cursor ? Number(Buffer.from(cursor, 'base64').toString().replace('at:', '')) : 0;
  if (!Number.isInteger(start) || start < 0) throw new SlackError('invalid_cursor');
  const end = start + limit;
  const next = end < all.length ? Buffer.from(`at:${end}`).toString('base64') : '';
  return { page: all.slice(start, end), next };
}
