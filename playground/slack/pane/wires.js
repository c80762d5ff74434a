import { h, keyed } from './dom.js';

function pretty(value) {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** The drawer with what went over the wire, newest first. */
export function createWires({ words, language, onClose }) {
  const list = h('ol', { class: 'wire-list' });
  const title = h('h2');
  const help = h('p', { class: 'quiet' });
  const closeButton = h('button', { type: 'button', class: 'plain', onclick: onClose }, '×');
  const box = h('aside', { class: 'wires', hidden: true }, h('header', {}, title, closeButton), help, list);

  async function load() {
    const response = await fetch('/slack/wires');
    const wires = await response.json();
    const w = words();
    keyed(
      list,
      wires,
      (wire) =>
        `${wire.at}/${wire.direction}/${wire.label}/${JSON.stringify(wire.request).length}/${wire.tookMs ?? ''}`,
      (wire) => `${wire.status}/${language()}`,
      (wire) => {
        const good = wire.status >= 200 && wire.status < 300 && wire.answer?.ok !== false;
        return h(
          'li',
          {},
          h(
            'details',
            {},
            h(
              'summary',
              {},
              h(
                'span',
                { class: `way ${wire.direction}` },
                wire.direction === 'to-app' ? '→' : '←',
                h('span', { class: 'visually-hidden' }, wire.direction === 'to-app' ? w.toApp : w.fromApp),
              ),
              h('code', {}, wire.label),
              h(
                'span',
                { class: good ? 'good' : 'bad' },
                wire.failure ?? wire.answer?.error ?? wire.status ?? '…',
              ),
              wire.tookMs === undefined ? null : h('small', {}, `${wire.tookMs} ms`),
            ),
            h('pre', { tabindex: '0' }, pretty(wire.request)),
            wire.answer === '' || wire.answer === undefined
              ? null
              : h('pre', { tabindex: '0' }, pretty(wire.answer)),
          ),
        );
      },
    );
  }

  return {
    box,
    get open() {
      return !box.hidden;
    },
    toggle(open) {
      box.hidden = !open;
      if (open) void load();
    },
    refresh() {
      const w = words();
      title.textContent = w.wires;
      help.textContent = w.wiresHelp;
      closeButton.setAttribute('aria-label', w.close);
      if (!box.hidden) void load();
    },
  };
}
