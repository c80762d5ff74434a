import type { JsonObject } from './json.ts';

/** A refusal of the Web API: `{ ok: false, error: code, … }` with status 200, as Slack answers. */
export class SlackError extends Error {
  readonly code: string;
  readonly details: JsonObject;

  constructor(code: string, details: JsonObject = {}) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.details = details;
  }
}

/** Slack's form for faults in arguments, blocks and views: the messages stand in `response_metadata`. */
export function faultsOf(code: string, messages: readonly string[]): SlackError {
  return new SlackError(code, {
    errors: [...messages],
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}

/** Something that Slack's own window would not let a person do. */
export class NotPossible extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.name = 'NotPossible';
    this.code = code;
  }
}
