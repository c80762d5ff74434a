import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { ZipFile } from 'yazl';
import type { BakedBadge } from '../use-cases/baked-badges.ts';

/** One picture is made at a time, when the one before has gone out. A fault in the middle cuts the answer off. */
export async function sendZip(response: Response, badges: readonly BakedBadge[]): Promise<void> {
  const zip = new ZipFile();
  const broken = new Promise<never>((_, reject) => {
    zip.on('error', reject);
  });
  for (const { fileName, awardedAt, bake } of badges)
    zip.addReadStreamLazy(fileName, { mtime: awardedAt }, (give) => {
      bake().then(
        (bytes) => give(null, Readable.from([bytes])),
        (error: unknown) => give(error, Readable.from([])),
      );
    });
  zip.end();
  try {
    await Promise.race([pipeline(zip.outputStream, response), broken]);
  } catch (error) {
    response.destroy();
    // Whoever stopped the download knows; everything else is a fault of ours.
    if (!isStopped(error)) throw error;
  }
}

function isStopped(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
