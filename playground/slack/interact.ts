import { z } from 'zod';
import type { Block } from './block-kit/blocks.ts';
import type { Interactive } from './block-kit/elements.ts';
import { option, optionGroup } from './block-kit/text-object.ts';
import type { Option } from './block-kit/text-object.ts';
import type { Deliver, Delivered } from './deliver.ts';
import type { Events } from './events.ts';
import { fillIn, findElement } from './fill-in.ts';
import type { Filling } from './fill-in.ts';
import { parseJson, toJson } from './json.ts';
import type { JsonObject } from './json.ts';
import { channelName, installationFor, payloadHead, personOf, placeOf, visibleMessage } from './payload.ts';
import type { MessageRef } from './payload.ts';
import type { ResponseUrls } from './response-url.ts';
import { NotPossible } from './slack-error.ts';
import { makeTrigger } from './triggers.ts';
import { messageOnTheWire, viewOnTheWire } from './wire-form.ts';
import type { StoredMessage, StoredView, Workspace } from './workspace.ts';

/** Where an element stands: in a message, or in a view by its id. */
export type Place = { message: MessageRef } | { view: string };

/** What a person does with what the app shows. */
export type Interact = {
  /**
   * Presses a button, chooses from a menu or fills an element that reports at once. `value` picks the button
   * with that value, or is what is chosen.
   */
  act(act: { user: string; actionId: string; blockId?: string; value?: Filling } & Place): Promise<Delivered>;
  clickButton(
    act: { user: string; actionId: string; blockId?: string; value?: string } & Place,
  ): Promise<Delivered>;
  /** Types into an external select; gives what the app suggests. */
  blockSuggestion(
    act: { user: string; actionId: string; blockId?: string; value: string } & Place,
  ): Promise<Delivered & { options: Option[]; faults: string[] }>;
  messageShortcut(act: {
    user: string;
    message: MessageRef;
    callbackId: string;
  }): Promise<Delivered & { triggerId: string }>;
  globalShortcut(act: { user: string; callbackId: string }): Promise<Delivered & { triggerId: string }>;
  /** The options that the app has suggested at a place. */
  suggestedAt(place: string, actionId: string): Option[];
};

export type InteractOptions = {
  workspace: Workspace;
  events: Events;
  deliver: Deliver;
  responseUrls: ResponseUrls;
  origin: () => string;
};

const suggestions = z.union([
  z.object({ options: z.array(option).max(100) }).transform((answer) => answer.options),
  z
    .object({ option_groups: z.array(optionGroup).max(100) })
    .transform((answer) => answer.option_groups.flatMap((group) => group.options)),
]);

type Found = { blocks: readonly Block[]; message?: StoredMessage; view?: StoredView };

function placeKey(place: Place): string {
  return 'view' in place ? place.view : `${place.message.channel}/${place.message.ts}`;
}

