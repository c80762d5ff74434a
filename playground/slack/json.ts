import { z } from 'zod';

/** A value as JSON can hold it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object as it goes over the wire; members that are `undefined` are left out. */
export type JsonObject = { [key: string]: Json | undefined };

/** Any JSON value, checked all the way down. */
export const jsonValue: z.ZodType<Json> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.number(),
    z.string(),
    z.array(jsonValue),
    z.record(z.string(), jsonValue),
  ]),
);

/** Parses JSON text; `undefined` when it is no JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return jsonValue.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A deep copy without `undefined` members, as the other side would read it. */
export function toJson(value: unknown): Json {
  return jsonValue.parse(JSON.parse(JSON.stringify(value)));
}

/** Text that stands in JSON: a string as it is, a list joined by commas, anything else empty. */
export function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(textOf).join(',') : '';
}
