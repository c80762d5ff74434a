import type { PassportSkill } from '../domain/passport-skills.ts';
import { layOutSkills, type SkillsPictureOptions, type SkillsShape } from './lay-out-skills.ts';

/**
 * A picture of the skills, as SVG: a line for each, with a mark for each time that it was shown, from left to now at
 * the right. A full mark was awarded here, one with a light heart was brought along from elsewhere, an open ring was
 * declared. Its colours stand as attributes and its parts have classes (`awarded`, `imported`, `declared`, `name`,
 * `small`, `line`), so that a page's style sheet may change them; nothing in it needs one.
 */
export function skillsPicture(skills: readonly PassportSkill[], options: SkillsPictureOptions): string {
  const { width, height, shapes, description: said } = layOutSkills(skills, options);
  const { background, font, words } = options;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" class="skills-picture"${font === undefined ? '' : ` font-family="${escaped(font)}"`}>`,
    `<title>${escaped(words.title)}</title>`,
    `<desc>${escaped(said)}</desc>`,
    ...(background === undefined
      ? []
      : [`<rect width="${width}" height="${height}" fill="${escaped(background)}"/>`]),
    ...shapes.map(drawn),
    '</svg>',
  ].join('');
}

function drawn(shape: SkillsShape): string {
  switch (shape.shape) {
    case 'line':
      return `<line class="line" x1="${shape.x1}" y1="${shape.y}" x2="${shape.x2}" y2="${shape.y}" stroke="${shape.stroke}" stroke-width="${shape.strokeWidth}" stroke-linecap="round"/>`;
    case 'circle': {
      const { role, of, x, y, r, fill, stroke, strokeWidth } = shape;
      const edge = stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${strokeWidth ?? 1}"`;
      return `<circle class="${role} ${of}" cx="${x}" cy="${y}" r="${r}" fill="${fill}"${edge}/>`;
    }
    case 'text': {
      const { role, of, x, y, size, bold, fill, anchor, words } = shape;
      const names = of === undefined ? role : `${role} ${of}`;
      const look = `font-size="${size}"${bold ? ' font-weight="650"' : ''} fill="${fill}"`;
      const at = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
      return `<text class="${names}" x="${x}" y="${y}" ${look}${at}>${escaped(words)}</text>`;
    }
  }
}

/** For XML 1.0: markup escaped, and control characters that no document may hold left out. */
function escaped(words: string): string {
  return words
    .replaceAll(/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