export function createInteract(options: InteractOptions): Interact {
  const { deliver, responseUrls } = options;
  const suggested = new Map<string, Option[]>();

  function find(user: string, place: Place): Found {
    const workspace = options.workspace;
    if ('message' in place) {
      const message = visibleMessage(workspace, personOf(workspace, user), place.message);
      return { blocks: message.blocks, message };
    }
    const open = [...workspace.modals, ...workspace.homes.values()];
    const view = open.find((one) => one.id === place.view && one.user === user);
    if (!view) throw new NotPossible('no_such_view', place.view);
    return { blocks: view.definition.blocks, view };
  }

  function whereabouts(user: string, found: Found): JsonObject {
    const workspace = options.workspace;
    const { message, view } = found;
    if (view) {
      return { container: { type: 'view', view_id: view.id }, view: toJson(viewOnTheWire(view)) };
    }
    if (!message) return {};
    const channel = placeOf(workspace, personOf(workspace, user), message.channel);
    const ephemeral = message.ephemeralTo !== undefined;
    const wire = messageOnTheWire(workspace, message, { origin: options.origin(), metadata: true });
    return {
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: ephemeral,
        ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
      },
      channel: { id: channel.id, name: channelName(channel) },
      // An ephemeral message is not kept, so the payload does not carry it.
      ...(ephemeral ? {} : { message: toJson(wire) }),
    };
  }

  async function interact(label: string, payload: JsonObject): Promise<Delivered> {
    const delivered = await deliver(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), {
      kind: 'interaction',
      label,
      contentType: 'application/x-www-form-urlencoded',
    });
    await options.events.settled();
    return delivered;
  }

  function headFor(user: string, found: Found): JsonObject {
    const workspace = options.workspace;
    const person = personOf(workspace, user);
    const channel = found.message ? workspace.channels.get(found.message.channel) : undefined;
    return payloadHead(person, installationFor(workspace, person, channel));
  }

  function actionFor(
    given: { actionId: string; blockId?: string; value?: Filling } & Place,
    found: Found,
  ): { action: JsonObject; block: Block; element: Interactive } {
    const { ids } = options.workspace;
    const byValue = found.blocks.filter((block) => {
      const elements =
        block.type === 'actions' ? block.elements : block.type === 'section' ? [block.accessory] : [];
      return elements.some(
        (one) => one?.type === 'button' && one.action_id === given.actionId && one.value === given.value,
      );
    });
    const blocks = byValue.length > 0 ? byValue : found.blocks;
    const { block, element: first } = findElement(blocks, given.actionId, given.blockId);
    const head = { action_id: given.actionId, block_id: block.block_id, action_ts: ids.timestamp() };
    if (first.type === 'button') {
      if (given.value !== undefined && byValue.length === 0) {
        throw new NotPossible('no_such_action', `no button ${given.actionId} has that value`);
      }
      const { text, value, style } = first;
      return { block, element: first, action: { ...head, type: 'button', text: toJson(text), value, style } };
    }
    if (first.type === 'overflow') {
      const chosen = first.options.find((one) => one.value === given.value);
      if (!chosen) throw new NotPossible('no_such_option', JSON.stringify(given.value));
      return {
        block,
        element: first,
        action: { ...head, type: 'overflow', selected_option: toJson(chosen) },
      };
    }
    const offered = suggested.get(`${placeKey(given)}/${given.actionId}`) ?? [];
    const value = fillIn(first, given.value ?? '', offered);
    if (found.view && block.block_id) {
      found.view.values[block.block_id] = { ...found.view.values[block.block_id], [given.actionId]: value };
    }
    return { block, element: first, action: { ...head, ...value } };
  }

  async function act(given: Parameters<Interact['act']>[0]): Promise<Delivered> {
    const workspace = options.workspace;
    const person = personOf(workspace, given.user);
    const found = find(given.user, given);
    const { action, block } = actionFor(given, found);
    if (block.type === 'input' && !block.dispatch_action) {
      throw new NotPossible('not_dispatched', 'an input block reports only when the form is sent');
    }
    const { message, view } = found;
    const head = headFor(given.user, found);
    const channel = message ? workspace.channels.get(message.channel) : undefined;
    const team = installationFor(workspace, person, channel).team;
    return interact(`block_actions ${given.actionId}`, {
      type: 'block_actions',
      ...head,
      ...whereabouts(given.user, found),
      trigger_id: makeTrigger(
        workspace,
        given.user,
        team,
        view?.definition.type === 'modal' ? view.id : undefined,
      ),
      ...(message ? { state: { values: {} } } : {}),
      ...(message && channel
        ? { response_url: options.origin() + responseUrls.make(channel, given.user, team, message) }
        : {}),
      actions: [toJson(action)],
    });
  }

  return {
    act,
    clickButton: act,

    async blockSuggestion(given) {
      const found = find(given.user, given);
      const { block } = findElement(found.blocks, given.actionId, given.blockId);
      const delivered = await interact(`block_suggestion ${given.actionId}`, {
        type: 'block_suggestion',
        ...headFor(given.user, found),
        ...whereabouts(given.user, found),
        action_id: given.actionId,
        block_id: block.block_id,
        value: given.value,
      });
      const parsed = suggestions.safeParse(parseJson(delivered.body));
      const list = parsed.success ? parsed.data : [];
      const key = `${placeKey(given)}/${given.actionId}`;
      suggested.set(key, [...(suggested.get(key) ?? []), ...list]);
      const faults = parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
      return { ...delivered, options: list, faults };
    },

    async messageShortcut(given) {
      const workspace = options.workspace;
      const person = personOf(workspace, given.user);
      const message = visibleMessage(workspace, person, given.message);
      const channel = placeOf(workspace, person, message.channel);
      if (message.ephemeralTo !== undefined) throw new NotPossible('not_on_ephemeral', 'nobody else sees it');
      const installation = installationFor(workspace, person);
      const triggerId = makeTrigger(workspace, person.id, installation.team);
      const wire = messageOnTheWire(workspace, message, { origin: options.origin(), metadata: true });
      const delivered = await interact(`message_action ${given.callbackId}`, {
        type: 'message_action',
        ...payloadHead(person, installation),
        action_ts: workspace.ids.timestamp(),
        callback_id: given.callbackId,
        trigger_id: triggerId,
        response_url: options.origin() + responseUrls.make(channel, person.id, installation.team),
        channel: { id: channel.id, name: channelName(channel) },
        message_ts: message.ts,
        message: toJson(wire),
      });
      return { ...delivered, triggerId };
    },

    async globalShortcut(given) {
      const workspace = options.workspace;
      const person = personOf(workspace, given.user);
      const installation = installationFor(workspace, person);
      const triggerId = makeTrigger(workspace, person.id, installation.team);
      const delivered = await interact(`shortcut ${given.callbackId}`, {
        type: 'shortcut',
        ...payloadHead(person, installation),
        action_ts: workspace.ids.timestamp(),
        callback_id: given.callbackId,
        trigger_id: triggerId,
      });
      return { ...delivered, triggerId };
    },

    suggestedAt: (place, actionId) => suggested.get(`${place}/${actionId}`) ?? [],
  };
}
