import { type FaultInFile, placeAt } from './catalogue-fault.ts';
import { type SvgAttribute, type SvgToken, svgTokens } from './svg-tokens.ts';
import { svgWeight } from './svg-weight.ts';

/** How many elements a picture may have once its references are followed. */
const MAX_SVG_ELEMENTS = 5000;

/** How deep elements may stand in each other; drawing recurses, and the stack of the process is finite. */
const MAX_SVG_DEPTH = 64;

/** What XML 1.0 §2.2 does not count as a character. The drawing library ends the process on some of them. */
const forbiddenCharacters = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

const svgNamespace = 'http://www.w3.org/2000/svg';

/** What draws shapes and colours, and nothing else: no text (fonts differ), no motion, no links, no foreign content. */
const drawingElements = new Set(
  (
    'svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon ' +
    'linearGradient radialGradient stop clipPath mask pattern filter feBlend feColorMatrix feComposite ' +
    'feDropShadow feFlood feGaussianBlur feMerge feMergeNode feOffset'
  ).split(' '),
);

/**
 * Everything for which an SVG is refused as a picture of a badge or an issuer. A picture that passes runs no
 * script, fetches nothing, uses no font, is square, and is drawn within a bounded number of elements. Whether
 * the XML is well-formed is found only by drawing it.
 */
export function findSvgFaults(text: string): readonly FaultInFile[] {
  const control = text.search(forbiddenCharacters);
  if (control >= 0) {
    const message = 'not well-formed XML: a control character; remove it';
    return [{ code: 'picture-not-svg', ...placeAt(text, control), message }];
  }
  const tokens = [...svgTokens(text)];
  const faults: FaultInFile[] = [];
  const add = (code: FaultInFile['code'], offset: number, message: string) =>
    faults.push({ code, ...placeAt(text, offset), message });

  const opened = tokens.filter((token) => token.kind === 'open');
  const root = opened[0];
  if (!root || root.name !== 'svg' || attributeOf(root, 'xmlns') !== svgNamespace) {
    const message = `not an SVG picture: the file must start with <svg xmlns="${svgNamespace}" …>`;
    return [{ code: 'picture-not-svg', ...placeAt(text, root?.offset ?? 0), message }];
  }
  if (!isSquare(root))
    add(
      'picture-not-square',
      root.offset,
      'the picture must be square: give <svg> a viewBox of equal width and height, such as "0 0 512 512", and equal width and height or neither',
    );
  for (const token of tokens) {
    if (token.kind === 'malformed') add('picture-not-svg', token.offset, 'not well-formed XML');
    if (token.kind === 'declaration')
      add(
        'picture-external',
        token.offset,
        'a document type is not allowed in a picture; remove <!DOCTYPE …>',
      );
    if (token.kind === 'instruction' && token.target !== 'xml')
      add('picture-external', token.offset, `<?${token.target} …?> is not allowed in a picture; remove it`);
    if (token.kind !== 'open') continue;
    const element = elementFault(token.name, token === root);
    if (element) add(element.code, token.offset, element.message);
    for (const attribute of token.attributes) {
      const found = attributeFault(attribute);
      if (found) add(found.code, attribute.offset, found.message);
    }
  }
  const unclosed = leftOpen(tokens);
  if (unclosed && !tokens.some(({ kind }) => kind === 'malformed' || kind === 'declaration'))
    add('picture-not-svg', unclosed.offset, `not well-formed XML: <${unclosed.name}> is not closed`);
  const deepest = deeperThan(tokens, MAX_SVG_DEPTH);
  if (deepest) {
    const message = `elements stand more than ${MAX_SVG_DEPTH} deep in each other; ungroup some`;
    add('picture-too-big', deepest.offset, message);
  }
  if (svgWeight(tokens) > MAX_SVG_ELEMENTS)
    add(
      'picture-too-big',
      root.offset,
      `the picture draws more than ${MAX_SVG_ELEMENTS} elements once its references are followed; make it simpler`,
    );
  return faults;
}

type Found = Pick<FaultInFile, 'code' | 'message'>;

function elementFault(name: string, isRoot: boolean): Found | undefined {
  const local = name.slice(name.indexOf(':') + 1);
  const lower = local.toLowerCase();
  if (lower === 'script')
    return { code: 'picture-script', message: 'a picture must not have a <script>; remove it' };
  if (lower === 'foreignobject')
    return {
      code: 'picture-foreign-object',
      message: 'a picture must not have a <foreignObject>; draw its content as shapes',
    };
  if (drawingElements.has(name) && (name !== 'svg' || isRoot)) return undefined;
  const advice: Record<string, string> = {
    text: '; draw the letters as paths, so that they look the same everywhere',
    style: '; write the colours as attributes of the shapes',
    image: '; draw it as shapes',
  };
  return {
    code: 'picture-element',
    message: `<${name}> is not allowed in a picture${advice[lower] ?? '; save it as plain SVG with shapes only'}`,
  };
}

function attributeFault({ name, value }: SvgAttribute): Found | undefined {
  const local = name.slice(name.indexOf(':') + 1).toLowerCase();
  if (local.startsWith('on'))
    return { code: 'picture-event-handler', message: `${name}="…" would run a script; remove it` };
  if (name === 'xml:base') return external('xml:base moves every reference; remove it');
  if (local === 'href' || local === 'src')
    return value.trim().startsWith('#')
      ? undefined
      : external(`${name}="${shorten(value)}" points outside the picture; only ${name}="#id" is allowed`);
  if (name === 'xmlns' || name.startsWith('xmlns:')) return undefined;
  // References and escapes could hide a url( from this check, and a picture needs neither.
  if (/\\|&#/u.test(value))
    return external(`${name} must be written without \\ and without &#…; so that it hides nothing`);
  if (
    /url\((?!\s*["']?#)/iu.test(value) ||
    /(?:image-set|\bimage|\bsrc|cross-fade)\s*\(|@import/iu.test(value)
  )
    return external(`${name} fetches something from outside the picture; only url(#id) is allowed`);
  return undefined;
}

function external(message: string): Found {
  return { code: 'picture-external', message };
}

function shorten(value: string): string {
  const line = value.replaceAll(/\s+/gu, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

type OpenToken = Extract<SvgToken, { kind: 'open' }>;

function attributeOf(token: OpenToken, name: string): string | undefined {
  return token.attributes.find((attribute) => attribute.name === name)?.value;
}

function isSquare(root: OpenToken): boolean {
  const box = (attributeOf(root, 'viewBox') ?? '')
    .trim()
    .split(/[\s,]+/u)
    .map(Number);
  const [, , width = 0, height = 0] = box;
  const square = box.length === 4 && Number.isFinite(width) && width > 0 && width === height;
  return square && attributeOf(root, 'width') === attributeOf(root, 'height');
}

function deeperThan(tokens: readonly SvgToken[], depth: number): SvgToken | undefined {
  let open = 0;
  return tokens.find((token) => {
    if (token.kind === 'close') open -= 1;
    if (token.kind === 'open' && !token.selfClosing) open += 1;
    return open > depth;
  });
}

/** The innermost element that is still open where the text ends. */
function leftOpen(tokens: readonly SvgToken[]): OpenToken | undefined {
  const open: OpenToken[] = [];
  for (const token of tokens) {
    if (token.kind === 'close') open.pop();
    if (token.kind === 'open' && !token.selfClosing) open.push(token);
  }
  return open.at(-1);
}
