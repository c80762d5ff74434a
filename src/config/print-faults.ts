import type { ConfigFault } from './read-config.ts';

/** The faults of a configuration as lines for a terminal or a log: each variable with what would be right. */
export function printFaults(faults: readonly ConfigFault[]): readonly string[] {
  const width = Math.max(0, ...faults.map(({ variable }) => variable.length));
  return [
    faults.length === 1 ? 'The configuration has a fault:' : `The configuration has ${faults.length} faults:`,
    ...faults.map(({ variable, problem }) => `  ${variable.padEnd(width)}  ${problem}`),
    'Set them in the environment or in the file .env; .env.example explains each.',
  ];
}
