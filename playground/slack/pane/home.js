import { renderBlocks } from './blocks.js';
import { h } from './dom.js';

/** App Home as the app published it for this person. */
export function renderHome(box, view) {
  const { act } = view;
  const { home, me } = view.state();
  const w = view.words();
  const stamp = `${me}/${home?.id}/${home?.hash}/${view.language()}`;
  if (box.dataset.stamp === stamp) return;
  box.dataset.stamp = stamp;
  if (!home) {
    box.replaceChildren(h('p', { class: 'quiet' }, w.emptyHome));
    return;
  }
  const at = (element, block, value) => ({
    view: home.id,
    actionId: element.action_id,
    blockId: block.block_id,
    value,
  });
  const context = {
    words: w,
    names: view.names(),
    held: (block, action) => home.values[block]?.[action],
    changed: (element, block, value) => act({ act: 'press', ...at(element, block, value) }),
    async suggest(element, block, value) {
      const answer = await act({ act: 'suggest', ...at(element, block, value) });
      return answer.options ?? [];
    },
  };
  box.replaceChildren(...renderBlocks(home.definition.blocks, context));
}
