import { formatFault } from '../../src/catalogue/catalogue-fault.ts';
import { readCatalogue } from '../../src/catalogue/read-catalogue.ts';
import { type FileContents, smallCatalogue } from './small-catalogue.ts';

/** The faults of the small catalogue with `changes` made to it, as `code file:line:column: message`. */
export async function faultsOf(changes: FileContents): Promise<string[]> {
  const reading = await readCatalogue('cat', { files: smallCatalogue(changes) });
  if (reading.ok) return [];
  return reading.faults.map((fault) => `${fault.code} ${formatFault(fault)}`);
}
