import type { VNode } from 'preact';
import { inLocale } from '../../src/domain/localized-text.ts';
import { listBadges } from '../../src/use-cases/list-badges.ts';
import { contentItemsJwt, type Picked } from '../content-items.ts';
import { Received, Said, SessionForm, type ToolContent, type ToolContext } from '../tool-view.tsx';

/** What a teacher may put into the course (Deep Linking 2.0). */
export async function pickView(context: ToolContext, said?: VNode): Promise<ToolContent> {
  const { deps, session, words, locale } = context;
  const { deepLink } = session;
  if (!session.teaches || deepLink === undefined)
    return {
      title: words.pickTitle,
      body: (
        <>
          <p>{words.pickNotTeaching}</p>
          <Received context={context} />
        </>
      ),
    };
  const badges = await listBadges(deps, {});
  const type = deepLink.acceptsMultiple ? 'checkbox' : 'radio';
  return {
    title: words.pickTitle,
    body: (
      <>
        {said}
        <SessionForm token={context.token} action="place">
          <fieldset>
            <legend class="visually-hidden">{words.pickTitle}</legend>
            <label>
              <input type={type} name="pick" value="passport" /> {words.pickPassport}
            </label>
            <label>
              <input type={type} name="pick" value="award" /> {words.pickAward}
            </label>
          </fieldset>
          <fieldset>
            <legend>{words.pickBadge}</legend>
            {badges.map(({ badge, issuer }) => (
              <label>
                <input type={type} name="pick" value={`badge:${badge.slug}`} />
                <span>
                  {inLocale(badge.title, locale)} <span class="muted">({inLocale(issuer.name, locale)})</span>
                </span>
              </label>
            ))}
          </fieldset>
          {deepLink.acceptsLineItem ? (
            <label>
              <input type="checkbox" role="switch" name="line-item" value="1" /> {words.pickLineItem}
            </label>
          ) : null}
          <div class="actions">
            <button type="submit">{words.pickSend}</button>
          </div>
        </SessionForm>
      </>
    ),
  };
}

/** Sends what was picked to the platform, by the browser, signed. */
export async function placeAction(context: ToolContext): Promise<ToolContent> {
  const { deps, session, platform, words, form } = context;
  const { deepLink } = session;
  if (!session.teaches || deepLink === undefined) return pickView(context);
  const wanted = deepLink.acceptsMultiple ? form.all('pick') : form.all('pick').slice(0, 1);
  const badges = await listBadges(deps, {});
  const lineItem = deepLink.acceptsLineItem && form.text('line-item') !== '';
  const picked = wanted.flatMap((one): readonly Picked[] => {
    if (one === 'passport' || one === 'award') return [{ kind: one }];
    const found = badges.find(({ badge }) => one === `badge:${badge.slug}`);
    return found === undefined ? [] : [{ kind: 'badge', badge: found.badge, lineItem }];
  });
  if (picked.length === 0) return pickView(context, <Said kind="not-done">{words.pickNothing}</Said>);
  const jwt = await contentItemsJwt(deps, platform, session, picked);
  return {
    title: words.pickSend,
    leaves: true,
    body: (
      <form method="post" action={deepLink.returnUrl} data-plain>
        <input type="hidden" name="JWT" value={jwt} />
        <p role="status">{words.waiting}</p>
        <button type="submit">{words.goOn}</button>
      </form>
    ),
  };
}
