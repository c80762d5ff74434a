import { h } from './dom.js';

let counter = 0;

/**
 * A field with suggestions, of which one or several can be chosen by mouse or keyboard.
 * `load(query)` gives `[{ value, label, option }]`; `get()` gives what was chosen.
 */
export function picker({
  label,
  placeholder,
  multiple,
  most = 100,
  initial = [],
  load,
  onChange,
  words,
  describedBy,
}) {
  counter += 1;
  const listId = `picker-${counter}`;
  let chosen = initial;
  let shown = [];
  let active = -1;
  let turn = 0;
  const chips = h('span', { class: 'chips' });
  const input = h('input', {
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    'aria-label': label,
    'aria-expanded': 'false',
    'aria-controls': listId,
    'aria-autocomplete': 'list',
    'aria-describedby': describedBy,
    placeholder: placeholder ?? words.search,
  });
  const list = h('ul', { id: listId, role: 'listbox', 'aria-label': label, hidden: true });
  const box = h('div', { class: multiple ? 'picker many' : 'picker' }, chips, input, list);

  function showChosen() {
    if (!multiple) {
      input.value = chosen[0]?.label ?? '';
      return;
    }
    chips.replaceChildren(
      ...chosen.map((one) =>
        h(
          'span',
          { class: 'chip' },
          one.label,
          h(
            'button',
            { type: 'button', 'aria-label': words.takeOut(one.label), onclick: () => choose(one) },
            '×',
          ),
        ),
      ),
    );
  }
  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }
  function choose(one) {
    const has = chosen.some((other) => other.value === one.value);
    if (multiple)
      chosen = has ? chosen.filter((other) => other.value !== one.value) : [...chosen, one].slice(-most);
    else chosen = [one];
    input.value = '';
    showChosen();
    close();
    onChange?.(chosen);
  }
  function mark(index) {
    active = index;
    for (const [at, item] of [...list.children].entries())
      item.setAttribute('aria-selected', String(at === index));
    const item = list.children[index];
    if (!item) return;
    input.setAttribute('aria-activedescendant', item.id);
    item.scrollIntoView({ block: 'nearest' });
  }
  async function open() {
    turn += 1;
    const mine = turn;
    const found = await load(multiple || chosen[0]?.label !== input.value ? input.value : '');
    if (mine !== turn || document.activeElement !== input) return;
    shown = found;
    list.replaceChildren(
      ...shown.map((one, index) =>
        h(
          'li',
          {
            id: `${listId}-${index}`,
            role: 'option',
            'aria-selected': 'false',
            onmousedown(event) {
              event.preventDefault();
              choose(one);
            },
          },
          one.label,
          one.description ? h('small', {}, one.description) : null,
        ),
      ),
    );
    if (shown.length === 0)
      list.append(h('li', { class: 'none', role: 'option', 'aria-disabled': 'true' }, words.nothingFound));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
  }
  let pause;
  input.addEventListener('input', () => {
    if (!multiple) chosen = [];
    clearTimeout(pause);
    pause = setTimeout(open, 120);
  });
  input.addEventListener('click', () => list.hidden && open());
  input.addEventListener('blur', () => {
    close();
    showChosen();
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) void open();
      else if (shown.length > 0)
        mark((active + (event.key === 'ArrowDown' ? 1 : -1) + shown.length) % shown.length);
    } else if (event.key === 'Enter' && !list.hidden && (shown[active] ?? shown[0])) {
      event.preventDefault();
      choose(shown[active] ?? shown[0]);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Backspace' && multiple && input.value === '' && chosen.length > 0) {
      choose(chosen.at(-1));
    }
  });
  showChosen();
  return { box, input, get: () => chosen };
}
