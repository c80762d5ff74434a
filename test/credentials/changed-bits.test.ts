import { describe, expect, it } from 'vitest';
import { formsOf, inputs, keyPages, olderFormsOf, readFile, withChangedBit } from './generated-world.ts';

/** Where the badge stands in an SVG. */
function badgeIn(svg: Uint8Array): readonly [number, number] {
  const bytes = Buffer.from(svg);
  const from = bytes.indexOf('<openbadges:credential');
  const end = bytes.indexOf('</openbadges:credential>', from);
  return [from, end < 0 ? bytes.indexOf('/>', from) : end];
}

/** Changed bits that leave the same JSON, such as a letter's case in an escape, change nothing that was said. */
function saysTheSame(before: Uint8Array, after: Uint8Array): boolean {
  try {
    return (
      JSON.stringify(JSON.parse(Buffer.from(before).toString('utf8'))) ===
      JSON.stringify(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(after)))
    );
  } catch {
    return false;
  }
}

describe('one changed bit in each of 1,000 awards makes verification fail', () => {
  it('as JSON and as JWT, alone and in both pictures', async () => {
    const accepted: string[] = [];
    let same = 0;
    for (const [at, input] of inputs.entries()) {
      const { files } = await formsOf(input);
      const json = withChangedBit(files.json);
      if (saysTheSame(files.json, json)) same++;
      else if ((await readFile(json, keyPages)).verdict === 'valid') accepted.push(`${at} json`);
      const changed = {
        jwt: withChangedBit(files.jwt),
        png: withChangedBit(files.png),
        'png-jwt': withChangedBit(files['png-jwt']),
        svg: withChangedBit(files.svg, ...badgeIn(files.svg)),
        'svg-jwt': withChangedBit(files['svg-jwt'], ...badgeIn(files['svg-jwt'])),
      };
      for (const [form, bytes] of Object.entries(changed))
        if ((await readFile(bytes, keyPages)).verdict === 'valid') accepted.push(`${at} ${form}`);
    }
    expect(accepted).toEqual([]);
    expect(same).toBeLessThan(10);
  });

  it('as Open Badges 2.0: in the picture, in the recipient, the badge or the dates of the file', async () => {
    const accepted: string[] = [];
    for (const [at, input] of inputs.entries()) {
      const { files, pages, assertion } = olderFormsOf(input);
      const png = await readFile(withChangedBit(files.png), pages);
      if (png.verdict === 'valid') accepted.push(`${at} png`);
      const told = Buffer.from(files.json);
      const field = ['identity', 'badge', 'issuedOn'][at % 3] ?? '';
      const value = field === 'identity' ? Object(assertion['recipient'])['identity'] : assertion[field];
      const from = told.indexOf(`${JSON.stringify(field)}:${JSON.stringify(value)}`) + field.length + 4;
      const changed = withChangedBit(files.json, from, from + String(value).length);
      const json = await readFile(changed, pages);
      // `2026-03-04t10:11:12z` is the same moment.
      const sameMoment =
        field === 'issuedOn' &&
        Buffer.from(changed).toString().toLowerCase() === told.toString().toLowerCase();
      if (json.verdict === 'valid' && !sameMoment) accepted.push(`${at} ${field}`);
    }
    expect(accepted).toEqual([]);
  });
});
