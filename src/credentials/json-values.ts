import type { JsonObject, JsonValue } from '../ports/credential-signer.ts';

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One or many, as a list; nothing is the empty list. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** A text that says something, trimmed; undefined for all else. */
export function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The value under a name, where the value at hand is an object. */
export function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) ? value[name] : undefined;
}

/** The id of something that is given by its address or as an object. */
export function idOf(value: JsonValue | undefined): string | undefined {
  return textOf(value) ?? textOf(memberOf(value, 'id')) ?? textOf(memberOf(value, '@id'));
}

export function hasType(value: JsonValue | undefined, type: string): boolean {
  return listOf(memberOf(value, 'type')).includes(type);
}
