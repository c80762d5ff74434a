import { showCard } from './card.js';
import { composer } from './composer.js';
import { openDialog, showAnswer } from './dialog.js';
import { ask, h } from './dom.js';
import { wordsOf } from './words.js';

/** The tenant as somebody in it sees it. */
export async function mount(place, page) {
  let state;
  let me = page.stored('teams-as', 'bo');
  let here = page.stored('teams-at', '');
  let replying;
  /** The passport tab's address while it is looked at. */
  let tab;
  let drafted = '';
  const words = () => wordsOf(page.language);
  const act = (body) => ask('/teams/act', { as: me, ...body });
  const peopleHere = () => state.people;

  const root = h('div', { class: 't' });
  place.append(root);
  const side = h('nav', { class: 't-side' });
  const main = h('div', { class: 't-main' });
  root.append(side, main);

  const conversation = () => state.conversations.find(({ id }) => id === here) ?? state.conversations[0];

  const cardOptions = (post, thread) => ({
    words: words(),
    people: peopleHere().map(({ id, name, aad }) => ({ id, name, aad })),
    async suggest(dataset, typed) {
      const seen = await act({ kind: 'suggest', conversation: conversation().id, dataset, words: typed });
      return seen.kind === 'choices' ? seen.found : [];
    },
    submit: (card, filled, extension = false) =>
      act({ kind: 'submit', conversation: conversation().id, thread, extension, card, filled }),
    async act(at, _, __, pressed) {
      pressed.disabled = true;
      const seen = await act({ kind: 'click', post: post.id, at });
      pressed.disabled = false;
      showAnswer(root, seen, cardOptions(post, thread));
    },
  });

  const extensionOptions = (thread) => {
    const options = cardOptions({ id: '' }, thread);
    return { ...options, submit: (card, filled) => options.submit(card, filled, true) };
  };

  const messageMenu = (post) => {
    const entries = [
      [
        words().award,
        async () =>
          showAnswer(
            root,
            await act({ kind: 'message-action', post: post.id, command: 'awardBadge' }),
            extensionOptions(post.thread),
          ),
      ],
      [
        words().addToEvidence,
        async () =>
          showAnswer(
            root,
            await act({ kind: 'message-action', post: post.id, command: 'addToEvidence' }),
            extensionOptions(post.thread),
          ),
      ],
      ...(post.mine
        ? [
            [words().edit, () => editor(post)],
            [words().remove, () => act({ kind: 'remove', post: post.id })],
          ]
        : []),
    ];
    const box = h(
      'details',
      { class: 't-menu' },
      h('summary', { 'aria-label': words().more, title: words().more }, '⋯'),
      h(
        'div',
        {},
        entries.map(([text, go]) =>
          h('button', { type: 'button', onclick: () => (box.removeAttribute('open'), go()) }, text),
        ),
      ),
    );
    return box;
  };

  const editor = (post) => {
    const area = h('textarea', { rows: 3, 'aria-label': words().editPrompt });
    area.value = post.text;
    const close = openDialog(
      root,
      words().edit,
      h(
        'div',
        { class: 't-dialog-body' },
        area,
        h(
          'button',
          {
            type: 'button',
            class: 't-send',
            onclick: async () => (await act({ kind: 'edit', post: post.id, text: area.value }), close()),
          },
          words().send,
        ),
      ),
      words(),
    );
  };

  const message = (post) =>
    h(
      'article',
      { class: `t-post${post.bot ? ' t-bot' : ''}${post.mine ? ' t-mine' : ''}`, data: { post: post.id } },
      h('div', { class: 't-avatar', 'aria-hidden': 'true' }, post.bot ? '✪' : initials(post.from)),
      h(
        'div',
        { class: 't-body' },
        h(
          'header',
          {},
          h('strong', {}, post.from),
          h(
            'time',
            { datetime: post.at },
            new Date(post.at).toLocaleTimeString(page.language, { hour: '2-digit', minute: '2-digit' }),
          ),
          post.edited ? h('span', { class: 't-note' }, words().edited) : null,
          post.onlyYou ? h('span', { class: 't-only' }, `👁 ${words().onlyYou}`) : null,
          post.bot ? null : messageMenu(post),
        ),
        post.text ? h('p', { class: 't-text' }, mentions(post.text)) : null,
        post.files.length
          ? h(
              'p',
              { class: 't-files' },
              post.files.map(({ name }) => h('span', {}, `📎 ${name}`)),
            )
          : null,
        post.card ? showCard(post.card, cardOptions(post, post.thread)) : null,
      ),
    );

  const mentions = (text) => {
    const names = ['Speldje', ...state.people.map(({ name }) => name)];
    const pattern = new RegExp(`@(${names.join('|')})`, 'gu');
    const parts = [];
    let at = 0;
    for (const match of text.matchAll(pattern)) {
      parts.push(text.slice(at, match.index), h('span', { class: 'ac-mention' }, match[1]));
      at = match.index + match[0].length;
    }
    parts.push(text.slice(at));
    return parts;
  };

  const finder = async () => {
    const found = h('div', { class: 't-found' });
    const field = h('input', { type: 'search', 'aria-label': words().search, placeholder: words().search });
    const look = async () => {
      const seen = await act({ kind: 'search', conversation: conversation().id, words: field.value });
      if (seen.kind !== 'badges') return found.replaceChildren(h('p', {}, seen.words ?? ''));
      return found.replaceChildren(
        ...seen.found.map(({ card }) =>
          h(
            'div',
            { class: 't-result' },
            showCard(card, { ...cardOptions({ id: '' }), act: () => undefined }),
          ),
        ),
      );
    };
    field.addEventListener('input', () => void look());
    openDialog(root, words().find, h('div', { class: 't-dialog-body' }, field, found), words());
    await look();
  };

  const writer = (thread, label) =>
    composer({
      people: peopleHere(),
      words: words(),
      bot: 'Speldje',
      label,
      onFind: () => void finder(),
      async onSend({ text, slash, files }) {
        replying = undefined;
        const seen = await act({ kind: 'say', conversation: conversation().id, text, thread, slash, files });
        if (seen.kind === 'fault') showAnswer(root, seen, cardOptions({ id: '' }));
      },
    });

  const threads = ({ posts }) => {
    const roots = posts.filter(
      (post) =>
        post.thread === post.id || post.thread === undefined || !posts.some(({ id }) => id === post.thread),
    );
    return roots.map((first) => {
      const replies = posts.filter(
        (post) => post.id !== first.id && post.thread !== undefined && post.thread === first.thread,
      );
      const inThread = first.thread !== undefined && !first.onlyYou;
      return h(
        'section',
        { class: inThread ? 't-thread' : 't-line' },
        message(first),
        replies.length ? h('div', { class: 't-replies' }, replies.map(message)) : null,
        inThread
          ? replying === first.thread
            ? h('div', { class: 't-reply' }, writer(first.thread, words().reply))
            : h(
                'button',
                { type: 'button', class: 't-link', onclick: () => ((replying = first.thread), draw(true)) },
                `↩ ${words().reply}`,
              )
          : null,
      );
    });
  };

  const drawSide = () => {
    const select = h(
      'select',
      {
        'aria-label': words().you,
        onchange: (event) => (
          (me = event.target.value), page.store('teams-as', me), (tab = undefined), load()
        ),
      },
      state.people.map(({ key, name, note }) =>
        h('option', { value: key }, note ? `${name} (${words()[note]})` : name),
      ),
    );
    select.value = state.me;
    const entry = ({ id, kind, name, posts }) =>
      h(
        'button',
        {
          type: 'button',
          class: 't-place',
          'aria-current': !tab && id === conversation().id ? 'true' : false,
          onclick: () => (
            (here = id), (replying = undefined), (tab = undefined), page.store('teams-at', id), draw(true)
          ),
        },
        h('span', { 'aria-hidden': 'true' }, kind === 'channel' ? '#' : kind === 'group' ? '👥' : '✪'),
        name,
        posts.length ? h('span', { class: 't-count' }, String(posts.length)) : null,
      );
    side.replaceChildren(
      h('label', { class: 't-you' }, words().you, select),
      h('h2', {}, `${words().team} · ${state.team}`),
      ...state.conversations.filter(({ kind }) => kind === 'channel').map(entry),
      h('h2', {}, words().chats),
      ...state.conversations.filter(({ kind }) => kind !== 'channel').map(entry),
      h(
        'button',
        {
          type: 'button',
          class: 't-place',
          'aria-current': tab ? 'true' : false,
          onclick: () => openTab(''),
        },
        h('span', { 'aria-hidden': 'true' }, '▤'),
        words().passport,
      ),
      wires(),
    );
  };

  const wires = () =>
    h(
      'details',
      { class: 't-wires' },
      h('summary', {}, words().wires),
      h('h3', {}, words().wiresService),
      h(
        'ol',
        {},
        state.deliveries
          .slice(0, 12)
          .map(({ type, name, status }) => h('li', {}, `${status} ${type}${name ? ` ${name}` : ''}`)),
      ),
      h('h3', {}, words().wiresBot),
      h(
        'ol',
        {},
        state.calls
          .slice(0, 12)
          .map(({ method, path, status }) =>
            h('li', {}, `${status} ${method} ${path.replace('/v3/conversations', '')}`),
          ),
      ),
    );

  /** As Teams does with a link to the app's tab: its sub-page goes into the tab's address. */
  const openTab = (link) => {
    tab = `${page.serviceUrl}/teams/passport?link=${encodeURIComponent(link)}&locale=${page.language}`;
    drawSide();
    shown = '';
    main.replaceChildren(
      h('header', { class: 't-head' }, h('h2', {}, words().passport)),
      h('iframe', { src: tab, title: words().passport, class: 't-tab' }),
    );
  };
  root.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="https://teams.microsoft.com/l/"]');
    if (!link) return;
    event.preventDefault();
    const url = new URL(link.href);
    if (url.pathname.startsWith('/l/entity/'))
      openTab(JSON.parse(url.searchParams.get('context') ?? '{}').subEntityId ?? '');
  });

  let shown = '';
  const draw = (force = false) => {
    const current = conversation();
    const signature = JSON.stringify([current, page.language, replying, me]);
    drawSide();
    if (tab) return;
    if (!force && signature === shown) return;
    shown = signature;
    const typing = main.querySelector('.t-write textarea');
    if (typing) drafted = typing.value;
    const log = h(
      'div',
      { class: 't-log', tabindex: '0', role: 'log', 'aria-label': current.name },
      current.posts.length ? threads(current) : h('p', { class: 't-empty' }, words().empty),
    );
    const write = h(
      'div',
      { class: 't-write' },
      writer(undefined, current.kind === 'personal' ? words().writeTo : words().write),
    );
    main.replaceChildren(
      h(
        'header',
        { class: 't-head' },
        h('h2', {}, current.name),
        current.kind === 'personal' ? installer() : null,
      ),
      log,
      write,
    );
    write.querySelector('textarea').value = drafted;
    log.scrollTop = log.scrollHeight;
    if (replying) main.querySelector('.t-reply textarea')?.focus();
  };

  const installer = () =>
    h(
      'span',
      { class: 't-install' },
      h(
        'button',
        { type: 'button', class: 't-link', onclick: () => act({ kind: 'install', installed: true }) },
        words().install,
      ),
      h(
        'button',
        { type: 'button', class: 't-link', onclick: () => act({ kind: 'install', installed: false }) },
        words().uninstall,
      ),
    );

  const load = async () => {
    state = await ask(`/teams/state?as=${encodeURIComponent(me)}`);
    draw();
  };
  page.onChange('teams', () => void load());
  page.onLanguage(() => state && draw(true));
  await load();
}

function initials(name) {
  return (name ?? '?')
    .split(' ')
    .map((part) => part[0])
    .join('')
    .slice(0, 2);
}
