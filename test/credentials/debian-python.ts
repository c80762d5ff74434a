import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const candidates = ['/usr/bin/python3', 'python3'];

/** A python3 that has those modules (Debian's own first); undefined where there is none. */
export function pythonWith(...modules: readonly string[]): string | undefined {
  return candidates.find((python) => {
    try {
      execFileSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** Runs a program beside the tests with a JSON file as its argument and answers what it printed as JSON. */
export function runPython(python: string, program: string, input: unknown): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'speldje-python-'));
  try {
    const file = join(folder, 'input.json');
    writeFileSync(file, JSON.stringify(input));
    const printed = execFileSync(python, [fileURLToPath(new URL(program, import.meta.url)), file], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(printed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
