import { h } from './dom.js';
import { avatar } from './message.js';
import { titleOf } from './names.js';

function entry(one, view) {
  const { as, botChannel, choose, current, homeTab, openHome, seen } = view;
  const { me } = view.state();
  const names = view.names();
  const w = view.words();
  const unread = one.id !== current.id && seen.unread(as, one, me);
  const isBot = one.id === botChannel?.id;
  const extra = one.archived ? w.archived : isBot ? w.app : '';
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        data: { id: one.id },
        class: unread ? 'unread' : undefined,
        'aria-current': one.id === current.id ? 'page' : undefined,
        onclick: () => (isBot ? openHome(homeTab) : choose(one.id)),
      },
      one.kind === 'im' ? avatar(names.member(one.other)) : null,
      titleOf(one, names),
      extra ? h('small', {}, extra) : null,
      unread ? h('span', { class: 'dot' }, h('span', { class: 'visually-hidden' }, w.newMessages)) : null,
    ),
  );
}

/** The list of places, with a dot where something is new. */
export function renderSide(box, view) {
  const w = view.words();
  const { channels } = view.state();
  const focused = box.contains(document.activeElement) ? document.activeElement.dataset.id : undefined;
  const list = (wanted) =>
    h(
      'ul',
      {},
      channels.filter(wanted).map((one) => entry(one, view)),
    );
  box.setAttribute('aria-label', w.channels);
  box.replaceChildren(
    h('p', { class: 'workspace' }, 'Maas en Waal'),
    h('h2', {}, w.channels),
    list((one) => one.kind !== 'im'),
    h('h2', {}, w.direct),
    list((one) => one.kind === 'im'),
  );
  if (focused) box.querySelector(`[data-id="${focused}"]`)?.focus();
}

/** The people one can be; those who have a new direct message of the bot are marked. */
export function renderPeople(select, view) {
  const { as, botChannel, current, seen } = view;
  const { me, people } = view.state();
  const w = view.words();
  const mine = people.find((one) => one.id === as);
  if (mine && current.id === botChannel?.id) seen.markDirect(mine);
  const options = people.map((one) =>
    h('option', { value: one.id }, one.realName + (seen.unreadDirect(one) ? ` • ${w.newMessages}` : '')),
  );
  // An open list must not change under the pointer.
  if (document.activeElement !== select || select.options.length === 0) select.replaceChildren(...options);
  select.value = me;
}
