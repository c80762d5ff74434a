/** A mention entity as Teams sends it. */
function mention(id: string, text: string | null, more: object = {}): object {
  return { type: 'mention', text, mentioned: { id, ...more } };
}

const bot = mention('28:bot', '<at>Speldje</at>', { name: 'Speldje' });
const alice = mention('29:a', '<at>Alice</at>', { name: 'Alice Peeters', aadObjectId: 'aad-a' });
const bob = mention('29:b', '<at>Bob</at>', { name: 'Bob' });

/** Text, entities, and the segments: people as `[id:label]`, links as `(url:label)`, the rest text. */
export interface MentionRow {
  text?: unknown;
  entities?: unknown;
  shown: string;
}

/** What Teams sends; the bot is `28:bot`. */
export const MENTION_TABLE: readonly MentionRow[] = [
  // The bot's own mention.
  { text: '<at>Speldje</at> help', entities: [bot], shown: '  help' },
  { text: '<at>Speldje</at>&nbsp;help', entities: [bot], shown: '  help' },
  { text: '<at>Speldje</at>\u00a0help', entities: [bot], shown: '  help' },
  { text: '<at>Speldje</at>help', entities: [bot], shown: ' help' },
  { text: 'help <at>Speldje</at>', entities: [bot], shown: 'help  ' },
  { text: '<at>Speldje</at> help <at>Speldje</at>', entities: [bot], shown: '  help  ' },
  { text: '<at>Speldje</at> help <at>Speldje</at>', entities: [bot, bot], shown: '  help  ' },
  { text: '<at>Speldje</at>', entities: [bot], shown: '' },
  { text: '<at>speldje</at> help', entities: [mention('28:bot', '<at>speldje</at>')], shown: '  help' },
  { text: '<at id="0">Speldje</at> help', entities: [bot], shown: '  help' },
  { text: '<AT>Speldje</AT> help', entities: [bot], shown: '  help' },
  { text: '<at>Speldje</at> help', entities: [mention('bot', '<at>Speldje</at>')], shown: '  help' },
  {
    text: '<at>Speldje</at> help',
    entities: [mention('28:bot', null, { name: 'Speldje' })],
    shown: '  help',
  },
  { text: '<at>Speldje</at> help', entities: [mention('28:bot', null)], shown: '  help' },
  { text: '<at>Speldje</at> help', entities: [mention('28:bot', undefined as never)], shown: '  help' },
  { text: 'Speldje help', entities: [mention('28:bot', 'Speldje')], shown: '  help' },
  { text: '@Speldje help', entities: [mention('28:bot', '@Speldje')], shown: '  help' },
  { text: 'help', entities: [bot], shown: 'help' },
  {
    text: '<at>Speldje &amp; Co</at> help',
    entities: [mention('28:bot', '<at>Speldje &amp; Co</at>')],
    shown: '  help',
  },
  {
    text: '<at>Other bot</at> help',
    entities: [mention('28:other', '<at>Other bot</at>')],
    shown: '[28:other:Other bot] help',
  },

  // Other people.
  {
    text: '<at>Speldje</at> award <at>Alice</at> lasser',
    entities: [bot, alice],
    shown: '  award [aad-a:Alice Peeters] lasser',
  },
  {
    text: '<at>Speldje</at> award <at>Alice</at> lasser',
    entities: [alice, bot],
    shown: '  award [aad-a:Alice Peeters] lasser',
  },
  { text: 'award <at>Bob</at> lasser', entities: [bob], shown: 'award [29:b:Bob] lasser' },
  {
    text: '<at>Speldje</at> award <at>Alice</at>, <at>Bob</at> lasser',
    entities: [bot, alice, bob],
    shown: '  award [aad-a:Alice Peeters], [29:b:Bob] lasser',
  },
  {
    text: 'award <at>Alice</at><at>Bob</at>lasser',
    entities: [alice, bob],
    shown: 'award [aad-a:Alice Peeters][29:b:Bob]lasser',
  },
  {
    text: 'award <at>Alice</at> <at>Alice</at> lasser',
    entities: [alice],
    shown: 'award [aad-a:Alice Peeters] [aad-a:Alice Peeters] lasser',
  },
  {
    text: 'award <at>Alice</at> <at>Alice</at> lasser',
    entities: [alice, mention('29:a2', '<at>Alice</at>', { name: 'Alice Smit' })],
    shown: 'award [aad-a:Alice Peeters] [29:a2:Alice Smit] lasser',
  },
  {
    text: 'award <at>Alice Peeters</at> lasser',
    entities: [alice],
    shown: 'award [aad-a:Alice Peeters] lasser',
  },
  {
    text: 'award <at>Alice</at> lasser',
    entities: [mention('29:a', '<at>Alice</at>')],
    shown: 'award [29:a:Alice] lasser',
  },
  {
    text: 'award <at>Alice</at> lasser',
    entities: [mention('29:a', '<at>Alice</at>', { name: null })],
    shown: 'award [29:a:Alice] lasser',
  },
  {
    text: 'award <at>Alice</at> lasser',
    entities: [mention('29:a', '<at>Alice</at>', { aadObjectId: null })],
    shown: 'award [29:a:Alice] lasser',
  },
  {
    text: 'award <at>Alice</at> lasser',
    entities: [mention('29:a', '<at>Alice</at>', { aadObjectId: '' })],
    shown: 'award [29:a:Alice] lasser',
  },
  {
    text: 'award <at>Alice</at> lasser',
    entities: [mention('29:a', null, { name: 'Alice' })],
    shown: 'award [29:a:Alice] lasser',
  },
  {
    text: 'award <at>Alice</at> lasser',
    entities: [mention('29:a', null)],
    shown: 'award [29:a:Alice] lasser',
  },
  {
    text: 'award <at>Alice</at> <at>Bob</at> lasser',
    entities: [mention('29:a', null), mention('29:b', null)],
    shown: 'award [29:a:Alice] [29:b:Bob] lasser',
  },
  {
    text: 'award <at>Zoë van ’t Hof</at> lasser',
    entities: [mention('29:z', '<at>Zoë van ’t Hof</at>')],
    shown: 'award [29:z:Zoë van ’t Hof] lasser',
  },
  {
    text: 'award <at>Peeters, Alice (student)</at> lasser',
    entities: [mention('29:a', '<at>Peeters, Alice (student)</at>')],
    shown: 'award [29:a:Peeters, Alice (student)] lasser',
  },
  {
    text: 'award <at>A &amp; B</at> lasser',
    entities: [mention('29:a', '<at>A &amp; B</at>')],
    shown: 'award [29:a:A & B] lasser',
  },
  {
    text: 'award <at>A &lt;B&gt;</at> lasser',
    entities: [mention('29:a', '<at>A &lt;B&gt;</at>')],
    shown: 'award [29:a:A <B>] lasser',
  },
  {
    text: 'award <at><b>Alice</b></at> lasser',
    entities: [alice],
    shown: 'award [aad-a:Alice Peeters] lasser',
  },
  {
    text: 'award <at>Alice&nbsp;Peeters</at> lasser',
    entities: [alice],
    shown: 'award [aad-a:Alice Peeters] lasser',
  },
  { text: 'award <at></at> lasser', entities: [alice], shown: 'award @ lasser [aad-a:Alice Peeters]' },

  // A mention that the text does not tag.
  { text: 'award Alice lasser', entities: [mention('29:a', 'Alice')], shown: 'award [29:a:Alice] lasser' },
  {
    text: 'award @Alice lasser',
    entities: [mention('29:a', '@Alice', { name: 'Alice' })],
    shown: 'award [29:a:Alice] lasser',
  },
  {
    text: 'award Alice lasser',
    entities: [mention('29:a', null, { name: 'Alice' })],
    shown: 'award [29:a:Alice] lasser',
  },
  {
    text: 'award Alicent lasser',
    entities: [mention('29:a', null, { name: 'Alice' })],
    shown: 'award Alicent lasser [29:a:Alice]',
  },
  { text: 'award lasser', entities: [alice], shown: 'award lasser [aad-a:Alice Peeters]' },

  // Tags without entities, and entities that are none.
  { text: 'award <at>Alice</at> lasser', entities: [], shown: 'award @Alice lasser' },
  { text: 'award <at>Alice</at> lasser', shown: 'award @Alice lasser' },
  { text: 'award <at>Alice</at> lasser', entities: null, shown: 'award @Alice lasser' },
  { text: 'award <at>Alice</at> lasser', entities: 'mention', shown: 'award @Alice lasser' },
  { text: 'award <at>Alice</at> lasser', entities: [null, 7, 'x', {}], shown: 'award @Alice lasser' },
  {
    text: 'award <at>Alice</at> lasser',
    entities: [{ type: 'mention', text: '<at>Alice</at>' }],
    shown: 'award @Alice lasser',
  },
  {
    text: 'award <at>Alice</at> lasser',
    entities: [{ type: 'clientInfo', locale: 'nl-NL' }, alice],
    shown: 'award [aad-a:Alice Peeters] lasser',
  },
  { text: 'award <at>Alice lasser', entities: [], shown: 'award Alice lasser' },
  { text: 'award Alice</at> lasser', entities: [], shown: 'award Alice lasser' },
  { text: 'award @Alice lasser', shown: 'award @Alice lasser' },

  // No text, white space, HTML.
  { entities: [bot], shown: '' },
  { text: null, entities: [bot], shown: '' },
  { text: 7, entities: [bot], shown: '' },
  { text: '', shown: '' },
  { text: ' \u00a0&nbsp;\r\n', shown: '' },
  { shown: '' },
  { text: '<at>Speldje</at> help\r\n', entities: [bot], shown: '  help\n' },
  {
    text: '<at>Speldje</at>\r\naward <at>Alice</at>\r\nlasser',
    entities: [bot, alice],
    shown: ' \naward [aad-a:Alice Peeters]\nlasser',
  },
  { text: '<p><at>Speldje</at> help</p>', entities: [bot], shown: '\n  help\n' },
  { text: '<div><span style="x">help</span></div>', shown: '\nhelp\n' },
  { text: 'award<br>lasser<br/>mooi<br />', shown: 'award\nlasser\nmooi\n' },
  { text: '<strong>award</strong> <em>lasser</em>', shown: 'award lasser' },
  { text: 'R&amp;D &lt;3 &quot;x&quot; &#39;y&#x27; &amp;nbsp;', shown: 'R&D <3 "x" \'y\' &nbsp;' },
  { text: 'a <3 b < c > d', shown: 'a <3 b < c > d' },
  {
    text: 'zie <a href="https://example.org/?a=1&amp;b=2">de tekening</a>',
    shown: 'zie (https://example.org/?a=1&b=2:de tekening)',
  },
  { text: 'zie <a>de tekening</a>', shown: 'zie de tekening' },
  { text: '&#0; &#1114112; &onbekend;', shown: '&#0; &#1114112; &onbekend;' },
  { text: '<attachment id="1"></attachment>help', shown: 'help' },
];
