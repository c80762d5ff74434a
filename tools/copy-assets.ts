import { cpSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Part of `npm run build`: what the compiled files read beside themselves goes along. */
const target = 'dist';
for (const room of ['src', 'adapters', 'lti'])
  for (const folder of readdirSync(room, { recursive: true, encoding: 'utf8' })) {
    const last = folder.split(sep).at(-1);
    if (last === 'assets' || last === 'contexts')
      cpSync(join(room, folder), join(target, room, folder), {
        recursive: true,
        filter: (path) => !/\.tsx?$/u.test(path),
      });
  }
