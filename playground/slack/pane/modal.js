import { renderBlocks } from './blocks.js';
import { h } from './dom.js';

function collect(fields) {
  const values = {};
  for (const [id, field] of fields) if (field.get) values[id] = field.get();
  return values;
}

/** What was typed, in the form in which the app's state has it, so that it can be shown again. */
function heldFrom(view, kept) {
  return (blockId, actionId) => {
    const before = kept?.[blockId];
    const known = view.values[blockId]?.[actionId];
    if (before === undefined || before === '') return known;
    if (Array.isArray(before)) {
      const objects = before.every((one) => typeof one === 'object');
      return objects
        ? { selected_options: before }
        : {
            selected_users: before,
            selected_options: before.map((value) => ({ value, text: { text: value } })),
          };
    }
    if (typeof before === 'object') return { selected_option: before };
    return {
      value: before,
      selected_user: before,
      selected_date: before,
      selected_time: before,
      selected_option: { value: before },
      selected_conversation: before,
      selected_channel: before,
    };
  };
}

function showFaults(errors, fields) {
  let first;
  for (const [id, field] of fields) {
    const text = errors[id];
    field.fault.textContent = text ?? '';
    field.fault.hidden = !text;
    if (text) first ??= field.node;
  }
  first?.querySelector('input,textarea,select')?.focus();
  if (first?.matches('input,textarea,select')) first.focus();
}

/** The person's uppermost modal, in a dialog that keeps what was typed while the app updates it. */
export function createModal({ act, words, names, notice, language }) {
  let open;

  function build(view, kept) {
    const { definition } = view;
    const fields = new Map();
    const place = { view: view.id };
    const context = {
      words: words(),
      names: names(),
      held: heldFrom(view, kept),
      changed: (element, block, value) =>
        act({ act: 'press', ...place, actionId: element.action_id, blockId: block.block_id, value }),
      async suggest(element, block, value) {
        const answer = await act({
          act: 'suggest',
          ...place,
          actionId: element.action_id,
          blockId: block.block_id,
          value,
        });
        return answer.options ?? [];
      },
    };
    const w = words();
    const close = () => act({ act: 'close', view: view.id });
    async function submit(event) {
      event.preventDefault();
      const values = collect(fields);
      const missing = {};
      for (const [id, field] of fields) {
        const value = values[id];
        if (!field.block.optional && (value === '' || value === undefined || value.length === 0))
          missing[id] = w.required;
      }
      showFaults(missing, fields);
      if (Object.keys(missing).length > 0) return;
      const button = form.querySelector('button[type=submit]');
      button.disabled = true;
      const sent = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
      const answer = await act({ act: 'submit', view: view.id, values: sent });
      button.disabled = false;
      if (answer.outcome === 'failed') notice(w.appFailed(answer.status || '—'));
    }
    const form = h(
      'form',
      { novalidate: true, onsubmit: submit },
      h(
        'header',
        {},
        h('h2', { id: 'modal-title' }, definition.title.text),
        h('button', { type: 'button', class: 'plain', 'aria-label': w.close, onclick: close }, '×'),
      ),
      h('div', { class: 'modal-body' }, renderBlocks(definition.blocks, context, fields)),
      h(
        'footer',
        {},
        h('button', { type: 'button', onclick: close }, definition.close?.text ?? w.cancel),
        definition.submit ? h('button', { type: 'submit', class: 'primary' }, definition.submit.text) : null,
      ),
    );
    return { fields, form };
  }

  return {
    show(view) {
      if (!view) {
        open?.dialog.close();
        open?.dialog.remove();
        open = undefined;
        return;
      }
      const stamp = `${view.id}/${view.hash}/${language()}`;
      if (open?.stamp !== stamp) {
        const kept = open?.id === view.id ? collect(open.fields) : undefined;
        const { fields, form } = build(view, kept);
        const dialog = open?.dialog ?? h('dialog', { class: 'modal', 'aria-labelledby': 'modal-title' });
        dialog.replaceChildren(form);
        if (!dialog.isConnected) {
          document.body.append(dialog);
          dialog.addEventListener('cancel', (event) => {
            event.preventDefault();
            act({ act: 'close', view: open.id });
          });
          dialog.showModal();
        }
        open = { id: view.id, stamp, fields, dialog };
        form.querySelector('.modal-body input, .modal-body textarea, .modal-body select')?.focus();
      }
      const errors = JSON.stringify(view.errors);
      if (open.errors !== errors) {
        open.errors = errors;
        showFaults(view.errors, open.fields);
      }
    },
  };
}
