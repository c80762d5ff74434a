/** Makes an element: `on…` listeners, `class`, `data` and attributes; false and null leave an attribute out. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'data') Object.assign(element.dataset, value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name === 'class' ? 'class' : name, value === true ? '' : value);
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** Brings a list up to date, making anew only what changed, so that focus and half-made choices stay. */
export function keyed(container, items, keyOf, signatureOf, make) {
  const known = new Map([...container.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => {
    const key = keyOf(item);
    const signature = signatureOf(item);
    const old = known.get(key);
    if (old?.dataset.signature === signature) return old;
    const fresh = make(item);
    fresh.dataset.key = key;
    fresh.dataset.signature = signature;
    return fresh;
  });
  for (const child of known.values()) if (!wanted.includes(child)) child.remove();
  for (const [index, child] of wanted.entries()) {
    if (container.children[index] !== child) container.insertBefore(child, container.children[index] ?? null);
  }
}

/** A button that opens a small list of further buttons. */
export function menu(label, text, entries) {
  const box = h('details', { class: 'menu' }, h('summary', { 'aria-label': label, title: label }, text));
  const close = () => box.removeAttribute('open');
  const list = h(
    'div',
    { class: 'menu-list' },
    entries.map((entry) =>
      h(
        'button',
        {
          type: 'button',
          class: entry.danger ? 'danger' : undefined,
          onclick() {
            close();
            entry.act();
          },
        },
        entry.text,
      ),
    ),
  );
  box.append(list);
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !box.open) return;
    event.stopPropagation();
    close();
    box.querySelector('summary').focus();
  });
  box.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) close();
  });
  return box;
}

document.addEventListener('click', (event) => {
  for (const open of document.querySelectorAll('details.menu[open]')) {
    if (!open.contains(event.target)) open.removeAttribute('open');
  }
});
