import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { JsonObject } from '../ports/credential-signer.ts';
import { CredentialError } from './credential-error.ts';
import { knownContexts, loadContext } from './document-loader.ts';

/** How long one document may take, in milliseconds; a record of many badges takes seconds. */
const longest = 60_000;
/** Threads at a time: there are requests to answer beside them. */
const mostThreads = 2;

const library = import.meta.resolve('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');

/** What the thread does. As text, so that it runs the same whether this file was compiled or not. */
const script = `
const { parentPort, workerData } = require('node:worker_threads');
const { library, contexts, document } = workerData;
const documentLoader = async (documentUrl) => {
  if (!Object.hasOwn(contexts, documentUrl)) throw new Error('unknown context ' + documentUrl);
  return { contextUrl: null, documentUrl, document: contexts[documentUrl] };
};
import(library)
  .then(({ cryptosuite }) => cryptosuite.canonize(document, { documentLoader, base: null, safe: true }))
  .then((form) => parentPort.postMessage({ form }), (error) => parentPort.postMessage({ problem: String(error) }));`;

const answerShape = z.union([z.object({ form: z.string() }), z.object({ problem: z.string() })]);

let running = 0;
const waiting: (() => void)[] = [];

/**
 * The same as `canonicalForm`, in a thread of its own: for documents of our own making that are so large that nobody
 * else would be answered meanwhile. Throws CredentialError `not-canonizable`.
 */
export async function canonicalFormApart(document: JsonObject): Promise<string> {
  if (running >= mostThreads) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await inThread(document);
  } finally {
    // Who waits takes over the place; without anybody it becomes free.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

async function inThread(document: JsonObject): Promise<string> {
  const contexts = Object.fromEntries(
    await Promise.all(knownContexts.map(async (url) => [url, (await loadContext(url)).document] as const)),
  );
  const worker = new Worker(script, {
    eval: true,
    workerData: { library, contexts, document },
    execArgv: [],
  });
  const timer = setTimeout(() => void worker.terminate(), longest);
  try {
    const answer = await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the thread ended without an answer')));
    });
    const said = answerShape.parse(answer);
    if ('form' in said) return said.form;
    throw new CredentialError('not-canonizable', {}, { cause: new Error(said.problem) });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
