import { z } from 'zod';
import { checkHome, checkModal } from '../block-kit/check-view.ts';
import { jsonValue, toJson } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { exchangeTrigger } from '../triggers.ts';
import { viewOnTheWire } from '../wire-form.ts';
import type { StoredView } from '../workspace.ts';
import { readArguments, structured } from './method.ts';
import type { Method } from './method.ts';
import { serves } from '../organisation.ts';

const none = () => [];
const withTrigger = z.object({
  trigger_id: z.string().optional(),
  interactivity_pointer: z.string().optional(),
  view: jsonValue,
});

function answer(view: StoredView) {
  return { view: toJson(viewOnTheWire(view)) };
}

function triggerOf(given: {
  trigger_id?: string | undefined;
  interactivity_pointer?: string | undefined;
}): string {
  const id = given.trigger_id ?? given.interactivity_pointer;
  if (id === undefined) throw new SlackError('invalid_arguments');
  return id;
}

/** views.open, push, update and publish. */
export const viewMethods: Record<string, Method> = {
  'views.open': {
    json: true,
    scopes: none,
    run(caller, args, realm) {
      const given = readArguments(withTrigger, args);
      const definition = checkModal(structured(given.view, 'invalid_arguments'), realm.workspace.ids);
      const trigger = exchangeTrigger(realm.workspace, triggerOf(given));
      return answer(realm.modals.open(trigger.user, caller.team, definition));
    },
  },
  'views.push': {
    json: true,
    scopes: none,
    run(caller, args, realm) {
      const given = readArguments(withTrigger, args);
      const definition = checkModal(structured(given.view, 'invalid_arguments'), realm.workspace.ids);
      const trigger = exchangeTrigger(realm.workspace, triggerOf(given));
      if (!trigger.viewId || !realm.modals.byId(trigger.viewId)) throw new SlackError('not_found');
      return answer(realm.modals.push(trigger.user, caller.team, definition));
    },
  },
  'views.update': {
    json: true,
    scopes: none,
    run(caller, args, realm) {
      const schema = z.object({
        view: jsonValue,
        view_id: z.string().optional(),
        external_id: z.string().optional(),
        hash: z.string().optional(),
      });
      const given = readArguments(schema, args);
      if ((given.view_id === undefined) === (given.external_id === undefined)) {
        throw new SlackError('invalid_arguments');
      }
      const open = [...realm.workspace.modals, ...realm.workspace.homes.values()];
      const view = open.find((one) =>
        given.view_id === undefined
          ? one.definition.external_id === given.external_id
          : one.id === given.view_id,
      );
      if (!view || view.team !== caller.team) throw new SlackError('not_found');
      if (given.hash !== undefined && given.hash !== view.hash) throw new SlackError('hash_conflict');
      const value = structured(given.view, 'invalid_arguments');
      const check = view.definition.type === 'home' ? checkHome : checkModal;
      realm.modals.update(view, check(value, realm.workspace.ids));
      return answer(view);
    },
  },
  'views.publish': {
    json: true,
    scopes: none,
    run(caller, args, realm) {
      const schema = z.object({ user_id: z.string(), view: jsonValue, hash: z.string().optional() });
      const given = readArguments(schema, args);
      const member = realm.workspace.members.get(given.user_id);
      if (!member || !serves(caller, member.team) || member.bot || member.deactivated) {
        throw new SlackError('user_not_found');
      }
      const known = realm.workspace.homes.get(member.id);
      if (given.hash !== undefined && known && given.hash !== known.hash)
        throw new SlackError('hash_conflict');
      const definition = checkHome(structured(given.view, 'invalid_arguments'), realm.workspace.ids);
      return answer(realm.modals.publish(member.id, caller.team, definition));
    },
  },
};
