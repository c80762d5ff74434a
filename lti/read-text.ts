/** The body of an answer as text; throws when it is longer than that many bytes, without reading the rest. */
export async function readText(answer: Response, mostBytes: number): Promise<string> {
  if (Number(answer.headers.get('content-length') ?? 0) > mostBytes) {
    await answer.body?.cancel();
    throw new TooLong(mostBytes);
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = answer.body?.getReader();
  for (;;) {
    const read = await reader?.read();
    if (read === undefined || read.done) break;
    size += read.value.length;
    if (size > mostBytes) {
      await reader?.cancel();
      throw new TooLong(mostBytes);
    }
    parts.push(read.value);
  }
  return Buffer.concat(parts).toString('utf8');
}

class TooLong extends Error {
  override readonly name = 'TooLong';
  readonly code = 'answer-too-long';
  constructor(mostBytes: number) {
    super(`an answer of more than ${mostBytes} bytes`);
  }
}
