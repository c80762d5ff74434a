import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Express } from 'express';

type Asset = { readonly path: string; readonly type: string; readonly bytes: Buffer };

/** The address has the hash of the content in it, so that browsers may keep it for ever. */
function asset(name: string, type: string): Asset {
  const bytes = readFileSync(new URL(`./assets/${name}`, import.meta.url));
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const [base = name, extension = ''] = name.split('.');
  return { path: `/lti/assets/${base}.${hash}.${extension}`, type, bytes };
}

/** The files that the tool's pages refer to. */
export const ltiAssets = {
  style: asset('lti.css', 'text/css'),
  launch: asset('launch.js', 'text/javascript'),
  tool: asset('tool.js', 'text/javascript'),
} as const;

export function mountLtiAssets(app: Express): void {
  for (const { path, type, bytes } of Object.values(ltiAssets))
    app.get(path, (_request, response) => {
      response
        .set({ 'Cache-Control': 'public, max-age=31536000, immutable', 'X-Content-Type-Options': 'nosniff' })
        .type(type)
        .send(bytes);
    });
}
