import { startLocalMongo } from '../tools/local-mongo/start-local-mongo.ts';
import { benchAcknowledge } from './acknowledge.ts';
import { benchAwards } from './awards.ts';
import { benchCredentials } from './credentials.ts';
import { benchDigest } from './digest.ts';
import { benchLti } from './lti.ts';
import { benchPassport } from './passport.ts';
import { benchSlackLoad } from './slack-load.ts';
import { benchWeb } from './web.ts';

/** `npm run bench [PART …]`: every measurement beside its peer or limit in the same run; all when none is named. */
const parts: Readonly<Record<string, (mongoUri: string, report: (line: string) => void) => Promise<void>>> = {
  acknowledge: benchAcknowledge,
  awards: benchAwards,
  credentials: (_, report) => benchCredentials(report),
  digest: benchDigest,
  lti: benchLti,
  passport: benchPassport,
  slack: benchSlackLoad,
  web: benchWeb,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
const report = (line: string) => console.log(line);
const mongo = await startLocalMongo({ report });
try {
  for (const [name, run] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const uri = new URL(mongo.uri);
    uri.pathname = `/bench_${name}_${Date.now()}`;
    await run(uri.href, report);
  }
} finally {
  await mongo.stop();
}
process.exit(0);
