import { describe, expect, it } from 'vitest';
import { badgesInSvg, bakeSvg } from '../../src/credentials/bake-svg.ts';
import { sampleSvg } from './sample-pictures.ts';

const text = '{"name":"® ’ 👍🏽 ]]> <x> & \\"y\\""}';

describe('baking into SVG', () => {
  it('puts a 3.0 credential into CDATA as first child of the root, and changes nothing else', () => {
    const baked = bakeSvg(sampleSvg, '3.0', { text });
    expect(baked).toContain(
      '<svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><openbadges:credential><![CDATA[',
    );
    expect(badgesInSvg(baked)).toEqual([{ version: '3.0', verify: undefined, text }]);
    expect(baked.endsWith(sampleSvg.slice(sampleSvg.indexOf('<title>')))).toBe(true);
  });

  it('puts a JWT into the verify attribute', () => {
    const baked = bakeSvg(sampleSvg, '3.0', { verify: 'aaa.bbb.ccc' });
    expect(baked).toContain('<openbadges:credential verify="aaa.bbb.ccc"/>');
    expect(badgesInSvg(baked)).toEqual([{ version: '3.0', verify: 'aaa.bbb.ccc', text: '' }]);
  });

  it('puts a 2.0 assertion with its address, escaped', () => {
    const baked = bakeSvg(sampleSvg, '2.0', { verify: 'https://example.org/a?b="<&>', text });
    expect(badgesInSvg(baked)).toEqual([{ version: '2.0', verify: 'https://example.org/a?b="<&>', text }]);
  });

  it('replaces an older badge of either version', () => {
    const twice = bakeSvg(bakeSvg(sampleSvg, '2.0', { verify: 'https://example.org/a', text }), '3.0', {
      text,
    });
    expect(twice).toBe(bakeSvg(sampleSvg, '3.0', { text }));
  });

  it('bakes into a root without children', () => {
    const baked = bakeSvg('<svg xmlns="http://www.w3.org/2000/svg" />', '3.0', { text: '{}' });
    expect(badgesInSvg(baked)).toEqual([{ version: '3.0', verify: undefined, text: '{}' }]);
  });

  it('finds a badge under another prefix, and under none', () => {
    const body = '{"a":1}';
    const other = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:ob="http://openbadges.org"><g><ob:assertion verify="u">${body}</ob:assertion></g></svg>`;
    const none = `<svg xmlns="http://www.w3.org/2000/svg"><credential xmlns="https://purl.imsglobal.org/ob/v3p0">${body}</credential></svg>`;
    expect(badgesInSvg(other)).toEqual([{ version: '2.0', verify: 'u', text: body }]);
    expect(badgesInSvg(none)).toEqual([{ version: '3.0', verify: undefined, text: body }]);
  });

  it.each([
    ['doctype', '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'],
    ['entity', '<svg xmlns="http://www.w3.org/2000/svg">&lol;</svg>'],
    ['entity', '<svg xmlns="http://www.w3.org/2000/svg">&#xD800;</svg>'],
    ['script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['script', '<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:alert(1)"/></svg>'],
    ['script', '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject/></svg>'],
    [
      'stylesheet',
      '<?xml-stylesheet href="https://example.org/x.css"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
    ['root', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['nesting', '<svg xmlns="http://www.w3.org/2000/svg"><g></svg></g>'],
    ['unclosed', '<svg xmlns="http://www.w3.org/2000/svg"><g>'],
    ['unclosed', '<svg xmlns="http://www.w3.org/2000/svg"><!-- '],
    ['tag', '<svg xmlns="http://www.w3.org/2000/svg" width=1/>'],
    ['attribute-twice', '<svg a="1" a="2"/>'],
    ['outside-root', '<svg/><svg/>'],
    ['outside-root', 'x<svg/>'],
    ['empty', '  '],
  ])('refuses %s as svg-damaged', (problem, svg) => {
    expect(() => badgesInSvg(svg)).toThrow(
      expect.objectContaining({ code: 'svg-damaged', details: { problem } }),
    );
    expect(() => bakeSvg(svg, '3.0', { text })).toThrow(expect.objectContaining({ code: 'svg-damaged' }));
  });
});
