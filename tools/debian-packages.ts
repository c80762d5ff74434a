import { spawnSync } from 'node:child_process';

/** What the tests use besides Node: a browser, and independent programs that check what we make. */
export const testPackages = [
  'chromium',
  'poppler-utils',
  'pngcheck',
  'libimage-exiftool-perl',
  'python3-pyld',
  'python3-nacl',
  'python3-jwcrypto',
  'fonts-noto-core',
  'fonts-noto-color-emoji',
] as const;

function installed(name: string): boolean {
  const query = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Abbrev}', name], { encoding: 'utf8' });
  return query.status === 0 && query.stdout.startsWith('ii');
}

/**
 * Installs what is missing of these packages, where this is a Debian or Ubuntu and we may. Elsewhere, or when
 * it fails, it says what is missing: the tests that need it then say that they were skipped.
 */
export function ensureDebianPackages(names: readonly string[], report: (line: string) => void): void {
  if (process.platform !== 'linux' || spawnSync('dpkg-query', ['--version']).status !== 0) return;
  const missing = names.filter((name) => !installed(name));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    report(`not installed (apt-get install needs root): ${missing.join(' ')}`);
    return;
  }
  report(`installing ${missing.join(' ')} …`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  const aptGet = (...words: string[]) =>
    spawnSync('apt-get', [...wait, ...words], { env: environment, encoding: 'utf8', maxBuffer: 1 << 26 });
  aptGet('update');
  const run = aptGet('install', '-y', '--no-install-recommends', ...missing);
  if (run.status !== 0)
    report(`apt-get install failed: ${(run.stderr ?? '').trim().split('\n').at(-1) ?? ''}`);
}
