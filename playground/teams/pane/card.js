import { h } from './dom.js';

/** The markdown that Teams shows in cards: bold, italic, links and mentions; with backslash escapes. */
function inline(text) {
  const parts = [];
  const pattern =
    /\\(.)|\*\*((?:\\.|[^*])+)\*\*|\[((?:\\.|[^\]])+)\]\((https?:[^)\s]+)\)|<at>([^<]+)<\/at>/gu;
  let at = 0;
  const plain = (piece) => piece.replace(/\\(.)/gu, '$1');
  for (const match of text.matchAll(pattern)) {
    parts.push(text.slice(at, match.index));
    at = match.index + match[0].length;
    const [, escaped, bold, label, address, person] = match;
    if (escaped !== undefined) parts.push(escaped);
    else if (bold !== undefined) parts.push(h('strong', {}, plain(bold)));
    else if (person !== undefined) parts.push(h('span', { class: 'ac-mention' }, person));
    else parts.push(h('a', { href: address, target: '_blank', rel: 'noopener' }, plain(label)));
  }
  parts.push(text.slice(at));
  return parts.filter((part) => part !== '');
}

function textBlock(element) {
  const classes = ['ac-text'];
  if (element.size === 'small') classes.push('ac-small');
  if (element.isSubtle) classes.push('ac-subtle');
  if (element.weight === 'bolder') classes.push('ac-bold');
  if (element.color === 'attention') classes.push('ac-attention');
  const lines = element.text.split(/\n\n+/u).map((line) => h('p', {}, inline(line)));
  if (element.style === 'heading') return h('h3', { class: 'ac-heading' }, inline(element.text));
  return h('div', { class: classes.join(' ') }, lines);
}

/**
 * Shows an Adaptive Card. `act(index, action)` is a click on the index-th action; `suggest(dataset, words)` gives
 * choices for what was typed; `people` are whom a people picker finds.
 */
