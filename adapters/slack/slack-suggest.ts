import type { types } from '@slack/bolt';
import type { SearchOf } from '../chat/form/form.ts';
import { searchChoices } from '../chat/form/search-choices.ts';
import type { SlackDeps } from './slack-deps.ts';
import type { SlackSuggestion } from './slack-request.ts';
import { senderOf } from './slack-sender.ts';
import { option, searchAction } from './slack-view.ts';

const searches: readonly SearchOf[] = [
  'badge-to-award',
  'badge-to-nominate',
  'nomination-to-support',
  'nomination-to-review',
  'award-to-revoke',
  'evidence-subject',
  'skill',
];

/** What a search field offers for what was typed so far, in the person's language. */
export async function slackSuggestions(
  deps: SlackDeps,
  { action_id, value, user, team, enterprise }: SlackSuggestion,
): Promise<types.PlainTextOption[]> {
  const of = searches.find((search) => action_id === `${searchAction}${search}`);
  const sender = await senderOf(deps, enterprise?.id ?? team?.id ?? '', user.id);
  if (of === undefined || sender === undefined) return [];
  return (await searchChoices(deps, sender, of, value)).map(option);
}
