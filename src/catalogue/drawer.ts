import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { ResvgRenderOptions } from '@resvg/resvg-js';
import { z } from 'zod';

/** A process that draws pictures, one after another. */
export type Drawer = {
  /** One at a time. Rejects with the reason when the picture can't be drawn; where the drawing broke off, the process is gone. */
  draw(svg: Uint8Array, options: ResvgRenderOptions): Promise<Uint8Array>;
  runs(): boolean;
  end(): void;
};

/** How long one picture may take, in milliseconds. */
const PATIENCE_MS = 20_000;

const library = createRequire(import.meta.url).resolve('@resvg/resvg-js');

/**
 * What the process does; it ends when nobody can ask it any more. Pixels lie outside V8's heap, which would let them pile up
 * unseen, so they are cleared away after each picture.
 */
const script = `
const { Resvg } = require(process.argv[1]);
process.on('message', ({ svg, options }) => {
  try {
    process.send({ png: new Resvg(Buffer.from(svg), options).render().asPng() });
    gc();
  } catch (error) {
    process.send({ refused: String(error && error.message || error) });
  }
});`;

const answer = z.union([z.object({ png: z.instanceof(Uint8Array) }), z.object({ refused: z.string() })]);

/** Starts a process with nothing of our environment, which keeps ours from ending only while it draws. */
export function startDrawer(): Drawer {
  const child = spawn(process.execPath, ['--expose-gc', '-e', script, library], {
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const runs = () => child.connected && child.exitCode === null && child.signalCode === null;
  const holdUs = (hold: boolean) => {
    for (const handle of [child, child.channel]) {
      if (hold) handle?.ref();
      else handle?.unref();
    }
  };
  child.on('error', () => undefined);
  holdUs(false);

  return {
    runs,
    end: () => {
      if (child.connected) child.disconnect();
    },
    draw: (svg, options) =>
      new Promise((resolve, reject) => {
        const settle = (then: () => void) => {
          clearTimeout(timer);
          child.off('message', heard);
          child.off('close', brokeOff);
          child.off('error', brokeOff);
          holdUs(false);
          then();
        };
        const heard = (message: unknown) => {
          const { data } = answer.safeParse(message);
          settle(() => {
            if (data === undefined) reject(new Error('the drawing gave no picture'));
            else if ('refused' in data) reject(new Error(data.refused));
            else resolve(new Uint8Array(data.png));
          });
        };
        const brokeOff = (cause: unknown) =>
          settle(() => {
            reject(new Error('the drawing broke off; look for shapes far outside the viewBox', { cause }));
          });
        const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
        child.on('message', heard);
        child.on('close', brokeOff);
        child.on('error', brokeOff);
        holdUs(true);
        child.send({ svg, options });
      }),
  };
}
