import type { Inline, ReplyPart, RichText } from '../chat/reply/reply.ts';

/** Escapes what HTML reads as markup, for text and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Mail readers know no style sheets of ours, so each element carries its own style. */
const styles = {
  heading: 'margin:24px 0 8px;font-size:22px;line-height:1.3;font-weight:700',
  subheading: 'margin:22px 0 8px;font-size:18px;line-height:1.3;font-weight:700',
  ownPicture:
    'display:block;width:100%;height:auto;border:1px solid #e5e1d6;border-radius:8px;background:#ffffff;color:#1c2430;font-size:14px;line-height:1.5',
  text: 'margin:0 0 14px;font-size:16px;line-height:1.55',
  quote:
    'margin:0 0 14px;padding:2px 0 2px 14px;border-left:4px solid #e0a526;font-size:16px;line-height:1.55',
  small: 'margin:0 0 14px;font-size:14px;line-height:1.5;color:#5c6470',
  line: 'margin:22px 0;border:0;border-top:1px solid #d9d5cb',
  picture: 'display:block;border:0;width:72px;height:72px',
  button:
    'display:inline-block;margin:0 10px 10px 0;padding:11px 18px;border-radius:8px;border:1px solid #1d4f91;font-size:16px;line-height:1.3;font-weight:600;text-decoration:none',
  plain: 'color:#1d4f91;background:#ffffff',
  primary: 'color:#ffffff;background:#1d4f91',
} as const;

/** Running text as HTML; line breaks stay line breaks. */
function markup(text: RichText, someone: string): string {
  return text
    .map((piece) => inline(piece, someone))
    .join('')
    .trim()
    .replaceAll('\n', '<br>');
}

function inline(piece: Inline, someone: string): string {
  if (typeof piece === 'string') return escapeHtml(piece);
  if ('bold' in piece) return `<strong>${escapeHtml(piece.bold)}</strong>`;
  if ('code' in piece) return `<code>${escapeHtml(piece.code)}</code>`;
  if ('person' in piece) return escapeHtml(piece.person.name ?? someone);
  return `<a href="${escapeHtml(piece.link)}" style="color:#1d4f91" class="link">${escapeHtml(piece.label)}</a>`;
}

/** One part of a reply. Buttons that ask the bot for something are left out: a mail can't. */
export function partHtml(part: ReplyPart, someone: string): string {
  switch (part.kind) {
    case 'heading':
      return `<h1 style="${styles.heading}">${escapeHtml(part.text)}</h1>`;
    case 'text': {
      const text = `<p style="${styles.text}">${markup(part.text, someone)}</p>`;
      if (part.picture === undefined) return text;
      const { url, alt } = part.picture;
      return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%"><tr><td valign="top">${text}</td><td valign="top" width="72" style="padding-left:16px"><img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}" width="72" height="72" style="${styles.picture}"></td></tr></table>`;
    }
    case 'quote':
      return `<blockquote style="${styles.quote}">${escapeHtml(part.text).replaceAll('\n', '<br>')}</blockquote>`;
    case 'small':
      return `<p style="${styles.small}" class="small">${markup(part.text, someone)}</p>`;
    case 'picture':
      return `<p style="${styles.text}"><img src="${escapeHtml(part.picture.url)}" alt="${escapeHtml(part.picture.alt)}" style="border:0;max-width:100%"></p>`;
    case 'line':
      return `<hr style="${styles.line}">`;
    case 'buttons': {
      const links = part.buttons.flatMap((button) =>
        'url' in button
          ? [
              `<a href="${escapeHtml(button.url)}" class="${button.style === 'primary' ? 'primary' : 'plain'}" style="${styles.button};${button.style === 'primary' ? styles.primary : styles.plain}">${escapeHtml(button.label)}</a>`,
            ]
          : [],
      );
      return links.length === 0 ? '' : `<p style="margin:6px 0 10px">${links.join('')}</p>`;
    }
  }
}

/** A picture that lies in the mail, under its heading; on white also where the mail is dark, since it is drawn for that. */
export function ownPictureHtml(picture: {
  readonly heading: string;
  /** Its Content-ID, without brackets. */
  readonly id: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}): string {
  const { heading, id, alt, width, height } = picture;
  return `<h2 style="${styles.subheading}">${escapeHtml(heading)}</h2>
<p style="margin:0 0 6px"><img src="cid:${escapeHtml(id)}" alt="${escapeHtml(alt)}" width="${width}" height="${height}" style="${styles.ownPicture};max-width:${width}px"></p>`;
}

/** The whole mail. `preview` is what a list of mails shows beside the subject; all but `body` is plain text. */
export function mailHtml(mail: {
  readonly locale: string;
  readonly title: string;
  readonly community: string;
  readonly home: string;
  readonly preview: string;
  readonly body: string;
  readonly footer: string;
}): string {
  return `<!doctype html>
<html lang="${mail.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(mail.title)}</title>
<style>
@media (prefers-color-scheme: dark) {
  .page { background: #10161f !important; color: #e8e6df !important; }
  .sheet { background: #18202b !important; color: #e8e6df !important; border-color: #2c3643 !important; }
  .small { color: #a9b1bc !important; }
  .link, .brand { color: #9cc4ff !important; }
  .plain { color: #9cc4ff !important; background: #18202b !important; border-color: #9cc4ff !important; }
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#fbf9f4;color:#1c2430;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(mail.preview)}</div>
<table role="presentation" class="page" cellpadding="0" cellspacing="0" border="0" width="100%" style="background:#fbf9f4"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="sheet" cellpadding="0" cellspacing="0" border="0" width="100%" style="max-width:600px;background:#ffffff;border:1px solid #e5e1d6;border-radius:12px;text-align:left"><tr><td style="padding:24px 26px">
<p style="margin:0 0 4px;font-size:15px;font-weight:700"><a href="${escapeHtml(mail.home)}" class="brand" style="color:#1d4f91;text-decoration:none">${escapeHtml(mail.community)}</a></p>
${mail.body}
</td></tr></table>
<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%" style="max-width:600px;text-align:left"><tr><td style="padding:16px 26px">
${mail.footer}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}
