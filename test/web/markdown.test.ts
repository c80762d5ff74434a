import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/web/markdown.ts';

describe('renderMarkdown', () => {
  it('makes lists, emphasis, tables and links', () => {
    expect(renderMarkdown('- een\n- **twee**')).toContain('<li><strong>twee</strong></li>');
    expect(renderMarkdown('| a | b |\n|---|---|\n| 1 | 2 |')).toContain('<td>1</td>');
    expect(renderMarkdown('[lees](https://example.org/a?b=1&c=2)')).toContain(
      '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener ugc">lees</a>',
    );
  });

  it('puts headings below those of the page', () => {
    expect(renderMarkdown('# Een\n\n## Twee\n\n### Drie')).toMatch(/<h3>Een.*<h3>Twee.*<h4>Drie/su);
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![plaatje](https://elders.example/volg.png)',
    '[klik](javascript:alert(1))',
    '[klik](JaVaScRiPt&#58;alert(1))',
    '[klik](data:text/html;base64,PHNjcmlwdD4=)',
    '<a href="https://a.example" onclick="x()">a</a>',
    '<iframe src="https://a.example"></iframe>',
    '<style>body{display:none}</style>',
    '`</code><script>x</script>`',
  ])('leaves nothing in %s that runs or fetches', (markdown) => {
    const tags = renderMarkdown(markdown).match(/<[^>]*>/gu) ?? [];
    for (const tag of tags) {
      expect(tag).not.toMatch(/script|iframe|style|img|\son\w+=|javascript|data:/iu);
    }
  });
});
