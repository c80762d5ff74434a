import type { VNode } from 'preact';
import { standingOf } from '../../../domain/award.ts';
import type { Badge } from '../../../domain/badge.ts';
import type { Issuer } from '../../../domain/issuer.ts';
import { inLocale } from '../../../domain/localized-text.ts';
import type { Nomination } from '../../../domain/nomination.ts';
import { mayNominate } from '../../../domain/policy.ts';
import { askWords } from '../../../i18n/web-ask-messages.ts';
import { listed } from '../../../i18n/format.ts';
import { whomToAsk, type Askable } from '../../../use-cases/whom-to-ask.ts';
import { nominate } from '../../../use-cases/nominate.ts';
import type { SignedInPages, Visit } from '../../session/signed-in-pages.ts';
import { webAddress } from '../../web-address.ts';
import type { AppDeps } from '../../web-deps.ts';
import { MeForm, sendMePage } from '../me-frame.tsx';

const mostShown = 50;

/** What is told above the form, and what stood in it. */
type Told = {
  readonly said?: string;
  readonly fault?: string;
  readonly badge?: string;
  readonly reason?: string;
  readonly link?: string;
  readonly askOf?: string;
};

/** `/me/ask`: a learner asks the reviewers, or one of them, for a badge, with what shows that they earned it. */
export function mountAsk(pages: SignedInPages, deps: AppDeps): void {
  pages.get('/me/ask', async (visit) => {
    const { badge } = visit.request.query;
    await sendAskPage(deps, visit, typeof badge === 'string' ? { badge } : {});
  });
  pages.post('/me/ask', async (visit) => {
    const { form, actor, deliveryKey, person, personId } = visit;
    const { faults, asked, byItself } = askWords(visit.locale);
    const typed = {
      badge: form.text('badge'),
      reason: form.text('reason'),
      link: form.text('link'),
      askOf: form.text('askOf'),
    };
    const url = webAddress(typed.link);
    if (typed.reason === '') return sendAskPage(deps, visit, { ...typed, fault: faults['reason-required'] });
    if (typed.link !== '' && url === undefined)
      return sendAskPage(deps, visit, { ...typed, fault: faults['not-a-link'] });
    const now = deps.clock();
    const evidence = {
      sourceKey: `${deliveryKey}:link`,
      kind: 'link' as const,
      files: [],
      authorId: personId,
      ...(person.name === undefined ? {} : { authorName: person.name }),
      saidAt: now,
      revision: String(now.getTime()),
    };
    const outcome = await nominate(deps, {
      actor,
      deliveryKey,
      badge: typed.badge,
      nominee: personId,
      reason: typed.reason,
      ...(typed.askOf === '' ? {} : { askOf: typed.askOf }),
      ...(url === undefined ? {} : { evidence: [{ ...evidence, url }] }),
    });
    if (outcome.ok) {
      const { badge, askedOf } = outcome.nomination;
      const name = askedOf === undefined ? undefined : (await deps.store.persons.find(askedOf))?.name;
      return sendAskPage(deps, visit, { said: asked(inLocale(badge.title, visit.locale), name) });
    }
    if (outcome.refusal.code === 'comes-by-itself')
      return sendAskPage(deps, visit, {
        ...typed,
        fault: byItself(outcome.refusal.parts.map(({ title }) => inLocale(title, visit.locale))),
      });
    const known = Object.entries(faults).find(([code]) => code === outcome.refusal.code);
    return sendAskPage(deps, visit, { ...typed, fault: known?.[1] ?? faults.other });
  });
}

async function sendAskPage(deps: AppDeps, visit: Visit, told: Told): Promise<void> {
  const [all, awards, nominations] = await Promise.all([
    deps.store.badges.list(),
    deps.store.awards.ofPerson(visit.personId),
    deps.store.nominations.ofPerson(visit.personId),
  ]);
  const now = deps.clock();
  const held = new Set(
    awards.filter((award) => standingOf(award, now) === 'valid').map(({ badge }) => badge.slug),
  );
  const own = nominations.filter(({ nomineeId }) => nomineeId === visit.personId).toReversed();
  const open = new Set(own.filter(({ status }) => status === 'open').map(({ badge }) => badge.slug));
  const askable = all.filter(
    (badge) =>
      mayNominate(visit.actor, badge) === undefined &&
      !open.has(badge.slug) &&
      (badge.repeatable || !held.has(badge.slug)),
  );
  const [people, issuers, askedPeople] = await Promise.all([
    whomToAsk(deps, { learner: visit.person, badges: askable }),
    deps.store.issuers.list(),
    deps.store.persons.findMany([...new Set(own.flatMap(({ askedOf }) => askedOf ?? []))]),
  ]);
  const groups = issuers
    .map((issuer) => ({ issuer, people: people.filter(({ issuerId }) => issuerId === issuer.id) }))
    .filter((group) => group.people.length > 0);
  const names = new Map(askedPeople.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name]])));
  const { title } = askWords(visit.locale);
  sendMePage(deps, visit, {
    title,
    section: 'ask',
    status: told.fault === undefined ? 200 : 422,
    body: (
      <article>
        <header class="page-head">
          <h1>{title}</h1>
          <p class="lead">{askWords(visit.locale).lead}</p>
        </header>
        <AskForm visit={visit} askable={askable} groups={groups} told={told} />
        <Nearly visit={visit} all={all} held={held} />
        <Asked visit={visit} own={own} names={names} />
      </article>
    ),
  });
}

