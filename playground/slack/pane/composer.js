import { h, menu } from './dom.js';

let counter = 0;

async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCodePoint(byte);
  return btoa(binary);
}

/** Where a person types: @names and /commands are completed, files can be added, Enter sends. */
export function createComposer({ words, state, send, inThread, notice, runShortcut }) {
  counter += 1;
  const listId = `complete-${counter}`;
  let files = [];
  let shown = [];
  let active = 0;
  const field = h('textarea', {
    rows: '1',
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    'aria-controls': listId,
  });
  const list = h('ul', { id: listId, role: 'listbox', class: 'complete', hidden: true });
  const chosenFiles = h('div', { class: 'chips' });
  const upload = h('input', { type: 'file', multiple: true, class: 'visually-hidden', tabindex: '-1' });
  const attach = h('button', { type: 'button', class: 'plain', onclick: () => upload.click() }, '📎');
  const sendButton = h('button', { type: 'submit', class: 'primary' });
  const tools = h('span', { class: 'row' });
  const form = h(
    'form',
    { class: 'composer' },
    list,
    chosenFiles,
    field,
    h('div', { class: 'row between' }, h('span', { class: 'row' }, attach, upload, tools), sendButton),
  );

  function size() {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight + 2, 180)}px`;
  }
  function close() {
    list.hidden = true;
    shown = [];
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  }
  function candidates() {
    const before = field.value.slice(0, field.selectionStart);
    const { commands, members, groups } = state();
    if (!inThread && /^\/\S*$/.test(before)) {
      return commands
        .filter((one) => one.command.startsWith(before))
        .map((one) => ({ text: one.command, more: `${one.hint} — ${one.description}`, start: 0 }));
    }
    const typed = /(?:^|\s)@([\p{L}\p{N}._-]*(?: [\p{L}\p{N}]*)?)$/u.exec(before);
    if (!typed) return [];
    const wanted = typed[1].toLowerCase();
    const start = before.length - typed[1].length - 1;
    const people = members
      .filter(
        (one) =>
          !one.deactivated && (one.realName.toLowerCase().includes(wanted) || one.name.startsWith(wanted)),
      )
      .map((one) => ({ text: `@${one.realName}`, more: `@${one.name}`, start }));
    const named = groups
      .filter((one) => one.handle.startsWith(wanted) || one.name.toLowerCase().includes(wanted))
      .map((one) => ({ text: `@${one.handle}`, more: one.name, start }));
    const all = [...people, ...named];
    // A name that is typed in full needs no list any more.
    return all.some((one) => one.text.toLowerCase() === `@${wanted}`) ? [] : all.slice(0, 8);
  }
  function complete() {
    shown = candidates();
    if (shown.length === 0) {
      close();
      return;
    }
    active = 0;
    list.replaceChildren(
      ...shown.map((one, index) =>
        h(
          'li',
          {
            id: `${listId}-${index}`,
            role: 'option',
            'aria-selected': String(index === 0),
            onmousedown(event) {
              event.preventDefault();
              take(one);
            },
          },
          h('strong', {}, one.text),
          h('small', {}, one.more),
        ),
      ),
    );
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    field.setAttribute('aria-activedescendant', `${listId}-0`);
  }
  function mark(step) {
    active = (active + step + shown.length) % shown.length;
    for (const [index, item] of [...list.children].entries())
      item.setAttribute('aria-selected', String(index === active));
    field.setAttribute('aria-activedescendant', `${listId}-${active}`);
    list.children[active].scrollIntoView({ block: 'nearest' });
  }
  function take(one) {
    const end = field.selectionStart;
    field.value = `${field.value.slice(0, one.start)}${one.text} ${field.value.slice(end)}`;
    const at = one.start + one.text.length + 1;
    field.setSelectionRange(at, at);
    close();
    size();
    field.focus();
  }
  function showFiles() {
    chosenFiles.replaceChildren(
      ...files.map((file) =>
        h(
          'span',
          { class: 'chip' },
          file.name,
          h(
            'button',
            {
              type: 'button',
              'aria-label': words().takeOut(file.name),
              onclick() {
                files = files.filter((one) => one !== file);
                showFiles();
              },
            },
            '×',
          ),
        ),
      ),
    );
  }

  async function submit() {
    const text = field.value.trim();
    if (text === '' && files.length === 0) return;
    const command = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
    if (command && inThread) {
      notice(words().noCommandsInThreads);
      return;
    }
    if (command && !state().commands.some((one) => one.command === command[1])) {
      notice(words().unknownCommand(command[1]));
      return;
    }
    const sent = files;
    field.value = '';
    files = [];
    showFiles();
    close();
    size();
    const encoded = await Promise.all(
      sent.map(async (file) => ({
        name: file.name,
        mimetype: file.type || 'application/octet-stream',
        base64: await base64(file),
      })),
    );
    const answer = await send(command ? { command: command[1], text: command[2] } : { text, files: encoded });
    if (answer.ok !== false) return;
    field.value = text;
    files = sent;
    showFiles();
    size();
  }

  upload.addEventListener('change', () => {
    files = [...files, ...upload.files];
    upload.value = '';
    showFiles();
    field.focus();
  });
  form.addEventListener('dragover', (event) => event.preventDefault());
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    files = [...files, ...event.dataTransfer.files];
    showFiles();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  field.addEventListener('input', () => {
    size();
    complete();
  });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (!list.hidden) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        mark(event.key === 'ArrowDown' ? 1 : -1);
        return;
      }
      if (event.key === 'Tab' || event.key === 'Enter') {
        event.preventDefault();
        take(shown[active]);
        return;
      }
      if (event.key === 'Escape') {
        event.stopPropagation();
        close();
        return;
      }
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void submit();
    }
  });

  return {
    form,
    field,
    fill(text) {
      field.value = text;
      size();
      field.focus();
    },
    show(placeholder, disabled) {
      const w = words();
      field.placeholder = placeholder;
      field.setAttribute('aria-label', placeholder);
      field.disabled = disabled;
      sendButton.disabled = disabled;
      sendButton.textContent = w.send;
      attach.setAttribute('aria-label', w.attach);
      attach.title = w.attach;
      upload.setAttribute('aria-label', w.attach);
      const global = state().shortcuts.filter((one) => one.kind === 'global');
      tools.replaceChildren();
      if (global.length > 0 && !inThread) {
        tools.append(
          menu(
            w.shortcuts,
            '⚡',
            global.map((one) => ({ text: one.name, act: () => runShortcut(one.callbackId) })),
          ),
        );
      }
    },
  };
}
