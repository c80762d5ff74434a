import { h, menu } from './dom.js';
import { textNodes, withEmoji } from './mrkdwn.js';
import { picker } from './picker.js';

/** Asks the question of a `confirm` object; resolves to whether the person agrees. */
function ask(confirm, names) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { class: 'ask', 'aria-label': confirm.title.text },
      h('h2', {}, confirm.title.text),
      h('div', {}, textNodes(confirm.text, names)),
      h(
        'div',
        { class: 'row end' },
        h('button', { type: 'button', onclick: () => dialog.close('no') }, confirm.deny.text),
        h(
          'button',
          {
            type: 'button',
            class: confirm.style === 'danger' ? 'danger' : 'primary',
            onclick: () => dialog.close('yes'),
          },
          confirm.confirm.text,
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

const asChoice = (option) => ({
  value: option.value,
  label: withEmoji(option.text.text),
  description: option.description?.text,
  option,
});

const optionNode = (option) => h('option', { value: option.value }, withEmoji(option.text.text));

function matching(options, query) {
  const wanted = query.trim().toLowerCase();
  return options.filter((one) => one.label.toLowerCase().includes(wanted));
}

/**
 * One element of Block Kit. Gives its node and, for what holds a value, `get`.
 * `context.changed(element, value)` is called when a choice is made outside a form.
 */
export function renderElement(element, block, context) {
  const { names, words } = context;
  const label = context.label ?? element.placeholder?.text ?? words.choose;
  const held = context.held?.(block.block_id, element.action_id);
  const changed = async (value) => {
    if (await ask(element.confirm, names)) context.changed?.(element, block, value);
  };
  const attributes = {
    'aria-label': context.label ? undefined : label,
    'aria-describedby': context.describedBy,
    id: context.id,
  };

  switch (element.type) {
    case 'button': {
      const style = element.style ?? '';
      const press = () => changed(element.value);
      const text = withEmoji(element.text.text);
      const extra = { class: `button ${style}`, 'aria-label': element.accessibility_label, onclick: press };
      if (element.url) {
        return {
          node: h('a', { ...extra, href: element.url, target: '_blank', rel: 'noopener' }, text, ' ↗'),
        };
      }
      return { node: h('button', { type: 'button', ...extra }, text) };
    }
    case 'overflow':
      return {
        node: menu(
          words.more,
          '⋯',
          element.options.map((option) => ({
            text: withEmoji(option.text.text),
            act() {
              if (option.url) window.open(option.url, '_blank', 'noopener');
              void changed(option.value);
            },
          })),
        ),
      };
    case 'image':
      return { node: h('img', { class: 'accessory', src: element.image_url, alt: element.alt_text }) };
    case 'static_select': {
      const options = element.options ?? [];
      const initial = held?.selected_option?.value ?? element.initial_option?.value ?? '';
      const node = h(
        'select',
        { ...attributes, onchange: () => node.value && changed(node.value) },
        h('option', { value: '' }, element.placeholder?.text ?? words.choose),
        options.map(optionNode),
        (element.option_groups ?? []).map((group) =>
          h('optgroup', { label: group.label.text }, group.options.map(optionNode)),
        ),
      );
      node.value = initial;
      return { node, get: () => node.value };
    }
    case 'users_select': {
      const initial = held?.selected_user ?? element.initial_user ?? '';
      const node = h(
        'select',
        { ...attributes, onchange: () => node.value && changed(node.value) },
        h('option', { value: '' }, element.placeholder?.text ?? words.choose),
        names.people.map((person) => h('option', { value: person.id }, person.realName)),
      );
      node.value = initial;
      return { node, get: () => node.value };
    }
    case 'conversations_select':
    case 'channels_select': {
      const initial =
        held?.selected_conversation ??
        held?.selected_channel ??
        element.initial_conversation ??
        element.initial_channel ??
        '';
      const node = h(
        'select',
        { ...attributes, onchange: () => node.value && changed(node.value) },
        h('option', { value: '' }, element.placeholder?.text ?? words.choose),
        names.channels.map((channel) => h('option', { value: channel.id }, `#${channel.name}`)),
      );
      node.value = initial;
      return { node, get: () => node.value };
    }
    case 'external_select':
    case 'multi_external_select':
    case 'multi_static_select':
    case 'multi_users_select': {
      const multiple = element.type.startsWith('multi');
      const people = names.people.map((person) => ({ value: person.id, label: person.realName }));
      const own = [
        ...(element.options ?? []),
        ...(element.option_groups ?? []).flatMap((group) => group.options),
      ].map(asChoice);
      const initial =
        element.type === 'multi_users_select'
          ? people.filter((person) =>
              (held?.selected_users ?? element.initial_users ?? []).includes(person.value),
            )
          : (
              held?.selected_options ??
              (held?.selected_option ? [held.selected_option] : undefined) ??
              element.initial_options ??
              (element.initial_option ? [element.initial_option] : [])
            ).map(asChoice);
      const external = element.type.includes('external');
      const least = element.min_query_length ?? 3;
      const one = picker({
        label,
        words,
        multiple,
        initial,
        describedBy: context.describedBy,
        most: element.max_selected_items,
        placeholder: element.placeholder?.text,
        async load(query) {
          if (element.type === 'multi_users_select') return matching(people, query);
          if (!external) return matching(own, query);
          if (query.length < least) return [];
          return (await context.suggest(element, block, query)).map(asChoice);
        },
        onChange: (chosen) => changed(multiple ? chosen.map((item) => item.value) : chosen[0]?.value),
      });
      if (context.id) one.input.id = context.id;
      const give = (item) => (external ? item.option : item.value);
      return {
        node: one.box,
        get: () => (multiple ? one.get().map(give) : one.get()[0] ? give(one.get()[0]) : ''),
      };
    }
    case 'datepicker':
    case 'timepicker': {
      const initial =
        held?.selected_date ?? held?.selected_time ?? element.initial_date ?? element.initial_time ?? '';
      const node = h('input', {
        ...attributes,
        type: element.type === 'datepicker' ? 'date' : 'time',
        value: initial,
        onchange: () => changed(node.value),
      });
      return { node, get: () => node.value };
    }
    case 'checkboxes':
    case 'radio_buttons': {
      const several = element.type === 'checkboxes';
      const before = several
        ? (held?.selected_options ?? element.initial_options ?? []).map((option) => option.value)
        : [held?.selected_option?.value ?? element.initial_option?.value];
      const group = `${block.block_id}-${element.action_id}-${context.id ?? ''}`;
      const inputs = element.options.map((option) =>
        h('input', {
          type: several ? 'checkbox' : 'radio',
          name: group,
          value: option.value,
          checked: before.includes(option.value),
          onchange: () => changed(get()),
        }),
      );
      const values = () => inputs.filter((input) => input.checked).map((input) => input.value);
      const get = () => (several ? values() : (values()[0] ?? ''));
      const node = h(
        'div',
        {
          class: 'choices',
          role: several ? 'group' : 'radiogroup',
          'aria-label': label,
          'aria-describedby': context.describedBy,
        },
        element.options.map((option, index) =>
          h(
            'label',
            {},
            inputs[index],
            h(
              'span',
              {},
              textNodes(option.text, names),
              option.description ? h('small', {}, textNodes(option.description, names)) : null,
            ),
          ),
        ),
      );
      return { node, get };
    }
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input': {
      const kind =
        { email_text_input: 'email', url_text_input: 'url', number_input: 'number' }[element.type] ?? 'text';
      const common = {
        ...attributes,
        value: held?.value ?? element.initial_value ?? '',
        placeholder: element.placeholder?.text,
        maxlength: element.max_length ? String(element.max_length) : undefined,
      };
      const node = element.multiline
        ? h('textarea', { ...common, rows: '4' })
        : h('input', { ...common, type: kind });
      return { node, get: () => node.value };
    }
    default:
      return { node: h('em', {}, element.type) };
  }
}
