import { z } from 'zod';
import type { CatalogueFaultCode, FaultInFile } from './catalogue-fault.ts';
import { nearestWord } from './nearest-word.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

const languages: Record<string, string> = { nl: 'Dutch', en: 'English' };
const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  object: 'a group of keys',
  array: 'a list (a line for each, beginning with -)',
};
const givenCode = z.object({ code: z.custom<CatalogueFaultCode>((code) => typeof code === 'string') });

type Issue = z.core.$ZodIssue;

/** Fits a file's data to a shape: the value, or every fault with the place where it stands. */
export function fitShape<S extends z.ZodType>(
  file: YamlFile,
  shape: S,
): { readonly value?: z.output<S>; readonly faults: readonly FaultInFile[] } {
  const result = shape.safeParse(file.data ?? {});
  if (result.success) return { value: result.data, faults: [] };
  return { faults: result.error.issues.flatMap((issue) => issueFaults(issue, file, shape)) };
}

function issueFaults(issue: Issue, file: YamlFile, shape: z.ZodType): FaultInFile[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(shape, issue.path);
    return issue.keys.map((key) => ({
      code: 'unknown-key',
      ...file.placeOfKey([...issue.path, key]),
      message: `unknown key ${key}${suggestion(key, known)}`,
    }));
  }
  return [{ ...describe(issue, file), ...file.placeOf(issue.path) }];
}

function suggestion(key: string, known: readonly string[]): string {
  const nearest = nearestWord(key, known);
  return nearest === undefined ? `; known keys are ${known.join(', ')}` : `; did you mean ${nearest}?`;
}

function describe(issue: Issue, file: YamlFile): Pick<FaultInFile, 'code' | 'message'> {
  const name = pathName(issue.path);
  if (issue.path.length > 0 && !file.has(issue.path)) return missing(issue.path);
  if (issue.code === 'custom')
    return {
      code: givenCode.safeParse(issue.params).data?.code ?? 'wrong-value',
      message: `${name}: ${issue.message}`,
    };
  if (issue.code === 'invalid_type')
    return {
      code: 'wrong-value',
      message: `${name} must be ${kinds[issue.expected] ?? issue.expected}`,
    };
  if (issue.code === 'invalid_value')
    return { code: 'wrong-value', message: `${name} must be one of ${issue.values.map(String).join(', ')}` };
  if (issue.code === 'too_small' && issue.origin === 'string')
    return { code: 'wrong-value', message: `${name} is empty; fill it in` };
  if (issue.code === 'too_small')
    return { code: 'wrong-value', message: `${name} must be more than ${String(issue.minimum)}` };
  return { code: 'wrong-value', message: `${name}: ${issue.message}` };
}

function missing(path: YamlPath): Pick<FaultInFile, 'code' | 'message'> {
  const key = String(path.at(-1));
  const holder = pathName(path.slice(0, -1));
  const language = path.length > 1 ? languages[key] : undefined;
  if (language !== undefined)
    return { code: 'missing-language', message: `${holder} has no ${language}; add ${key}:` };
  const where = path.length > 1 ? `${holder} lacks ${key}` : `${key} is missing`;
  return { code: 'missing-key', message: `${where}; add ${key}:` };
}

/** `skills[0].name.nl` */
function pathName(path: YamlPath): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return name === '' ? 'the file' : name.slice(1);
}

/** The keys that a shape knows at a path. */
function keysAt(shape: unknown, path: YamlPath): readonly string[] {
  let at = bare(shape);
  for (const step of path) {
    if (at instanceof z.ZodObject) at = bare(at.shape[String(step)]);
    else if (at instanceof z.ZodArray) at = bare(at.element);
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function bare(shape: unknown): unknown {
  return shape instanceof z.ZodExactOptional || shape instanceof z.ZodDefault ? bare(shape.unwrap()) : shape;
}
