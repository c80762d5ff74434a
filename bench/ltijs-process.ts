import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LmsStandIn } from '../playground/lms/lms.ts';
import type { LmsTool } from '../playground/lms/lms-world.ts';

export type LtijsTool = {
  readonly url: string;
  readonly loginUrl: string;
  readonly clientId: string;
  /** Everything that it wrote so far. */
  output(): string;
  stop(): Promise<void>;
};

/** Starts a stock ltijs tool and registers it with the platform. Throws with what it wrote when it can't run. */
export async function startLtijs(options: {
  readonly lms: LmsStandIn;
  readonly mongoUri: string;
  readonly port: number;
}): Promise<LtijsTool> {
  const { lms, port } = options;
  const url = `http://localhost:${port}`;
  const tool: LmsTool = lms.addTool({
    name: 'ltijs',
    loginUrl: `${url}/login`,
    redirectUris: [`${url}/launch`],
    targetUrl: `${url}/launch`,
    jwksUrl: `${url}/keys`,
  });
  const child: ChildProcess = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('./ltijs-tool.cjs', import.meta.url)),
      JSON.stringify({
        port,
        mongoUri: options.mongoUri,
        issuer: lms.url,
        clientId: tool.clientId,
        authUrl: lms.authUrl,
        tokenUrl: lms.tokenUrl,
        jwksUrl: lms.jwksUrl,
      }),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], NODE_ENV: 'production' } },
  );
  let written = '';
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      written += chunk.toString();
      if (written.includes('ready\n')) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`ltijs ended:\n${written}`)));
  });
  await ready;
  return {
    url,
    loginUrl: `${url}/login`,
    clientId: tool.clientId,
    output: () => written,
    async stop() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
