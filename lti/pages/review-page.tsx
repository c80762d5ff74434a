import type { VNode } from 'preact';
import { counts } from '../../src/domain/evidence.ts';
import { inLocale } from '../../src/domain/localized-text.ts';
import type { Nomination } from '../../src/domain/nomination.ts';
import { acceptNomination } from '../../src/use-cases/accept-nomination.ts';
import { declineNomination } from '../../src/use-cases/decline-nomination.ts';
import { gradeHeldAward } from '../../src/use-cases/grade-held-award.ts';
import { heldRoles } from '../../src/use-cases/held-roles.ts';
import { nominationsToReview } from '../../src/use-cases/list-nominations.ts';
import { fileSize } from '../../src/web/file-size.ts';
import { RichText } from '../../src/web/rich-text.tsx';
import { webAddress } from '../../src/web/web-address.ts';
import { refusalText, Said, SessionForm, type ToolContent, type ToolContext } from '../tool-view.tsx';
import { columnsFor } from './award-pages.tsx';

const perPage = 20;
const mostAsked = 200;

async function nominationsAskedOf({ deps, actor }: ToolContext): Promise<readonly Nomination[]> {
  const waiting = await nominationsToReview(deps, { actor, limit: mostAsked });
  return waiting.flatMap(({ nomination }) => (nomination.askedOf === actor.personId ? [nomination] : []));
}

/** What waits for a decision by this reviewer, whoever waits longest first. */
export async function reviewView(context: ToolContext, said?: VNode): Promise<ToolContent> {
  const { deps, actor, words, locale, form } = context;
  const issuers = await deps.store.issuers.list();
  const roles = await Promise.all(issuers.map(({ id }) => heldRoles(deps.store, actor, id)));
  const mine = issuers.filter(
    (_, at) => roles[at]?.has('reviewer') === true || roles[at]?.has('owner') === true,
  );
  const after = form.text('after');
  const ofIssuers =
    mine.length === 0
      ? { items: [] }
      : await deps.store.nominations.page(
          { issuerIds: mine.map(({ id }) => id), status: 'open' },
          { limit: perPage, ...(after === '' ? {} : { after }) },
        );
  // What a learner asked of this teacher in particular comes first, also where they do not review.
  const asked = after === '' ? await nominationsAskedOf(context) : [];
  const page = {
    ...ofIssuers,
    items: [...new Map([...asked, ...ofIssuers.items].map((each) => [each.id, each])).values()],
  };
  const persons = await deps.store.persons.findMany(
    page.items.flatMap(({ nomineeId, nominatorId }) => [nomineeId, nominatorId]),
  );
  const names = new Map(persons.map(({ id, name }) => [id, name]));
  const evidence = await deps.store.evidence.ofSubjects(
    'nomination',
    page.items.map(({ id }) => id),
  );
  return {
    title: words.review,
    section: 'review',
    body: (
      <>
        {said}
        {page.items.length === 0 ? <p>{words.reviewNone}</p> : null}
        {page.items.map((nomination) => {
          const nominee = names.get(nomination.nomineeId) ?? words.someone;
          const pieces = evidence.filter(
            (piece) => piece.subject.id === nomination.id && counts(piece, nomination.badge.confirmEvidence),
          );
          return (
            <article>
              <h2>
                {nominee} – {inLocale(nomination.badge.title, locale)}
              </h2>
              <p>
                {nomination.nominatorId === nomination.nomineeId
                  ? words.askedFor
                  : words.nominatedBy(names.get(nomination.nominatorId) ?? words.someone)}{' '}
                · {words.onDate(nomination.createdAt)}
                {nomination.endorsements.length === 0
                  ? null
                  : ` · ${words.supportedBy(nomination.endorsements.length)}`}
              </p>
              {nomination.reason === undefined ? null : <blockquote>{nomination.reason}</blockquote>}
              {pieces.length === 0 ? null : (
                <>
                  <h3>{words.evidence}</h3>
                  <ul>
                    {pieces.map((piece) => {
                      const url = webAddress(piece.url);
                      return (
                        <li>
                          {piece.text}
                          {url === undefined ? null : (
                            <a href={url} target="_blank" rel="noopener noreferrer">
                              {url}
                            </a>
                          )}
                          {piece.files.map((file) =>
                            file.stored === undefined ? (
                              file.name
                            ) : (
                              <SessionForm token={context.token} action="evidence-file" plain>
                                <input type="hidden" name="evidence" value={piece.id} />
                                <button type="submit" class="plain">
                                  {file.name} ({fileSize(file.size, locale)})
                                </button>
                              </SessionForm>
                            ),
                          )}
                        </li>
                      );
                    })}
                  </ul>
                </>
              )}
              <details>
                <summary>{words.criteria}</summary>
                <RichText markdown={inLocale(nomination.badge.criteria, locale)} />
              </details>
              <SessionForm token={context.token} action="decide">
                <input type="hidden" name="nomination" value={nomination.id} />
                <label>
                  {words.reason}
                  <textarea name="reason" rows={2} maxLength={2000}></textarea>
                </label>
                <div class="actions">
                  <button type="submit" name="decision" value="accept">
                    {words.accept}
                  </button>
                  <button type="submit" class="secondary" name="decision" value="decline">
                    {words.decline}
                  </button>
                </div>
              </SessionForm>
            </article>
          );
        })}
        {'next' in page && page.next !== undefined ? (
          <SessionForm token={context.token} action="review">
            <button type="submit" class="plain" name="after" value={page.next}>
              {words.next}
            </button>
          </SessionForm>
        ) : null}
      </>
    ),
  };
}

export async function decideAction(context: ToolContext): Promise<ToolContent> {
  const { deps, actor, words, form, platform, locale } = context;
  const nominationId = form.text('nomination');
  const reason = form.text('reason');
  const accepts = form.text('decision') === 'accept';
  const outcome = accepts
    ? await acceptNomination(deps, { actor, nominationId, ...(reason === '' ? {} : { reason }) })
    : await declineNomination(deps, { actor, nominationId, reason });
  if (!outcome.ok)
    return reviewView(context, <Said kind="not-done">{refusalText(words, outcome.refusal)}</Said>);
  if (accepts) {
    const { nomination } = outcome;
    const nominee = await deps.store.persons.find(nomination.nomineeId);
    for (const { identity } of nominee?.identities ?? [])
      if (identity.kind === 'lti' && identity.platform === platform.id)
        for (const place of columnsFor(context, nomination.badge.slug, identity.subject))
          await gradeHeldAward(deps, {
            personId: nomination.nomineeId,
            badge: nomination.badge.slug,
            place,
            locale,
          });
  }
  return reviewView(context, <Said kind="done">{accepts ? words.accepted : words.declined}</Said>);
}