export function showCard(card, { act, suggest, people, words }) {
  let index = -1;
  const inputs = new Map();

  const button = (action) => {
    index += 1;
    const at = index;
    const style =
      action.style === 'positive' ? 'ac-positive' : action.style === 'destructive' ? 'ac-destructive' : '';
    if (action.type === 'Action.OpenUrl')
      return h(
        'a',
        {
          class: `ac-action ${style}`,
          href: action.url,
          target: '_blank',
          rel: 'noopener',
          title: words.openLink,
        },
        action.title,
      );
    return h(
      'button',
      {
        type: 'button',
        class: `ac-action ${style}`,
        onclick: (event) => act(at, action, collect(), event.currentTarget),
      },
      action.title,
    );
  };

  const labelled = (element, control) => {
    const id = `ac-${Math.random().toString(36).slice(2)}`;
    control.id = id;
    return h(
      'div',
      { class: 'ac-input' },
      element.label
        ? h(
            'label',
            { for: id },
            element.label,
            element.isRequired ? h('span', { class: 'ac-star', 'aria-hidden': 'true' }, ' *') : null,
          )
        : null,
      control,
    );
  };

  const textInput = (element) => {
    const control = element.isMultiline
      ? h('textarea', { rows: 3, maxlength: element.maxLength, placeholder: element.placeholder })
      : h('input', { type: 'text', maxlength: element.maxLength, placeholder: element.placeholder });
    control.value = element.value ?? '';
    inputs.set(element.id, () => control.value);
    return labelled(element, control);
  };

  const peoplePicker = (element) => {
    const chosen = new Set((element.value ?? '').split(',').filter(Boolean));
    const list = h(
      'div',
      { class: 'ac-people' },
      people.map(({ id, aad, name }) => {
        const box = h('input', { type: 'checkbox', value: aad });
        box.checked = chosen.has(aad) || chosen.has(id);
        box.addEventListener('change', () => (box.checked ? chosen.add(aad) : chosen.delete(aad)));
        return h('label', {}, box, name);
      }),
    );
    inputs.set(element.id, () => [...chosen].join(','));
    return h(
      'fieldset',
      { class: 'ac-input' },
      h('legend', {}, element.label, element.isRequired ? ' *' : ''),
      list,
    );
  };

  const search = (element) => {
    const listId = `ac-list-${Math.random().toString(36).slice(2)}`;
    let choices = element.choices;
    const list = h('datalist', { id: listId });
    const fill = () => list.replaceChildren(...choices.map(({ title }) => h('option', { value: title })));
    fill();
    const control = h('input', {
      type: 'text',
      list: listId,
      autocomplete: 'off',
      placeholder: words.choose,
    });
    control.value = choices.find(({ value }) => value === element.value)?.title ?? '';
    const dataset = element['choices.data']?.dataset;
    control.addEventListener('input', async () => {
      if (dataset === undefined || choices.some(({ title }) => title === control.value)) return;
      const typed = control.value;
      const found = await suggest(dataset, typed);
      if (control.value !== typed) return;
      choices = found;
      fill();
    });
    inputs.set(
      element.id,
      () =>
        choices.find(({ title }) => title === control.value)?.value ??
        element.choices.find(({ title }) => title === control.value)?.value ??
        '',
    );
    return h('div', {}, labelled(element, control), list);
  };

  const choiceSet = (element) => {
    if (element['choices.data']?.dataset.startsWith('graph.microsoft.com/users'))
      return peoplePicker(element);
    if (element.style === 'filtered') return search(element);
    if (element.style === 'expanded') {
      const name = `ac-${Math.random().toString(36).slice(2)}`;
      const boxes = element.choices.map(({ title, value }) => {
        const box = h('input', { type: 'radio', name, value });
        box.checked = value === element.value;
        return h('label', {}, box, title);
      });
      const group = h(
        'fieldset',
        { class: 'ac-input' },
        h('legend', {}, element.label, element.isRequired ? ' *' : ''),
        boxes,
      );
      inputs.set(element.id, () => group.querySelector('input:checked')?.value ?? '');
      return group;
    }
    const control = h(
      'select',
      {},
      h('option', { value: '' }, words.choose),
      element.choices.map(({ title, value }) => h('option', { value }, title)),
    );
    control.value = element.value ?? '';
    inputs.set(element.id, () => control.value);
    return labelled(element, control);
  };

  const render = (element) => {
    const made = (() => {
      switch (element.type) {
        case 'TextBlock':
          return textBlock(element);
        case 'Image':
          return h('img', {
            src: element.url,
            alt: element.altText,
            loading: 'lazy',
            class: element.width ? 'ac-picture' : 'ac-wide',
            width: element.width ? Number.parseInt(element.width, 10) : undefined,
            height: element.width ? Number.parseInt(element.width, 10) : undefined,
          });
        case 'Container':
          return h(
            'div',
            { class: element.style === 'emphasis' ? 'ac-emphasis' : 'ac-container' },
            element.items.map(render),
          );
        case 'ColumnSet':
          return h(
            'div',
            { class: 'ac-columns' },
            element.columns.map((column) =>
              h(
                'div',
                { class: column.width === 'stretch' ? 'ac-stretch' : 'ac-fixed' },
                column.items.map(render),
              ),
            ),
          );
        case 'ActionSet':
          return h('div', { class: 'ac-actions' }, element.actions.map(button));
        case 'Input.Text':
          return textInput(element);
        case 'Input.ChoiceSet':
          return choiceSet(element);
        default:
          return h('p', {}, element.type);
      }
    })();
    if (element.separator) made.classList.add('ac-separated');
    return made;
  };

  const collect = () => Object.fromEntries([...inputs].map(([id, read]) => [id, read()]));
  return h(
    'div',
    { class: 'ac', lang: card.lang },
    card.body.map(render),
    card.actions?.length ? h('div', { class: 'ac-actions' }, card.actions.map(button)) : null,
  );
}
