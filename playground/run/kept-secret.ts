import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A random secret that stays the same between starts, in a file that only its owner can read. */
export async function keptSecret(folder: string): Promise<string> {
  const file = join(folder, 'secret');
  try {
    const kept = (await readFile(file, 'utf8')).trim();
    if (kept.length >= 32) return kept;
  } catch {
    // The first start: there is none yet.
  }
  await mkdir(folder, { recursive: true });
  const secret = randomBytes(32).toString('base64');
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
