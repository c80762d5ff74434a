import { once } from 'node:events';
import { createServer } from 'node:http';

/** A response_url of its own: keeps what is posted to it. */
export type AnswerAddress = {
  readonly url: string;
  readonly answers: { readonly text: string; readonly blocks?: unknown }[];
  /** A status that is answered instead of taking what was posted. */
  refuses: (() => number | undefined) | undefined;
  onAnswer: ((phase: 'before' | 'after') => Promise<void> | void) | undefined;
  close(): Promise<void>;
};

export async function answerAddress(): Promise<AnswerAddress> {
  const answers: AnswerAddress['answers'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      void (async () => {
        const refused = address.refuses?.();
        if (refused !== undefined) return void response.writeHead(refused).end('not now');
        await address.onAnswer?.('before');
        answers.push(JSON.parse(body));
        await address.onAnswer?.('after');
        response.end('ok');
      })();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  const address: AnswerAddress = {
    url: `http://127.0.0.1:${bound.port}/commands/T0SPELDJE/1/answer`,
    answers,
    refuses: undefined,
    onAnswer: undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return address;
}
