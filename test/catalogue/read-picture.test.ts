import { describe, expect, it } from 'vitest';
import { drawPngApart } from '../../src/catalogue/draw-png-apart.ts';
import { MAX_PICTURE_BYTES, readPicture } from '../../src/catalogue/read-picture.ts';
import { smallSvg } from './small-catalogue.ts';

async function faultsOf(svg: string): Promise<string[]> {
  const picture = await readPicture(new TextEncoder().encode(svg), drawPngApart);
  return picture.ok ? [] : picture.faults.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

/** A picture with `content` on its second line. */
function pictureOf(content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">\n${content}\n</svg>`;
}

describe('a picture of a badge', () => {
  it('is kept as it is and drawn 512 pixels square', async () => {
    const svg = new TextEncoder().encode(smallSvg);
    const picture = await readPicture(svg, drawPngApart);
    if (!picture.ok) throw new Error(JSON.stringify(picture.faults));
    expect(picture.image.svg).toEqual(svg);
    const png = Buffer.from(picture.image.png);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([512, 512]);
  });

  it.each([
    [
      'a comment, a declaration and CDATA',
      `<?xml version="1.0"?><!-- <script> -->${pictureOf('<title><![CDATA[<script>]]></title>')}`,
    ],
    [
      'gradients, clips and uses',
      pictureOf(
        '<defs><linearGradient id="g"/><path id="p" d="M0 0H8"/></defs><use href="#p" fill="url(#g)"/>',
      ),
    ],
    [
      'a filter',
      pictureOf(
        '<filter id="f"><feGaussianBlur stdDeviation="1"/></filter><path d="M0 0H8V8Z" filter="url(\'#f\')"/>',
      ),
    ],
    ['single quotes', pictureOf("<path d='M0 0H8V8Z' style='fill:red'/>")],
  ])('may have %s', async (_, svg) => {
    expect(await faultsOf(svg)).toEqual([]);
  });

  it.each([
    ['a script', '<script>alert(1)</script>', 'picture-script 2:1'],
    ['a script under a prefix', '<s:script xmlns:s="http://www.w3.org/2000/svg"/>', 'picture-script 2:1'],
    ['foreign content', '<g><foreignObject/></g>', 'picture-foreign-object 2:4'],
    ['letters', '<text>a</text>', 'picture-element 2:1'],
    ['a style sheet', '<style>path{fill:url(//evil)}</style>', 'picture-element 2:1'],
    ['a link', '<a href="#x"/>', 'picture-element 2:1'],
    ['motion', '<path d="M0 0"><set attributeName="href"/></path>', 'picture-element 2:16'],
    ['a picture in the picture', '<image href="#x"/>', 'picture-element 2:1'],
    ['an svg in the svg', '<svg/>', 'picture-element 2:1'],
    ['an event handler', '<path onclick="x()" d="M0 0"/>', 'picture-event-handler 2:7'],
    ['an event handler in capitals', '<path d="M0 0"\nONLOAD = \'x()\'/>', 'picture-event-handler 3:1'],
    ['a use from elsewhere', '<use href="https://a.nl/b.svg#c"/>', 'picture-external 2:6'],
    [
      'a use from elsewhere by xlink',
      '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="b.svg#c"/>',
      'picture-external 2:49',
    ],
    ['a script as address', '<use href=" javascript:x()"/>', 'picture-external 2:6'],
    ['a hidden address', '<use href="&#35;a"/>', 'picture-external 2:6'],
    ['a fill from elsewhere', '<path fill="url( \'b.svg#c\')" d="M0 0"/>', 'picture-external 2:7'],
    ['a style from elsewhere', '<path d="M0 0" style="fill: URL(//a.nl)"/>', 'picture-external 2:16'],
    ['an escaped url', '<path d="M0 0" style="fill:\\75rl(//a.nl)"/>', 'picture-external 2:16'],
    ['a reference that hides a url', '<path d="M0 0" fill="u&#114;l(//a.nl)"/>', 'picture-external 2:16'],
    ['an image set', '<path d="M0 0" style="mask:image-set(\'a.png\' 1x)"/>', 'picture-external 2:16'],
    ['another base', '<g xml:base="https://a.nl/"/>', 'picture-external 2:4'],
    ['a processing instruction', '<?xml-stylesheet href="a.css"?>', 'picture-external 2:1'],
  ])('is refused with %s', async (_, content, fault) => {
    expect(await faultsOf(pictureOf(content))).toEqual([fault]);
  });

  it('is refused with a document type, before its entities are read', async () => {
    const svg = pictureOf('<path d="M0 0"/>');
    expect(await faultsOf(`<!DOCTYPE svg [<!ENTITY a "b">]>${svg}`)).toEqual(['picture-not-svg 1:1']);
    expect(await faultsOf(pictureOf('<!DOCTYPE svg>'))).toEqual(['picture-external 2:1']);
  });

  it.each([
    ['text', 'not a picture', 'picture-not-svg 1:1'],
    ['nothing', '', 'picture-not-svg 1:1'],
    ['a web page', '<html><body/></html>', 'picture-not-svg 1:1'],
    ['another namespace', smallSvg.replace('2000/svg', '1999/xhtml'), 'picture-not-svg 1:1'],
    [
      'an element that is not closed',
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><g>',
      'picture-not-svg 1:59',
    ],
    [
      'elements closed in the wrong order',
      pictureOf('<g><path d="M0 0"></g></path>'),
      'picture-not-svg 2:19',
    ],
    ['holding a control character', pictureOf('<path d="M0\u0000"/>'), 'picture-not-svg 2:12'],
    ['an attribute without quotes', pictureOf('<path d=M0/>'), 'picture-not-svg 2:1'],
  ])('is refused when it is %s', async (_, svg, fault) => {
    expect(await faultsOf(svg)).toEqual([expect.stringContaining(fault)]);
  });

  it('is refused when it is a PNG', async () => {
    const picture = await readPicture(
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      drawPngApart,
    );
    expect(picture).toMatchObject({ ok: false, faults: [{ code: 'not-utf8', line: 1, column: 1 }] });
  });

  it.each([
    'viewBox="0 0 8 9"',
    '',
    'viewBox="0 0 8 8" width="8" height="9"',
    'viewBox="0 0 8 8" width="99"',
    'viewBox="a b c d"',
  ])('is refused when it is not square: %s', async (size) => {
    expect(await faultsOf(smallSvg.replace('viewBox="0 0 8 8"', size))).toEqual(['picture-not-square 1:1']);
  });

  it('is refused when it has too many bytes', async () => {
    expect(await faultsOf(smallSvg + ' '.repeat(MAX_PICTURE_BYTES))).toEqual(['picture-too-big 1:1']);
  });

  it('is refused when its elements stand too deep', async () => {
    expect(await faultsOf(pictureOf('<g>'.repeat(3000) + '</g>'.repeat(3000)))).toEqual([
      'picture-too-big 2:190',
    ]);
  });

  it('is refused when its parts repeat each other without measure', async () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `<g id="l${level + 1}">${`<use href="#l${level}"/>`.repeat(9)}</g>`,
    );
    expect(await faultsOf(pictureOf(`<path id="l0" d="M0 0H8"/>${levels.join('')}`))).toEqual([
      'picture-too-big 1:1',
    ]);
  });

  it('is refused when a part contains itself', async () => {
    expect(await faultsOf(pictureOf('<g id="a"><g id="b"><use href="#a"/></g></g>'))).toEqual([
      'picture-too-big 1:1',
    ]);
  });

  it('has all its faults reported', async () => {
    expect(await faultsOf(pictureOf('<script/>\n<path onload="x" fill="url(http://a.nl)"/>'))).toEqual([
      'picture-script 2:1',
      'picture-event-handler 3:7',
      'picture-external 3:18',
    ]);
  });

  it('is refused, and ends no process but the one that draws, when the drawing breaks off', async () => {
    const picture = await readPicture(
      new TextEncoder().encode(pictureOf('<rect x="9000" width="5" height="5" opacity=".5"/>')),
      drawPngApart,
    );
    expect(picture).toEqual({
      ok: false,
      faults: [
        {
          code: 'picture-not-drawn',
          line: 1,
          column: 1,
          message:
            'the picture cannot be drawn: the drawing broke off; look for shapes far outside the viewBox',
        },
      ],
    });
  });

  it('is drawn beside others, each in its own colour', async () => {
    const colours = ['#f00', '#0f0', '#00f', '#ff0', '#0ff'];
    const pictures = await Promise.all(
      colours.map((colour) =>
        drawPngApart(new TextEncoder().encode(pictureOf(`<path fill="${colour}" d="M0 0H8V8Z"/>`)), 16),
      ),
    );
    expect(new Set(pictures.map((png) => Buffer.from(png).toString('base64'))).size).toBe(colours.length);
  });
});
