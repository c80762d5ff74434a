import type { Check, CheckCode, CheckName, CheckOutcome } from '../ports/credential-reader.ts';

type Params = Check['params'];

/** Texts of strangers are cut before they go into a result. */
function short(params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, 300) : value,
    ]),
  );
}

function check(name: CheckName, outcome: CheckOutcome, code: CheckCode, params: Params = {}): Check {
  return { name, outcome, code, params: short(params) };
}

export const passed = (name: CheckName, code: CheckCode, params?: Params): Check =>
  check(name, 'passed', code, params);
export const failed = (name: CheckName, code: CheckCode, params?: Params): Check =>
  check(name, 'failed', code, params);
export const open = (name: CheckName, code: CheckCode, params?: Params): Check =>
  check(name, 'open', code, params);
