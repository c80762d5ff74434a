const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const valueOf = new Map(Array.from(alphabet).map((letter, value) => [letter, value]));

/** Base58 with Bitcoin's alphabet (Multibase `z` without its prefix). */
export function encodeBase58(bytes: Uint8Array): string {
  const digits: number[] = [];
  for (const byte of bytes) {
    let carry = byte;
    for (let at = 0; at < digits.length; at++) {
      carry += (digits[at] ?? 0) * 256;
      digits[at] = carry % 58;
      carry = Math.floor(carry / 58);
    }
    for (; carry > 0; carry = Math.floor(carry / 58)) digits.push(carry % 58);
  }
  let zeros = 0;
  while (zeros < bytes.length && bytes[zeros] === 0) zeros++;
  return (
    '1'.repeat(zeros) +
    digits
      .toReversed()
      .map((digit) => alphabet[digit])
      .join('')
  );
}

/** The bytes of a Base58 text; undefined when it holds another letter or is longer than 200 letters. */
export function decodeBase58(text: string): Uint8Array | undefined {
  // The time grows with the square of the length; keys and signatures are far shorter.
  if (text.length > 200) return undefined;
  const bytes: number[] = [];
  for (const letter of text) {
    const value = valueOf.get(letter);
    if (value === undefined) return undefined;
    let carry = value;
    for (let at = 0; at < bytes.length; at++) {
      carry += (bytes[at] ?? 0) * 58;
      bytes[at] = carry & 255;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 255);
  }
  let zeros = 0;
  while (zeros < text.length && text[zeros] === '1') zeros++;
  return Uint8Array.from([...Array<number>(zeros).fill(0), ...bytes.toReversed()]);
}
