/** What the doctor found in one place. `off` is neither good nor bad: not in use, or not to be known. */
export type Check = {
  /** Short and stable, for programs too: `database`, `keys`. */
  readonly name: string;
  readonly state: 'ok' | 'fault' | 'off';
  /** What was found. */
  readonly found: string;
  /** What to do about a fault. */
  readonly todo?: string;
};

export function ok(name: string, found: string): Check {
  return { name, state: 'ok', found };
}

export function fault(name: string, found: string, todo: string): Check {
  return { name, state: 'fault', found, todo };
}

export function off(name: string, found: string): Check {
  return { name, state: 'off', found };
}
