import type { VNode } from 'preact';
import type { Badge } from '../../src/domain/badge.ts';
import { holdKey } from '../../src/domain/award.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { inLocale } from '../../src/domain/localized-text.ts';
import { mostFileBytes } from '../../src/ports/file-store.ts';
import { listBadges } from '../../src/use-cases/list-badges.ts';
import { nominate } from '../../src/use-cases/nominate.ts';
import { showPassport } from '../../src/use-cases/show-passport.ts';
import { badgePicture, snapshotPicture } from '../../src/web/pictures/picture-address.ts';
import { RichText } from '../../src/web/rich-text.tsx';
import { webAddress } from '../../src/web/web-address.ts';
import {
  Received,
  refusalText,
  Said,
  SessionForm,
  type ToolContent,
  type ToolContext,
} from '../tool-view.tsx';

/** The learner's own passport, with what was asked and decided. */
export async function mineView(context: ToolContext, said?: VNode): Promise<ToolContent> {
  const { deps, session, words, locale } = context;
  const outcome = await showPassport(deps, { personId: session.personId });
  const nominations = (await deps.store.nominations.ofPerson(session.personId))
    .filter(({ nomineeId }) => nomineeId === session.personId)
    .toReversed()
    .slice(0, 50);
  const passport = outcome.ok ? outcome.passport : undefined;
  return {
    title: words.passportMine,
    section: 'mine',
    body: (
      <>
        {said}
        <SessionForm token={context.token} action="open-passport" ownPage>
          <button type="submit">{words.openPassport}</button>
        </SessionForm>
        {passport === undefined || passport.awards.length === 0 ? <p>{words.passportEmpty}</p> : null}
        <ul class="awards">
          {passport?.awards.map((award) => (
            <li class="badge-head">
              <img src={snapshotPicture(award.badge)} alt="" width="56" height="56" />
              <div>
                <strong>{inLocale(award.badge.title, locale)}</strong>
                <br />
                <small>
                  {inLocale(award.badge.issuerName, locale)} · {words.onDate(award.awardedAt)}
                </small>
                {award.reason === undefined ? null : <p>{award.reason}</p>}
                <p>
                  <a href={`/awards/${award.id}`} target="_blank" rel="noopener">
                    {words.openAward}
                    <span class="visually-hidden">: {inLocale(award.badge.title, locale)}</span>
                  </a>
                </p>
              </div>
            </li>
          ))}
        </ul>
        {passport === undefined || passport.skills.length === 0 ? null : (
          <>
            <h2>{words.skills}</h2>
            <ul>
              {passport.skills.slice(0, 50).map(({ skill, awarded }) => (
                <li>
                  {inLocale(skill.name, locale)} –{' '}
                  {awarded > 0 ? words.skillTimes(awarded) : words.declaredOnly}
                </li>
              ))}
            </ul>
          </>
        )}
        {nominations.length === 0 ? null : (
          <>
            <h2>{words.decisions}</h2>
            <ul>
              {nominations.map((nomination) => (
                <li>
                  <strong>{inLocale(nomination.badge.title, locale)}</strong> –{' '}
                  {words.decisionStatus[nomination.status]}
                  {nomination.decisionReason === undefined ? null : (
                    <blockquote>{nomination.decisionReason}</blockquote>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
        <SessionForm token={context.token} action="accounts">
          <button type="submit" class="plain">
            {words.accountsOpen}
          </button>
        </SessionForm>
        {session.teaches ? null : <Received context={context} />}
      </>
    ),
  };
}

/** The badges of this course: those that its links and gradebook name, or else all. */
async function badgesOf(
  context: ToolContext,
): Promise<{ readonly linked: boolean; readonly badges: readonly Badge[] }> {
  const { deps, course } = context;
  const all = (await listBadges(deps, {})).map(({ badge }) => badge);
  const slugs = new Set(course?.links.flatMap(({ badge }) => badge ?? []));
  const asked = context.form.text('badge');
  if (asked !== '') slugs.add(asked);
  const linked = all.filter(({ slug }) => slugs.has(slug));
  return linked.length > 0 ? { linked: true, badges: linked } : { linked: false, badges: all };
}

/** This course's badges with their criteria, and how far this learner is. */
export async function badgesView(context: ToolContext, said?: VNode): Promise<ToolContent> {
  const { deps, session, words, locale } = context;
  const { linked, badges } = await badgesOf(context);
  const held = await deps.store.awards.findHeld(badges.map(({ id }) => holdKey(session.personId, id)));
  const heldIds = new Set(held.map(({ award }) => award.badgeId));
  const open = new Set(
    (await deps.store.nominations.ofPerson(session.personId))
      .filter(({ status, nomineeId }) => status === 'open' && nomineeId === session.personId)
      .map(({ badgeId }) => badgeId),
  );
  const all = await deps.store.badges.list();
  const titleOf = (slug: string) =>
    inLocale(all.find((badge) => badge.slug === slug)?.title ?? { nl: slug }, locale);
  return {
    title: linked ? words.badges : words.allBadges,
    section: 'badges',
    body: (
      <>
        {said}
        {badges.length === 0 ? <p>{words.noBadges}</p> : null}
        {badges.map((badge) => {
          const has = heldIds.has(badge.id);
          const asked = open.has(badge.id);
          return (
            <article>
              <div class="badge-head">
                <img src={badgePicture(badge)} alt="" width="72" height="72" />
                <div>
                  <h2>{inLocale(badge.title, locale)}</h2>
                  <p class={has ? 'progress held' : 'progress'}>
                    {has
                      ? `✓ ${words.progressHeld}`
                      : asked
                        ? `… ${words.progressAsked}`
                        : words.progressOpen}
                  </p>
                </div>
              </div>
              <p>{inLocale(badge.description, locale)}</p>
              <details>
                <summary>
                  {words.criteria}
                  <span class="visually-hidden">: {inLocale(badge.title, locale)}</span>
                </summary>
                <RichText markdown={inLocale(badge.criteria, locale)} />
              </details>
              {badge.award === 'automatic' && !has ? (
                <p class="muted">{words.earnedByItself(badge.parts.map(titleOf))}</p>
              ) : null}
              {has || asked || badge.whoMayNominate === 'nobody' || badge.award === 'automatic' ? null : (
                <SessionForm token={context.token} action="ask-form">
                  <input type="hidden" name="badge" value={badge.slug} />
                  <button type="submit" class="secondary">
                    {words.ask}
                    <span class="visually-hidden">: {inLocale(badge.title, locale)}</span>
                  </button>
                </SessionForm>
              )}
            </article>
          );
        })}
      </>
    ),
  };
}

/** The form by which a learner asks for a badge. */
export async function askView(context: ToolContext, said?: VNode): Promise<ToolContent> {
  const { deps, words, locale, form } = context;
  const badge = await deps.store.badges.findBySlug(form.text('badge'));
  if (badge === undefined) return badgesView(context);
  return {
    title: words.askTitle(inLocale(badge.title, locale)),
    section: 'badges',
    body: (
      <>
        {said}
        <RichText markdown={inLocale(badge.criteria, locale)} />
        <SessionForm token={context.token} action="ask" files>
          <input type="hidden" name="badge" value={badge.slug} />
          <input type="hidden" name="form" value={form.text('form') || deps.ids.token()} />
          <label>
            {words.askText}
            <textarea name="text" rows={4} maxLength={2000} required>
              {form.text('text')}
            </textarea>
          </label>
          <label>
            {words.evidenceLink}
            <input type="url" name="link" value={form.text('link')} maxLength={2000} />
          </label>
          <label>
            {words.evidenceFile}
            <input
              type="file"
              name="file"
              data-most-bytes={String(mostFileBytes)}
              data-too-large={words.fileTooLarge}
            />
          </label>
          <div class="actions">
            <button type="submit">{words.sendAsk}</button>
            <button type="submit" class="plain" formaction="/lti/tool/badges" formnovalidate>
              {words.back}
            </button>
          </div>
        </SessionForm>
      </>
    ),
  };
}

/** Sends the request to the reviewers; posted twice, it is sent once. */
export async function askAction(context: ToolContext): Promise<ToolContent> {
  const { deps, words, form, actor, session } = context;
  const text = form.text('text');
  const link = form.text('link');
  const url = webAddress(link);
  if (text === '') return askView(context, <Said kind="not-done">{words.refusals['reason-required']}</Said>);
  if (link !== '' && url === undefined)
    return askView(context, <Said kind="not-done">{words.notALink}</Said>);
  const file = await form.file('file');
  if (file !== undefined && file.bytes.length > mostFileBytes)
    return askView(context, <Said kind="not-done">{words.fileTooLarge}</Said>);
  const deliveryKey = `lti:${session.id}:${form.text('form').slice(0, 64)}`;
  const now = deps.clock();
  const common = {
    authorId: session.personId,
    ...(session.name === undefined ? {} : { authorName: session.name }),
    saidAt: now,
    revision: String(now.getTime()),
  };
  const evidence: Omit<Evidence, 'id' | 'subject'>[] = [];
  if (url !== undefined)
    evidence.push({ ...common, sourceKey: `${deliveryKey}:link`, kind: 'link', url, files: [] });
  if (file !== undefined) {
    const stored = await deps.store.files.put(file.bytes, file.type);
    evidence.push({
      ...common,
      sourceKey: `${deliveryKey}:file`,
      kind: 'file',
      files: [{ name: file.name, type: file.type, size: file.bytes.length, stored }],
    });
  }
  const outcome = await nominate(deps, {
    actor,
    deliveryKey,
    badge: form.text('badge'),
    nominee: session.personId,
    reason: text,
    evidence,
  });
  return outcome.ok
    ? mineView(context, <Said kind="done">{words.asked}</Said>)
    : askView(context, <Said kind="not-done">{refusalText(words, outcome.refusal)}</Said>);
}
