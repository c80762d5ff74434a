import type { VNode } from 'preact';
import { standingOf } from '../../src/domain/award.ts';
import { inLocale } from '../../src/domain/localized-text.ts';
import { revokeAward } from '../../src/use-cases/change-award-standing.ts';
import { refusalText, Said, SessionForm, type ToolContent, type ToolContext } from '../tool-view.tsx';

const perPage = 25;

/** What this teacher awarded, newest first, with a way to take each back. */
export async function historyView(context: ToolContext, said?: VNode): Promise<ToolContent> {
  const { deps, actor, words, locale, form } = context;
  const after = form.text('after');
  const page = await deps.store.awards.page(
    { awardedBy: actor.personId },
    { limit: perPage, ...(after === '' ? {} : { after }) },
  );
  const persons = await deps.store.persons.findMany(page.items.flatMap(({ personId }) => personId ?? []));
  const names = new Map(persons.map(({ id, name }) => [id, name]));
  const now = deps.clock();
  return {
    title: words.history,
    section: 'history',
    body: (
      <>
        {said}
        {page.items.length === 0 ? <p>{words.historyNone}</p> : null}
        <ul class="awards">
          {page.items.map((award) => {
            const name = names.get(award.personId ?? '') ?? words.someone;
            const standing = standingOf(award, now);
            return (
              <li>
                <strong>{name}</strong> – {inLocale(award.badge.title, locale)}
                <br />
                <small>
                  {words.onDate(award.awardedAt)} · {words.standing[standing]}
                  {award.reason === undefined ? null : ` · ${award.reason}`}
                </small>
                {standing === 'revoked' ? (
                  <p>{words.revokedOn(award.statusChangedAt ?? now, award.statusReason ?? '')}</p>
                ) : (
                  <details>
                    <summary>
                      {words.revoke} <span class="visually-hidden">– {name}</span>
                    </summary>
                    <SessionForm token={context.token} action="revoke">
                      <input type="hidden" name="award" value={award.id} />
                      <label>
                        {words.revokeReason}
                        <textarea name="reason" rows={2} maxLength={2000} required></textarea>
                      </label>
                      <button type="submit" class="secondary">
                        {words.revoke}
                      </button>
                    </SessionForm>
                  </details>
                )}
              </li>
            );
          })}
        </ul>
        {page.next === undefined ? null : (
          <SessionForm token={context.token} action="history">
            <button type="submit" class="plain" name="after" value={page.next}>
              {words.next}
            </button>
          </SessionForm>
        )}
        <SessionForm token={context.token} action="history.csv" plain>
          <button type="submit" class="plain">
            {words.exportCsv}
          </button>
        </SessionForm>
      </>
    ),
  };
}

export async function revokeAction(context: ToolContext): Promise<ToolContent> {
  const { deps, actor, words, form, locale } = context;
  const outcome = await revokeAward(deps, {
    actor,
    awardId: form.text('award'),
    reason: form.text('reason'),
  });
  return historyView(
    context,
    outcome.ok ? (
      <Said kind="done">
        <p>{words.revoked}</p>
        {outcome.milestones.length === 0 ? null : (
          <p>{words.milestonesStand(outcome.milestones.map(({ badge }) => inLocale(badge.title, locale)))}</p>
        )}
      </Said>
    ) : (
      <Said kind="not-done">{refusalText(words, outcome.refusal)}</Said>
    ),
  );
}