function AskForm(props: {
  readonly visit: Visit;
  readonly askable: readonly Badge[];
  /** Whom one may ask in particular, by the organisation whose badges they decide about. */
  readonly groups: readonly { readonly issuer: Issuer; readonly people: readonly Askable[] }[];
  readonly told: Told;
}): VNode {
  const { visit, askable, groups, told } = props;
  const words = askWords(visit.locale);
  // Said only where it makes a difference.
  const reviews = (issuer: Issuer) =>
    askable.some(({ issuerId, award }) => issuerId === issuer.id && award === 'review');
  return (
    <>
      {told.said === undefined ? null : (
        <p class="said" role="status">
          {told.said}
        </p>
      )}
      {told.fault === undefined ? null : (
        <p class="said not-done" role="alert">
          {told.fault}
        </p>
      )}
      {askable.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <MeForm visit={visit} action="/me/ask" class="wide-form">
          <label for="badge">{words.badge}</label>
          <select id="badge" name="badge">
            {askable.map(({ slug, title }) => (
              <option value={slug} selected={slug === told.badge}>
                {inLocale(title, visit.locale)}
              </option>
            ))}
          </select>
          <label for="reason">{words.reason}</label>
          <textarea
            id="reason"
            name="reason"
            rows={4}
            maxlength={2000}
            required
            aria-describedby="reason-hint"
          >
            {told.reason ?? ''}
          </textarea>
          <small id="reason-hint">{words.reasonHint}</small>
          <label for="link">
            {words.link} <small>({words.optional})</small>
          </label>
          <input id="link" name="link" type="url" maxlength={1000} value={told.link ?? ''} />
          {groups.length === 0 ? null : (
            <>
              <label for="askOf">{words.whom}</label>
              <select id="askOf" name="askOf" aria-describedby="askOf-hint">
                <option value="">{words.whoever}</option>
                {groups.map(({ issuer, people }) => (
                  <optgroup label={inLocale(issuer.name, visit.locale)}>
                    {people.map(({ person, about }) => (
                      <option value={person.id} selected={person.id === told.askOf}>
                        {about === 'direct' && reviews(issuer) ? words.onlyDirect(person.name) : person.name}
                      </option>
                    ))}
                  </optgroup>
                ))}
              </select>
              <small id="askOf-hint">{words.whomHint}</small>
            </>
          )}
          <button type="submit">{words.send}</button>
        </MeForm>
      )}
    </>
  );
}

/** Badges that are made of others, of which this person has some. */
function Nearly(props: {
  readonly visit: Visit;
  readonly all: readonly Badge[];
  readonly held: ReadonlySet<string>;
}): VNode | null {
  const { visit, all, held } = props;
  const words = askWords(visit.locale);
  const nearly = all.filter(
    ({ status, slug, parts }) =>
      status === 'active' && !held.has(slug) && parts.some((part) => held.has(part)),
  );
  if (nearly.length === 0) return null;
  const name = (slug: string) =>
    inLocale(all.find((badge) => badge.slug === slug)?.title ?? { nl: slug }, visit.locale);
  return (
    <section aria-labelledby="nearly">
      <h2 id="nearly">{words.nearly}</h2>
      <ul class="plain-list">
        {nearly.map(({ slug, title, parts }) => {
          const missing = parts.filter((part) => !held.has(part));
          return (
            <li>
              <h3>
                <a href={`/badges/${slug}`}>{inLocale(title, visit.locale)}</a>
              </h3>
              <p>{words.nearlyText(parts.length - missing.length, parts.length)}</p>
              {missing.length === 0 ? null : (
                <p class="muted">
                  {words.missing} {listed(missing.map(name), visit.locale)}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Asked(props: {
  readonly visit: Visit;
  readonly own: readonly Nomination[];
  /** Of those who were asked in particular. */
  readonly names: ReadonlyMap<string, string>;
}): VNode | null {
  const { visit, own, names } = props;
  const askedOf = (nomination: Nomination) => names.get(nomination.askedOf ?? '');
  const words = askWords(visit.locale);
  if (own.length === 0) return null;
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{words.open}</h2>
      <ul class="plain-list">
        {own.slice(0, mostShown).map((nomination) => (
          <li>
            <strong>{inLocale(nomination.badge.title, visit.locale)}</strong>{' '}
            <span class="muted">{words.status[nomination.status]}</span>
            {askedOf(nomination) === undefined ? null : (
              <p class="muted">{words.askedOf(askedOf(nomination) ?? '')}</p>
            )}
            {nomination.decisionReason === undefined ? null : (
              <blockquote>{nomination.decisionReason}</blockquote>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
