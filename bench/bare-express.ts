import { readFile } from 'node:fs/promises';
import express from 'express';
import * as z from 'zod';

/** The peer: an Express route that does nothing but send these bytes with these headers. */
const [port, file = ''] = process.argv.slice(2);
const { headers, body } = z
  .object({ headers: z.record(z.string(), z.string()), body: z.string() })
  .parse(JSON.parse(await readFile(file, 'utf8')));
const bytes = Buffer.from(body, 'base64');
const { date: _d, connection: _c, 'keep-alive': _k, 'content-length': _l, ...sent } = headers;
const app = express();
app.disable('x-powered-by');
app.get('/', (_request, response) => {
  response.set(sent).send(bytes);
});
app.listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'));
