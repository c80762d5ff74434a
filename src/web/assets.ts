import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Express } from 'express';

type Asset = { readonly path: string; readonly type: string; readonly bytes: Buffer };

const require = createRequire(import.meta.url);

/** The address has the hash of the content in it, so that browsers may keep it for ever. */
function asset(name: string, type: string, ...files: readonly (URL | string)[]): Asset {
  const bytes = Buffer.concat(files.map((file) => readFileSync(file)));
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const [base = name, extension = ''] = name.split('.');
  return { path: `/assets/${base}.${hash}.${extension}`, type, bytes };
}

const own = (name: string) => new URL(`./assets/${name}`, import.meta.url);

/** The files that pages refer to, read once when the process starts. */
export const assets = {
  pico: asset('pico.css', 'text/css', require.resolve('@picocss/pico/css/pico.min.css')),
  style: asset('speldje.css', 'text/css', own('speldje.css'), own('passport.css')),
  logo: asset('logo.svg', 'image/svg+xml', own('logo.svg')),
  wallet: asset('wallet.js', 'text/javascript', own('wallet.js')),
  skills: asset('skills.js', 'text/javascript', own('skills.js')),
  favicon: asset('favicon.svg', 'image/svg+xml', own('favicon.svg')),
  touchIcon: asset('touch-icon.png', 'image/png', own('touch-icon.png')),
} as const;

export function mountAssets(app: Express): void {
  for (const { path, type, bytes } of Object.values(assets))
    app.get(path, (_request, response) => {
      response
        .set({
          'Cache-Control': 'public, max-age=31536000, immutable',
          'Cross-Origin-Resource-Policy': 'cross-origin',
        })
        .type(type)
        .send(bytes);
    });
  // Browsers ask for these by themselves, without having read a page.
  app.get('/favicon.ico', (_request, response) => {
    response
      .set('Cache-Control', 'public, max-age=86400')
      .type(assets.touchIcon.type)
      .send(assets.touchIcon.bytes);
  });
  app.get('/robots.txt', (_request, response) => {
    response
      .set('Cache-Control', 'public, max-age=86400')
      .type('text/plain')
      .send('User-agent: *\nDisallow:\n');
  });
}
