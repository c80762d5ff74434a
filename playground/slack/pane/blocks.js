import { h } from './dom.js';
import { renderElement } from './elements.js';
import { mrkdwn, textNodes, withEmoji } from './mrkdwn.js';

let counter = 0;

function picture(block) {
  return h(
    'figure',
    {},
    block.title ? h('figcaption', {}, withEmoji(block.title.text)) : null,
    h('img', { src: block.image_url, alt: block.alt_text }),
  );
}

/**
 * The blocks of a message, modal or home tab as nodes. `fields` collects what holds a value, by block id.
 */
export function renderBlocks(blocks, context, fields = new Map()) {
  const { names, words } = context;
  return blocks.map((block) => {
    switch (block.type) {
      case 'header':
        return h('h3', { class: 'b-header' }, withEmoji(block.text.text));
      case 'divider':
        return h('hr');
      case 'image':
        return picture(block);
      case 'markdown':
        return h('div', { class: 'b-section' }, mrkdwn(block.text, names));
      case 'context':
        return h(
          'div',
          { class: 'b-context' },
          block.elements.map((element) =>
            element.type === 'image'
              ? h('img', { src: element.image_url, alt: element.alt_text })
              : h('span', {}, textNodes(element, names)),
          ),
        );
      case 'actions':
        return h(
          'div',
          { class: 'b-actions' },
          block.elements.map((element) => renderElement(element, block, context).node),
        );
      case 'section':
        return h(
          'div',
          { class: 'b-section' },
          h(
            'div',
            { class: 'b-text' },
            block.text ? h('div', {}, textNodes(block.text, names)) : null,
            block.fields
              ? h(
                  'div',
                  { class: 'b-fields' },
                  block.fields.map((field) => h('div', {}, textNodes(field, names))),
                )
              : null,
          ),
          block.accessory
            ? h(
                'div',
                { class: 'b-accessory' },
                renderElement(block.accessory, block, {
                  ...context,
                  label:
                    block.accessory.type === 'button'
                      ? undefined
                      : (block.accessory.placeholder?.text ?? block.text?.text?.slice(0, 80)),
                }).node,
              )
            : null,
        );
      case 'input': {
        counter += 1;
        const id = `field-${counter}`;
        const label = block.label.text;
        const grouped = ['checkboxes', 'radio_buttons'].includes(block.element.type);
        const made = renderElement(block.element, block, {
          ...context,
          id,
          label,
          describedBy: `${id}-more`,
          changed: block.dispatch_action ? context.changed : undefined,
        });
        const fault = h('p', { class: 'fault', role: 'alert', hidden: true });
        fields.set(block.block_id, { block, get: made.get, fault, node: made.node });
        return h(
          'div',
          { class: 'b-input' },
          h(
            grouped ? 'span' : 'label',
            { class: 'label', for: grouped ? undefined : id },
            withEmoji(label),
            block.optional ? h('small', {}, ` ${words.optional}`) : null,
          ),
          made.node,
          h(
            'div',
            { id: `${id}-more` },
            block.hint ? h('p', { class: 'hint' }, block.hint.text) : null,
            fault,
          ),
        );
      }
      default:
        return h('p', { class: 'quiet' }, block.type);
    }
  });
}
