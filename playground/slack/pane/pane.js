import { createActor } from './actor.js';
import { createComposer } from './composer.js';
import { h } from './dom.js';
import { renderHead } from './head.js';
import { renderHome } from './home.js';
import { createLog } from './log.js';
import { createModal } from './modal.js';
import { namesIn, titleOf } from './names.js';
import { createSeen } from './seen.js';
import { renderPeople, renderSide } from './side.js';
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
  const words = () => wordsIn(page.language);
  const language = () => page.language;

  const names = () => namesIn(state);
  const { act, notice, box: noticeBox } = createActor({ words, as: () => as });
  const seen = createSeen(page);

  const channel = () => state.channels.find((one) => one.id === channelId) ?? state.channels[0];
  const botChannel = () => state.channels.find((one) => one.kind === 'im' && one.other === state.bot.id);
  const isBotChannel = () => channel().id === botChannel()?.id;
  // The lasting parts of the pane.
  const side = h('nav', { class: 'side' });
  const person = h('select', {
    id: 'i-am',
    onchange() {
      as = person.value;
      page.store('slack.as', as);
      threadTs = undefined;
      // The places are somebody else's until theirs are here.
      side.inert = true;
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
  const homeBox = h('div', { class: 'home', hidden: true });
  const composer = createComposer({
    words,
    notice,
    state: () => state,
    inThread: false,
    runShortcut: (callbackId) => act({ act: 'globalShortcut', callbackId }),
    send: (what) => act({ act: what.command ? 'command' : 'say', channel: channelId, ...what }),
  });
  const room = {
    act,
    language,
    names,
    openThread,
    words,
    state: () => state,
    replies: (ts) =>
      channel().messages.filter((message) => message.threadTs === ts && !message.ephemeral).length,
  };
  const log = createLog(room);
  const threadLog = createLog({ ...room, openThread: undefined });
  const talk = h('section', { class: 'talk' }, head, homeBox, log.box, composer.form);
  const threadHead = h('header', {});
  const threadComposer = createComposer({
    words,
    notice,
    state: () => state,
    inThread: true,
    send: (what) => act({ act: 'say', channel: channelId, threadTs, ...what }),
  });
  const thread = h(
    'aside',
    { class: 'thread', hidden: true },
    threadHead,
    threadLog.box,
    threadComposer.form,
  );
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
    log.toEnd();
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

  function emptyPlace(current) {
    const w = words();
    const first = h(
      'button',
      { type: 'button', class: 'try', onclick: () => composer.fill(FIRST_COMMAND) },
      FIRST_COMMAND,
    );
    const hint = current.withBot ? h('p', {}, w.tryFirst, ' ', first) : null;
    return h('div', { class: 'empty' }, h('p', {}, w.empty), hint);
  }

  function render() {
    if (!state) return;
    const w = words();
    const current = channel();
    channelId = current.id;
    seen.mark(as, current, state.me);
    menuButton.setAttribute('aria-label', w.menu);
    wiresButton.textContent = w.wires;
    const view = { ...room, seen, as, current, botChannel: botChannel(), homeTab, openHome, choose };
    personLabel.textContent = w.iAm;
    renderPeople(person, view);
    renderSide(side, view);
    renderHead(head, view);
    const atHome = isBotChannel() && homeTab === 'home';
    homeBox.hidden = !atHome;
    log.box.hidden = atHome;
    composer.form.hidden = atHome;
    if (atHome) renderHome(homeBox, view);
    const main = current.messages.filter((message) => message.threadTs === undefined || message.broadcast);
    log.show(`${current.id}/${as}`, titleOf(current, names()), main, () => emptyPlace(current));
    composer.show(
      w.write(titleOf(current, names())),
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
      const replies = current.messages.filter((message) => message.threadTs === threadTs);
      threadLog.show(`${threadTs}/${as}`, w.thread, [parent, ...replies]);
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
      side.inert = false;
      render();
    } catch {
      side.inert = false;
      notice(words().appGone);
    }
  }

  page.onChange('slack', refresh);
  page.onLanguage(render);
  await refresh();
}
