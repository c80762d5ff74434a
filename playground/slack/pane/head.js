import { h } from './dom.js';
import { titleOf } from './names.js';

function tabs(view) {
  const { homeTab, openHome } = view;
  const w = view.words();
  return h(
    'div',
    { class: 'home-tabs' },
    ['home', 'messages'].map((tab) =>
      h(
        'button',
        { type: 'button', 'aria-pressed': String(homeTab === tab), onclick: () => openHome(tab) },
        w[tab],
      ),
    ),
  );
}

function invitation(view) {
  const { act, current } = view;
  const w = view.words();
  const { bot } = view.state();
  const invite = () => act({ act: 'invite', channel: current.id, member: bot.id });
  return h(
    'p',
    { class: 'invite' },
    w.withoutBot,
    ' ',
    h('button', { type: 'button', class: 'small', onclick: invite }, w.invite),
  );
}

/** The head of a place: its name and topic, the tabs of the app, and the way to invite it. */
export function renderHead(box, view) {
  const { botChannel, current } = view;
  const lacksBot = !current.withBot && current.kind !== 'im' && !current.archived && current.member;
  box.replaceChildren(
    h(
      'div',
      { class: 'row' },
      h('h2', {}, titleOf(current, view.names())),
      current.topic ? h('span', { class: 'quiet topic' }, current.topic) : null,
      current.id === botChannel?.id ? tabs(view) : null,
    ),
    ...(lacksBot ? [invitation(view)] : []),
  );
}
