import { h } from './dom.js';

/** Where one writes: `@` offers people, `/` the bot's commands. */
export function composer({ people, words, bot, label, onSend, onFind }) {
  const list = h('div', { class: 't-suggestions', role: 'listbox', hidden: true });
  const area = h('textarea', { rows: 2, placeholder: label, 'aria-label': label });
  let file = false;
  const offer = (entries, take) => {
    list.replaceChildren(
      ...entries.map((text) =>
        h(
          'button',
          { type: 'button', role: 'option', onclick: () => (take(text), hide(), area.focus()) },
          text,
        ),
      ),
    );
    list.hidden = entries.length === 0;
  };
  const hide = () => {
    list.hidden = true;
  };
  area.addEventListener('input', () => {
    const before = area.value.slice(0, area.selectionStart);
    const mention = /(?:^|\s)@([^@\n]{0,20})$/u.exec(before);
    if (mention !== null) {
      const typed = mention[1].toLowerCase();
      const names = [bot, ...people.map(({ name }) => name)].filter((name) =>
        name.toLowerCase().includes(typed),
      );
      return offer(names.slice(0, 6), (name) => {
        const start = before.length - mention[1].length - 1;
        area.value = `${area.value.slice(0, start)}@${name} ${area.value.slice(before.length)}`;
      });
    }
    if (/^\/[^\n]{0,12}$/u.test(area.value))
      return offer(
        words.commands.filter((command) => command.startsWith(area.value.slice(1))),
        (command) => {
          area.value = `/${command}`;
        },
      );
    return hide();
  });
  const send = async () => {
    const written = area.value.trim();
    if (written === '') return;
    const slash = written.startsWith('/');
    area.value = '';
    hide();
    const files = file ? [{ name: 'rapport.pdf', type: 'pdf' }] : [];
    setFile(false);
    await onSend({ text: slash ? written.slice(1).trim() : written, slash, files });
  };
  area.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  });
  const attach = h(
    'button',
    { type: 'button', class: 't-tool', 'aria-pressed': 'false', onclick: () => setFile(!file) },
    `📎 ${words.attach}`,
  );
  const setFile = (on) => {
    file = on;
    attach.setAttribute('aria-pressed', String(on));
    attach.textContent = `📎 ${on ? words.attached : words.attach}`;
  };
  return h(
    'div',
    { class: 't-composer' },
    list,
    area,
    h(
      'div',
      { class: 't-tools' },
      attach,
      onFind ? h('button', { type: 'button', class: 't-tool', onclick: onFind }, `🔎 ${words.find}`) : null,
      h('button', { type: 'button', class: 't-send', onclick: () => void send() }, words.send),
    ),
  );
}
