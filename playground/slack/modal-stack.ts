import type { Interactive } from './block-kit/elements.ts';
import { interactiveElements } from './block-kit/blocks.ts';
import type { HomeDefinition, ModalDefinition } from './block-kit/check-view.ts';
import { toJson } from './json.ts';
import type { Json } from './json.ts';
import { SlackError } from './slack-error.ts';
import type { StoredView, ViewValues, Workspace } from './workspace.ts';

/** What an element holds before a person touches it, in Slack's form; `undefined` for a mere button. */
export function emptyValue(element: Interactive): { [key: string]: Json } | undefined {
  const { type } = element;
  switch (element.type) {
    case 'button':
    case 'overflow':
      return undefined;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: element.initial_value ?? null };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: toJson(element.initial_option ?? null) };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: toJson(element.initial_options ?? []) };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    case 'file_input':
      return { type, files: [] };
    default:
      return element satisfies never;
  }
}

function valuesOf(definition: ModalDefinition | HomeDefinition, earlier: ViewValues): ViewValues {
  const values: ViewValues = {};
  for (const block of definition.blocks) {
    for (const element of interactiveElements(block)) {
      const empty = emptyValue(element);
      if (!empty || !block.block_id || !element.action_id) continue;
      const before = earlier[block.block_id]?.[element.action_id];
      values[block.block_id] = {
        ...values[block.block_id],
        // What a person has filled in stays when the app updates the view under the same names.
        [element.action_id]: before && before['type'] === element.type ? before : empty,
      };
    }
  }
  return values;
}

/** The modals that a person has open, one on another, and their home tab. */
export type ModalStack = {
  of(user: string): StoredView[];
  byId(id: string): StoredView | undefined;
  open(user: string, team: string, definition: ModalDefinition): StoredView;
  push(user: string, team: string, definition: ModalDefinition): StoredView;
  update(view: StoredView, definition: ModalDefinition | HomeDefinition): void;
  publish(user: string, team: string, definition: HomeDefinition): StoredView;
  close(view: StoredView): void;
  clear(user: string): void;
};

/** Slack allows three modals on one another. */
const DEEPEST = 3;

export function createModalStack(workspace: Workspace): ModalStack {
  const of = (user: string) => workspace.modals.filter((view) => view.user === user);
  function make(
    user: string,
    team: string,
    definition: ModalDefinition | HomeDefinition,
    below?: StoredView,
  ): StoredView {
    const external = definition.external_id;
    const taken = [...workspace.modals, ...workspace.homes.values()].some(
      (view) => external && view.definition.external_id === external,
    );
    if (taken) throw new SlackError('duplicate_external_id');
    const id = workspace.ids.id('V');
    return {
      id,
      user,
      team,
      hash: `${Math.floor(workspace.now() / 1000)}.${workspace.ids.secret().slice(0, 8)}`,
      definition,
      values: valuesOf(definition, {}),
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      errors: {},
    };
  }
  return {
    of,
    byId: (id) =>
      workspace.modals.find((view) => view.id === id) ??
      [...workspace.homes.values()].find((view) => view.id === id),
    open(user, team, definition) {
      const view = make(user, team, definition);
      // A second views.open puts away what the person had open.
      workspace.modals = workspace.modals.filter((one) => one.user !== user);
      workspace.modals.push(view);
      workspace.changed();
      return view;
    },
    push(user, team, definition) {
      const open = of(user);
      if (open.length >= DEEPEST) throw new SlackError('push_limit_reached');
      const view = make(user, team, definition, open.at(-1));
      workspace.modals.push(view);
      workspace.changed();
      return view;
    },
    update(view, definition) {
      view.values = valuesOf(definition, view.values);
      view.definition = definition;
      view.errors = {};
      view.hash = `${Math.floor(workspace.now() / 1000)}.${workspace.ids.secret().slice(0, 8)}`;
      workspace.changed();
    },
    publish(user, team, definition) {
      const known = workspace.homes.get(user);
      if (known) {
        this.update(known, definition);
        return known;
      }
      const view = make(user, team, definition);
      workspace.homes.set(user, view);
      workspace.changed();
      return view;
    },
    close(view) {
      workspace.modals = workspace.modals.filter((one) => one !== view);
      workspace.changed();
    },
    clear(user) {
      workspace.modals = workspace.modals.filter((one) => one.user !== user);
      workspace.changed();
    },
  };
}
