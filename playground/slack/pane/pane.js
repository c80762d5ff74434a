import { renderBlocks } from './blocks.js';
import { createComposer } from './composer.js';
import { h, keyed } from './dom.js';
import { avatar, renderMessage } from './message.js';
import { createModal } from './modal.js';
import { createWires } from './wires.js';
import { wordsIn } from './words.js';

const FIRST_COMMAND = '/badge award @Student Sam adviseur-lerende-regio “Sterk advies”';

/** Puts the Slack-like pane into its place on the page. */
export async function mount(place, page) {
  let state;
  let as = page.stored('slack.as', 'U0BO');
  let channelId = page.stored('slack.channel', 'C0WERKPLAATS');
  let threadTs;
  let homeTab = 'home';
  let editing;
  const words = () => wordsIn(page.language);
  const language = () => page.language;

  const names = () => ({
    me: state.me,
    people: state.members.filter((one) => !one.bot && !one.deactivated && !one.stranger),
    channels: state.channels.filter((one) => one.kind === 'channel'),
    member: (id) => state.members.find((one) => one.id === id),
    user: (id) => state.members.find((one) => one.id === id)?.realName,
    channel: (id) => state.channels.find((one) => one.id === id)?.name,
    group: (id) => state.groups.find((one) => one.id === id)?.handle,
  });

  let noticeTimer;
  const noticeBox = h('p', { class: 'notice', role: 'status', hidden: true });
  function notice(text) {
    noticeBox.textContent = text;
    noticeBox.hidden = false;
    clearTimeout(noticeTimer);
    noticeTimer = setTimeout(() => {
      noticeBox.hidden = true;
    }, 7000);
  }

  async function act(what) {
    let answer;
    try {
      const response = await fetch('/slack/act', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ as, ...what }),
      });
      answer = await response.json();
    } catch {
      notice(words().appGone);
      return { ok: false };
    }
    const w = words();
    if (answer.ok === false) notice(w.notPossible(answer.message));
    else if (answer.failure === 'http_timeout') notice(w.appSlow);
    else if (answer.failure) notice(w.appGone);
    else if (answer.status !== undefined && answer.status !== 200) notice(w.appFailed(answer.status));
    return answer;
  }

  const channel = () => state.channels.find((one) => one.id === channelId) ?? state.channels[0];
  const botChannel = () => state.channels.find((one) => one.kind === 'im' && one.other === state.bot.id);
  const isBotChannel = () => channel().id === botChannel()?.id;
  const titleOf = (one) =>
    one.kind === 'im'
      ? (names().user(one.other) ?? '')
      : `${one.kind === 'channel' ? '#' : '🔒'} ${one.name}`;

  // The lasting parts of the pane.
  const side = h('nav', { class: 'side' });
  const person = h('select', {
    id: 'i-am',
    onchange() {
      as = person.value;
      page.store('slack.as', as);
      threadTs = undefined;
      void refresh();
    },
  });
  const personLabel = h('label', { for: 'i-am' });
  const menuButton = h(
    'button',
    {
      type: 'button',
      class: 'plain only-phone',
      'aria-expanded': 'false',
      onclick: () => showSide(!root.classList.contains('with-side')),
    },
    '☰',
  );
  const wiresButton = h('button', {
    type: 'button',
    class: 'small',
    'aria-expanded': 'false',
    onclick: () => toggleWires(!wires.open),
  });
  const bar = h(
    'div',
    { class: 'bar' },
    menuButton,
    h('div', { class: 'i-am' }, personLabel, person),
    wiresButton,
  );
  const head = h('header', { class: 'talk-head' });
  const log = h('div', { class: 'log', role: 'log', tabindex: '0' });
  const homeBox = h('div', { class: 'home', hidden: true });
  const composer = createComposer({
    words,
    notice,
    state: () => state,
    inThread: false,
    runShortcut: (callbackId) => act({ act: 'globalShortcut', callbackId }),
    send: (what) => act({ act: what.command ? 'command' : 'say', channel: channelId, ...what }),
  });
  const talk = h('section', { class: 'talk' }, head, homeBox, log, composer.form);
  const threadLog = h('div', { class: 'log', role: 'log', tabindex: '0' });
  const threadHead = h('header', {});
  const threadComposer = createComposer({
    words,
    notice,
    state: () => state,
    inThread: true,
    send: (what) => act({ act: 'say', channel: channelId, threadTs, ...what }),
  });
  const thread = h('aside', { class: 'thread', hidden: true }, threadHead, threadLog, threadComposer.form);
  const wires = createWires({ words, language, onClose: () => toggleWires(false) });
  const root = h('div', { class: 'slack' }, bar, side, talk, thread, wires.box, noticeBox);
  place.replaceChildren(root);
  const modal = createModal({ act, words, names, notice, language });

  function showSide(open) {
    root.classList.toggle('with-side', open);
    menuButton.setAttribute('aria-expanded', String(open));
  }
  function toggleWires(open) {
    wires.toggle(open);
    wiresButton.setAttribute('aria-expanded', String(open));
  }
  function choose(id) {
    channelId = id;
    page.store('slack.channel', id);
    threadTs = undefined;
    homeTab = 'messages';
    showSide(false);
    render();
    log.scrollTop = log.scrollHeight;
    composer.field.focus();
  }
  function openHome(tab) {
    const im = botChannel();
    if (!im) return;
    channelId = im.id;
    page.store('slack.channel', im.id);
    threadTs = undefined;
    homeTab = tab;
    showSide(false);
    render();
    void act({ act: 'home', tab });
  }
  function openThread(ts) {
    threadTs = ts;
    render();
    threadComposer.field.focus();
  }

  const seenKey = (one) => `slack.seen.${as}.${one.id}`;
  const newestIn = (one) => one.messages.findLast((message) => message.user !== state.me)?.ts ?? '0';
  const unread = (one) => one.id !== channelId && newestIn(one) > page.stored(seenKey(one), '0');

  function renderSide() {
    const w = words();
    const focused = side.contains(document.activeElement) ? document.activeElement.dataset.id : undefined;
    const entry = (one, text, extra, pressed) =>
      h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            data: { id: one.id },
            class: unread(one) ? 'unread' : undefined,
            'aria-current': pressed ? 'page' : undefined,
            onclick: () => (one.id === botChannel()?.id ? openHome(homeTab) : choose(one.id)),
          },
          text,
          extra ? h('small', {}, extra) : null,
          unread(one)
            ? h('span', { class: 'dot' }, h('span', { class: 'visually-hidden' }, w.newMessages))
            : null,
        ),
      );
    const places = state.channels.filter((one) => one.kind !== 'im');
    const direct = state.channels.filter((one) => one.kind === 'im');
    side.setAttribute('aria-label', w.channels);
    side.replaceChildren(
      h('p', { class: 'workspace' }, 'Maas en Waal'),
      h('h2', {}, w.channels),
      h(
        'ul',
        {},
        places.map((one) => entry(one, titleOf(one), one.archived ? w.archived : '', one.id === channelId)),
      ),
      h('h2', {}, w.direct),
      h(
        'ul',
        {},
        direct.map((one) =>
          entry(
            one,
            [avatar(names().member(one.other)), titleOf(one)],
            one.other === state.bot.id ? w.app : '',
            one.id === channelId,
          ),
        ),
      ),
    );
    if (focused) side.querySelector(`[data-id="${focused}"]`)?.focus();
  }

  function renderPerson() {
    const w = words();
    personLabel.textContent = w.iAm;
    if (channelId === botChannel()?.id) {
      const mine = state.people.find((one) => one.id === as);
      if (mine) page.store(`slack.direct.${as}`, mine.newest);
    }
    const options = state.people.map((one) => {
      const fresh = one.newest > page.stored(`slack.direct.${one.id}`, '0') ? ` • ${w.newMessages}` : '';
      return h('option', { value: one.id }, one.realName + fresh);
    });
    if (document.activeElement !== person || person.options.length === 0) person.replaceChildren(...options);
    person.value = state.me;
  }

  const room = {
    act,
    language,
    words,
    openThread,
    state: () => state,
    replies: (ts) =>
      channel().messages.filter((message) => message.threadTs === ts && !message.ephemeral).length,
    get names() {
      return names();
    },
    startEdit(message) {
      editing = message.ts;
      render();
    },
  };
  const signature = (message, inThread) =>
    JSON.stringify([
      message,
      language(),
      inThread ? 0 : room.replies(message.ts),
      state.me,
      editing === message.ts,
    ]);

  function stopEdit() {
    editing = undefined;
    render();
  }
  function editForm(message) {
    const w = words();
    const field = h('textarea', {
      'aria-label': w.edit,
      rows: '2',
      value: message.text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
    });
    return h(
      'form',
      {
        class: 'message editing',
        onsubmit(event) {
          event.preventDefault();
          stopEdit();
          void act({ act: 'edit', message: { channel: message.channel, ts: message.ts }, text: field.value });
        },
      },
      field,
      h(
        'div',
        { class: 'row end' },
        h('button', { type: 'button', onclick: stopEdit }, w.cancel),
        h('button', { type: 'submit', class: 'primary' }, w.save),
      ),
    );
  }
  const messageNode = (message, inThread) =>
    editing === message.ts
      ? editForm(message)
      : renderMessage(
          message,
          inThread ? { ...room, names: names(), openThread: undefined } : { ...room, names: names() },
        );

  function renderLog(box, messages, inThread) {
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
    const before = box.childElementCount;
    keyed(
      box,
      messages,
      (one) => one.ts,
      (one) => signature(one, inThread),
      (one) => messageNode(one, inThread),
    );
    if (atEnd || before === 0) box.scrollTop = box.scrollHeight;
    for (const image of box.querySelectorAll('img')) {
      if (!image.complete && atEnd) {
        image.addEventListener(
          'load',
          () => {
            box.scrollTop = box.scrollHeight;
          },
          { once: true },
        );
      }
    }
  }

  function renderHead(current) {
    const w = words();
    const tabs = isBotChannel()
      ? h(
          'div',
          { class: 'home-tabs' },
          ['home', 'messages'].map((tab) =>
            h(
              'button',
              { type: 'button', 'aria-pressed': String(homeTab === tab), onclick: () => openHome(tab) },
              w[tab],
            ),
          ),
        )
      : null;
    const invite =
      !current.withBot && current.kind !== 'im' && !current.archived && current.member
        ? h(
            'p',
            { class: 'invite' },
            w.withoutBot,
            ' ',
            h(
              'button',
              {
                type: 'button',
                class: 'small',
                onclick: () => act({ act: 'invite', channel: current.id, member: state.bot.id }),
              },
              w.invite,
            ),
          )
        : null;
    head.replaceChildren(
      h(
        'div',
        { class: 'row' },
        h('h2', {}, titleOf(current)),
        current.topic ? h('span', { class: 'quiet topic' }, current.topic) : null,
        tabs,
      ),
      ...(invite ? [invite] : []),
    );
  }

  function renderHome() {
    const show = isBotChannel() && homeTab === 'home';
    homeBox.hidden = !show;
    log.hidden = show;
    composer.form.hidden = show;
    if (!show) return;
    const { home } = state;
    const stamp = `${home?.id}/${home?.hash}/${language()}`;
    if (homeBox.dataset.stamp === stamp) return;
    homeBox.dataset.stamp = stamp;
    const context = {
      words: words(),
      names: names(),
      held: (block, action) => home.values[block]?.[action],
      changed: (element, block, value) =>
        act({ act: 'press', view: home.id, actionId: element.action_id, blockId: block.block_id, value }),
      async suggest(element, block, value) {
        const answer = await act({
          act: 'suggest',
          view: home.id,
          actionId: element.action_id,
          blockId: block.block_id,
          value,
        });
        return answer.options ?? [];
      },
    };
    homeBox.replaceChildren(
      ...(home
        ? renderBlocks(home.definition.blocks, context)
        : [h('p', { class: 'quiet' }, words().emptyHome)]),
    );
  }

  function render() {
    if (!state) return;
    const w = words();
    const current = channel();
    channelId = current.id;
    page.store(seenKey(current), newestIn(current));
    menuButton.setAttribute('aria-label', w.menu);
    wiresButton.textContent = w.wires;
    renderPerson();
    renderSide();
    renderHead(current);
    renderHome();
    log.setAttribute('aria-label', titleOf(current));
    if (log.dataset.channel !== `${current.id}/${as}`) {
      log.replaceChildren();
      log.dataset.channel = `${current.id}/${as}`;
    }
    const main = current.messages.filter((message) => message.threadTs === undefined || message.broadcast);
    log.querySelector('.empty')?.remove();
    renderLog(log, main, false);
    if (main.length === 0) {
      log.append(
        h(
          'div',
          { class: 'empty' },
          h('p', {}, w.empty),
          current.withBot
            ? h(
                'p',
                {},
                w.tryFirst,
                ' ',
                h(
                  'button',
                  { type: 'button', class: 'try', onclick: () => composer.fill(FIRST_COMMAND) },
                  FIRST_COMMAND,
                ),
              )
            : null,
        ),
      );
    }
    composer.show(
      w.write(titleOf(current)),
      current.archived || !(current.member || current.kind === 'channel'),
    );
    const parent = threadTs && current.messages.find((message) => message.ts === threadTs);
    thread.hidden = !parent;
    root.classList.toggle('with-thread', Boolean(parent));
    if (parent) {
      threadHead.replaceChildren(
        h('h2', {}, w.thread),
        h(
          'button',
          {
            type: 'button',
            class: 'plain',
            'aria-label': w.close,
            onclick() {
              threadTs = undefined;
              render();
              composer.field.focus();
            },
          },
          '×',
        ),
      );
      thread.setAttribute('aria-label', w.thread);
      if (threadLog.dataset.ts !== threadTs) {
        threadLog.replaceChildren();
        threadLog.dataset.ts = threadTs;
      }
      threadLog.setAttribute('aria-label', w.thread);
      renderLog(
        threadLog,
        [parent, ...current.messages.filter((message) => message.threadTs === threadTs)],
        true,
      );
      threadComposer.show(w.writeReply, current.archived);
    }
    modal.show(state.modals.at(-1));
    wires.refresh();
  }

  let turn = 0;
  async function refresh() {
    turn += 1;
    const mine = turn;
    try {
      const response = await fetch(`/slack/state?as=${encodeURIComponent(as)}`);
      const fresh = await response.json();
      // An answer to an older question must not undo a newer one.
      if (mine !== turn) return;
      state = fresh;
      as = state.me;
      render();
    } catch {
      notice(words().appGone);
    }
  }

  page.onChange('slack', refresh);
  page.onLanguage(render);
  await refresh();
}
