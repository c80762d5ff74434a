import { h, keyed } from './dom.js';
import { renderMessage } from './message.js';

/** How near the end, in pixels, still counts as reading along. */
const NEAR = 60;

function unescaped(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** A list of messages that follows the talk, in which one's own messages can be edited. */
export function createLog(room) {
  const box = h('div', { class: 'log', role: 'log', tabindex: '0' });
  let editing;
  let last;

  function stopEdit() {
    editing = undefined;
    show(...last);
  }

  function editForm(message) {
    const w = room.words();
    const field = h('textarea', { 'aria-label': w.edit, rows: '2', value: unescaped(message.text) });
    return h(
      'form',
      {
        class: 'message editing',
        onsubmit(event) {
          event.preventDefault();
          stopEdit();
          void room.act({
            act: 'edit',
            message: { channel: message.channel, ts: message.ts },
            text: field.value,
          });
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

  function startEdit(message) {
    editing = message.ts;
    show(...last);
    box.querySelector('.editing textarea')?.focus();
  }

  function toEnd() {
    box.scrollTop = box.scrollHeight;
  }

  /** @param place what is shown; another place begins afresh. @param empty makes what stands where nothing is */
  function show(place, title, messages, empty) {
    last = [place, title, messages, empty];
    box.setAttribute('aria-label', title);
    if (box.dataset.place !== place) {
      box.replaceChildren();
      box.dataset.place = place;
      editing = undefined;
    }
    box.querySelector('.empty')?.remove();
    const fresh = box.childElementCount === 0;
    const follows = fresh || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    const { me } = room.state();
    const { openThread, replies } = room;
    keyed(
      box,
      messages,
      (one) => one.ts,
      (one) =>
        JSON.stringify([
          one,
          room.language(),
          me,
          openThread ? replies(one.ts) : 0,
          editing === one.ts,
          room.state().shortcuts.length,
        ]),
      (one) =>
        editing === one.ts ? editForm(one) : renderMessage(one, { ...room, names: room.names(), startEdit }),
    );
    if (messages.length === 0 && empty) box.append(empty());
    if (!follows) return;
    toEnd();
    for (const image of box.querySelectorAll('img')) {
      if (!image.complete) image.addEventListener('load', toEnd, { once: true });
    }
  }

  return { box, show, toEnd };
}
