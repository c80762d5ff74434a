import { showCard } from './card.js';
import { h } from './dom.js';

/** A dialog over the pane. `content` is what is in it; gives what closes it. */
export function openDialog(place, title, content, words) {
  place.querySelector('dialog.t-dialog')?.remove();
  const dialog = h(
    'dialog',
    { class: 't-dialog', 'aria-label': title },
    h(
      'header',
      {},
      h('h2', {}, title),
      h(
        'button',
        { type: 'button', class: 't-close', 'aria-label': words.close, onclick: () => dialog.close() },
        '✕',
      ),
    ),
    content,
  );
  dialog.addEventListener('close', () => dialog.remove());
  place.append(dialog);
  dialog.showModal();
  return () => dialog.close();
}

/** Shows what came of a click: another dialog, words, or nothing. */
export function showAnswer(place, seen, options) {
  const { words } = options;
  if (seen.kind === 'dialog') {
    const card = showCard(seen.card, {
      ...options,
      async act(_, action, filled, pressed) {
        if (action.type === 'Action.OpenUrl') return;
        pressed.disabled = true;
        const next = await options.submit(seen.card, filled);
        pressed.disabled = false;
        if (next.kind === 'closed') place.querySelector('dialog.t-dialog')?.close();
        else showAnswer(place, next, options);
      },
    });
    openDialog(place, seen.title, h('div', { class: 't-dialog-body' }, card), words);
  } else if (seen.kind === 'words' || seen.kind === 'fault') {
    openDialog(
      place,
      seen.kind === 'fault' ? words.fault : 'Speldje',
      h('div', { class: 't-dialog-body' }, h('p', {}, seen.words)),
      words,
    );
  }
}
