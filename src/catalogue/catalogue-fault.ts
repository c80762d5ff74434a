/** Stable codes of everything that can be wrong with a catalogue. */
export type CatalogueFaultCode =
  | 'file-missing'
  | 'file-misplaced'
  | 'file-name'
  | 'not-utf8'
  | 'not-yaml'
  | 'duplicate-key'
  | 'alias-not-allowed'
  | 'unknown-key'
  | 'missing-key'
  | 'missing-language'
  | 'wrong-value'
  | 'bad-slug'
  | 'bad-duration'
  | 'bad-identity'
  | 'bad-url'
  | 'slug-not-folder'
  | 'duplicate-slug'
  | 'duplicate-alias'
  | 'unknown-issuer'
  | 'unknown-part'
  | 'cyclic-parts'
  | 'automatic-without-parts'
  | 'automatic-repeatable'
  | 'skill-differs'
  | 'unknown-skill'
  | 'not-csv'
  | 'unknown-column'
  | 'duplicate-skill'
  | 'criteria-missing'
  | 'criteria-empty'
  | 'picture-missing'
  | 'picture-too-big'
  | 'picture-not-svg'
  | 'picture-not-drawn'
  | 'picture-not-square'
  | 'picture-script'
  | 'picture-foreign-object'
  | 'picture-element'
  | 'picture-event-handler'
  | 'picture-external';

/** One fault, with the place where it can be mended. */
export interface CatalogueFault {
  readonly code: CatalogueFaultCode;
  /** The folder that was read, joined with the path in it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** What is wrong and what would be right, in English, on one line. */
  readonly message: string;
}

/** A place in a text; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A fault of one file, before it is known under which name the file was read. */
export type FaultInFile = Omit<CatalogueFault, 'file'>;

/** The start of a file. */
export const fileStart: Place = { line: 1, column: 1 };

/** The place of an offset (in UTF-16 code units) in a text. An offset past the end is the end. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, Math.max(0, offset));
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: before.length - lastBreak };
}

/** `file:line:column: message`, as editors and terminals make it a link. */
export function formatFault(fault: CatalogueFault): string {
  return `${fault.file}:${fault.line}:${fault.column}: ${fault.message}`;
}

/** Order of faults for a reader: by file, then from top to bottom. */
export function compareFaults(a: CatalogueFault, b: CatalogueFault): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
