import { CredentialError } from './credential-error.ts';
import { readXml, type XmlAttribute, type XmlToken } from './xml-tokens.ts';

/** Namespace and element that carry a badge: OB 3.0 §5.3.2.1, OB 2.0 Baking "SVG". */
const badgeElements = {
  '3.0': { namespace: 'https://purl.imsglobal.org/ob/v3p0', element: 'credential' },
  '2.0': { namespace: 'http://openbadges.org', element: 'assertion' },
} as const;
export type SvgVersion = keyof typeof badgeElements;

/** A badge found in a picture: `verify` holds a JWT, a JWS or an address, `text` what stands inside. */
export type SvgBadge = {
  readonly version: SvgVersion;
  readonly verify: string | undefined;
  readonly text: string;
};

type Found = SvgBadge & { readonly from: number; readonly to: number };

const svgNamespace = 'http://www.w3.org/2000/svg';

function attributeOf(
  token: { readonly attributes: readonly XmlAttribute[] },
  name: string,
): string | undefined {
  return token.attributes.find((attribute) => attribute.name === name)?.value;
}

/** Refuses what would run or reach out when the picture is shown: such a file is no badge to be kept. */
function refuseActive(token: XmlToken & { readonly kind: 'open' }): void {
  const local = token.name.slice(token.name.indexOf(':') + 1).toLowerCase();
  const active =
    local === 'script' ||
    local === 'foreignobject' ||
    token.attributes.some(
      ({ name, value }) =>
        /^on/iu.test(name) || (/(?:^|:)href$/iu.test(name) && /^\s*(?:javascript|data:text)/iu.test(value)),
    );
  if (active) throw new CredentialError('svg-damaged', { problem: 'script' });
}

function find(svg: string): {
  readonly root: XmlToken & { readonly kind: 'open' };
  readonly badges: readonly Found[];
} {
  const scopes: ReadonlyMap<string, string>[] = [new Map()];
  const badges: Found[] = [];
  let root: (XmlToken & { readonly kind: 'open' }) | undefined;
  let current:
    | { version: SvgVersion; verify: string | undefined; text: string; from: number; depth: number }
    | undefined;
  for (const token of readXml(svg)) {
    if (token.kind === 'open') {
      refuseActive(token);
      const scope = new Map(scopes.at(-1));
      for (const { name, value } of token.attributes) {
        if (name === 'xmlns') scope.set('', value);
        else if (name.startsWith('xmlns:')) scope.set(name.slice(6), value);
      }
      const [prefix, local] = token.name.includes(':') ? token.name.split(':') : ['', token.name];
      const namespace = scope.get(prefix ?? '');
      if (root === undefined) {
        if (local !== 'svg' || (namespace ?? svgNamespace) !== svgNamespace)
          throw new CredentialError('svg-damaged', { problem: 'root' });
        root = token;
      }
      for (const version of ['3.0', '2.0'] as const) {
        const wanted = badgeElements[version];
        if (current !== undefined || namespace !== wanted.namespace || local !== wanted.element) continue;
        const verify = attributeOf(token, 'verify');
        if (token.closed) badges.push({ version, verify, text: '', from: token.from, to: token.to });
        else current = { version, verify, text: '', from: token.from, depth: scopes.length };
      }
      if (!token.closed) scopes.push(scope);
    } else if (token.kind === 'close') {
      scopes.pop();
      if (current !== undefined && scopes.length === current.depth) {
        const { depth: _, ...badge } = current;
        badges.push({ ...badge, to: token.to });
        current = undefined;
      }
    } else if (token.kind === 'text' && current !== undefined) current.text += token.text;
  }
  if (root === undefined) throw new CredentialError('svg-damaged', { problem: 'empty' });
  return { root, badges };
}

/** Throws CredentialError `svg-damaged` {problem}: not well-formed, a DOCTYPE, a script. */
export function badgesInSvg(svg: string): readonly SvgBadge[] {
  return find(svg).badges.map(({ version, verify, text }) => ({ version, verify, text: text.trim() }));
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** CDATA may hold anything but its own end, which is divided over two. */
function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/**
 * The picture with the badge as first child of its root; older badges of either version are taken out.
 * Throws CredentialError `svg-damaged`.
 */
export function bakeSvg(
  svg: string,
  version: SvgVersion,
  content: { readonly verify?: string; readonly text?: string },
): string {
  let clean = svg;
  for (const badge of find(svg).badges.toReversed())
    clean = clean.slice(0, badge.from) + clean.slice(badge.to);
  const { root } = find(clean);
  const { namespace, element } = badgeElements[version];
  const bound = root.attributes.find(({ name }) => name === 'xmlns:openbadges');
  const declared = ` xmlns:openbadges="${namespace}"`;
  const attributes = bound
    ? clean.slice(root.from, bound.from) + declared + clean.slice(bound.to, root.to)
    : clean.slice(root.from, root.from + 1 + root.name.length) +
      declared +
      clean.slice(root.from + 1 + root.name.length, root.to);
  const opening = root.closed ? attributes.replace(/\s*\/>$/u, '>') : attributes;
  const verify = content.verify === undefined ? '' : ` verify="${escapeAttribute(content.verify)}"`;
  const start = `<openbadges:${element}${verify}`;
  const badge =
    content.text === undefined ? `${start}/>` : `${start}>${cdata(content.text)}</openbadges:${element}>`;
  const closing = root.closed ? `</${root.name}>` : '';
  return clean.slice(0, root.from) + opening + badge + closing + clean.slice(root.to);
}
