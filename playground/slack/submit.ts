import { z } from 'zod';
import { interactiveElements } from './block-kit/blocks.ts';
import { checkModal } from './block-kit/check-view.ts';
import type { Deliver, Delivered } from './deliver.ts';
import type { Events } from './events.ts';
import { fillIn, isEmpty } from './fill-in.ts';
import type { Filling } from './fill-in.ts';
import type { Interact } from './interact.ts';
import { jsonValue, parseJson, toJson } from './json.ts';
import type { ModalStack } from './modal-stack.ts';
import { installationFor, payloadHead, personOf } from './payload.ts';
import { faultsOf, NotPossible } from './slack-error.ts';
import { makeTrigger } from './triggers.ts';
import { viewOnTheWire } from './wire-form.ts';
import type { StoredView, Workspace } from './workspace.ts';

/** What the person sees after sending a form. */
export type Submitted = Delivered & {
  outcome: 'closed' | 'errors' | 'updated' | 'pushed' | 'cleared' | 'failed';
  /** By block id: what the person has to mend. */
  errors: { [blockId: string]: string };
};

/** What a person does with a modal. */
export type Submit = {
  /** Fills elements in, named by block id or by action id, without sending. */
  fill(act: { user: string; view?: string; values: { [name: string]: Filling } }): void;
  /**
   * Fills in and sends the person's uppermost modal (or the one named).
   * @throws NotPossible `incomplete` for a required field that is empty, as Slack's own window refuses
   */
  submitView(act: { user: string; view?: string; values?: { [name: string]: Filling } }): Promise<Submitted>;
  /** Closes the modal; the app hears of it where it asked to (`notify_on_close`). */
  closeView(act: { user: string; view?: string; all?: boolean }): Promise<Delivered | undefined>;
};

export type SubmitOptions = {
  workspace: Workspace;
  modals: ModalStack;
  interact: Interact;
  events: Events;
  deliver: Deliver;
};

const answers = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.strictObject({ response_action: z.literal('update'), view: jsonValue }),
  z.strictObject({ response_action: z.literal('push'), view: jsonValue }),
  z.strictObject({ response_action: z.literal('clear') }),
]);

function refuseIncomplete(view: StoredView): void {
  for (const block of view.definition.blocks) {
    if (block.type !== 'input' || block.optional) continue;
    const value = view.values[block.block_id ?? '']?.[block.element.action_id ?? ''];
    if (isEmpty(value)) throw new NotPossible('incomplete', block.block_id ?? '');
  }
}

export function createSubmit(options: SubmitOptions): Submit {
  const { modals, deliver } = options;

  function viewOf(user: string, id: string | undefined): StoredView {
    personOf(options.workspace, user);
    const view = id === undefined ? modals.of(user).at(-1) : modals.of(user).find((one) => one.id === id);
    if (!view) throw new NotPossible('no_such_view', id ?? 'no modal is open');
    return view;
  }

  function fillView(view: StoredView, values: { [name: string]: Filling }): void {
    for (const [name, value] of Object.entries(values)) {
      let done = false;
      for (const block of view.definition.blocks) {
        for (const element of interactiveElements(block)) {
          if ((block.block_id !== name && element.action_id !== name) || done) continue;
          if (!block.block_id || !element.action_id) continue;
          const offered = options.interact.suggestedAt(view.id, element.action_id);
          view.values[block.block_id] = {
            ...view.values[block.block_id],
            [element.action_id]: fillIn(element, value, offered),
          };
          done = true;
        }
      }
      if (!done) throw new NotPossible('no_such_field', name);
    }
  }

  function take(view: StoredView, delivered: Delivered): Submitted {
    const workspace = options.workspace;
    const failed = (): Submitted => ({ ...delivered, outcome: 'failed', errors: {} });
    if (delivered.status !== 200) return failed();
    if (delivered.body.trim() === '') {
      modals.close(view);
      return { ...delivered, outcome: 'closed', errors: {} };
    }
    const parsed = answers.safeParse(parseJson(delivered.body));
    if (!parsed.success) return failed();
    const answer = parsed.data;
    switch (answer.response_action) {
      case 'errors': {
        const inputs = view.definition.blocks.flatMap((one) => (one.type === 'input' ? [one.block_id] : []));
        const unknown = Object.keys(answer.errors).filter((name) => !inputs.includes(name));
        if (unknown.length > 0 || Object.keys(answer.errors).length === 0) return failed();
        view.errors = { ...answer.errors };
        workspace.changed();
        return { ...delivered, outcome: 'errors', errors: view.errors };
      }
      case 'update':
        modals.update(view, checkModal(answer.view, workspace.ids));
        return { ...delivered, outcome: 'updated', errors: {} };
      case 'push':
        modals.push(view.user, view.team, checkModal(answer.view, workspace.ids));
        return { ...delivered, outcome: 'pushed', errors: {} };
      case 'clear':
        modals.clear(view.user);
        return { ...delivered, outcome: 'cleared', errors: {} };
      default:
        return answer satisfies never;
    }
  }

  async function send(label: string, payload: object): Promise<Delivered> {
    return deliver(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), {
      kind: 'interaction',
      label,
      contentType: 'application/x-www-form-urlencoded',
    });
  }

  return {
    fill(act) {
      fillView(viewOf(act.user, act.view), act.values);
      options.workspace.changed();
    },

    async submitView(act) {
      const workspace = options.workspace;
      const view = viewOf(act.user, act.view);
      if (view.definition.type !== 'modal' || view.definition.submit === undefined) {
        throw new NotPossible('no_submit', 'this modal has no button to send it');
      }
      fillView(view, act.values ?? {});
      refuseIncomplete(view);
      view.errors = {};
      const person = personOf(workspace, act.user);
      const installation = installationFor(workspace, person);
      const delivered = await send(`view_submission ${view.definition.callback_id ?? ''}`, {
        type: 'view_submission',
        ...payloadHead(person, installation),
        trigger_id: makeTrigger(workspace, act.user, installation.team, view.id),
        view: toJson(viewOnTheWire(view)),
        response_urls: [],
      });
      try {
        return take(view, delivered);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        throw faultsOf('invalid_response', [`the answer to view_submission was refused: ${error.message}`]);
      } finally {
        await options.events.settled();
      }
    },

    async closeView(act) {
      const workspace = options.workspace;
      const view = viewOf(act.user, act.view);
      if (act.all) modals.clear(act.user);
      else modals.close(view);
      if (view.definition.type !== 'modal' || !view.definition.notify_on_close) return undefined;
      const person = personOf(workspace, act.user);
      const delivered = await send(`view_closed ${view.definition.callback_id ?? ''}`, {
        type: 'view_closed',
        ...payloadHead(person, installationFor(workspace, person)),
        view: toJson(viewOnTheWire(view)),
        is_cleared: act.all ?? false,
      });
      await options.events.settled();
      return delivered;
    },
  };
}
