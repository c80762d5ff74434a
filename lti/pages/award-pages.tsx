import type { VNode } from 'preact';
import { inLocale } from '../../src/domain/localized-text.ts';
import { holdKey } from '../../src/domain/award.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { GradePlace } from '../../src/domain/place.ts';
import { mayBeGiven } from '../../src/domain/policy.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { awardBadge } from '../../src/use-cases/award-badge.ts';
import { nominate } from '../../src/use-cases/nominate.ts';
import { withPartNames } from '../../src/use-cases/with-part-names.ts';
import { webAddress } from '../../src/web/web-address.ts';
import { badgePicture } from '../../src/web/pictures/picture-address.ts';
import { courseRoster } from '../course-roster.ts';
import { inBatches, recogniseMembers, rosterPeople } from '../roster-people.ts';
import { refusalText, Said, SessionForm, type ToolContent, type ToolContext } from '../tool-view.tsx';
import { peopleView } from './people-page.tsx';

/** The members whom the page's subjects name; others are left out, so that nobody is made up. */
async function chosenOf(context: ToolContext) {
  const { deps, platform, course, form } = context;
  if (course === undefined || !context.session.teaches) return [];
  const roster = await courseRoster(deps, platform, course, false);
  const wanted = new Set(form.all('selected'));
  if (form.text('all') !== '') {
    const found = await rosterPeople(deps, platform.id, roster, form.text('q').slice(0, 100));
    for (const { member } of found) wanted.add(member.subject);
  }
  return roster.members.filter(({ subject }) => wanted.has(subject));
}

/** Who will get the badge and who holds it already, before anything is done. */
export async function previewView(context: ToolContext, said?: VNode): Promise<ToolContent> {
  const { deps, form, words, locale, platform } = context;
  const badge = await deps.store.badges.findBySlug(form.text('badge'));
  const members = await chosenOf(context);
  if (badge === undefined || members.length === 0)
    return peopleView(context, <Said kind="not-done">{words.nobodyChosen}</Said>);
  const keys = members.map(({ subject }) => `lti:${platform.id}:${subject}`);
  const persons = await deps.store.persons.findByIdentities(keys);
  const held = await deps.store.awards.findHeld(persons.map(({ id }) => holdKey(id, badge.id)));
  const holders = new Set(held.flatMap(({ award }) => award.personId ?? []));
  const holding = new Set(
    persons.filter(({ id }) => holders.has(id)).flatMap(({ identities }) => identities.map(({ key }) => key)),
  );
  const names = new Map(
    persons.flatMap(({ identities, name }) => identities.map(({ key }) => [key, name] as const)),
  );
  const called = ({ subject, name }: (typeof members)[number]) =>
    name ?? names.get(`lti:${platform.id}:${subject}`) ?? words.nameless(subject);
  const receivers = members.filter(({ subject }) => !holding.has(`lti:${platform.id}:${subject}`));
  const title = inLocale(badge.title, locale);
  const refusal = mayBeGiven(badge);
  const never = refusal === undefined ? undefined : await withPartNames(deps.store, refusal);
  return {
    title: words.previewTitle(title),
    section: 'people',
    body: (
      <>
        {said}
        <div class="badge-head">
          <img src={badgePicture(badge)} alt="" width="72" height="72" />
          <p>{inLocale(badge.description, locale)}</p>
        </div>
        {badge.award === 'review' ? <Said kind="note">{words.previewReview}</Said> : null}
        {never === undefined ? null : <Said kind="note">{refusalText(words, never)}</Said>}
        <SessionForm token={context.token} action="award">
          <input type="hidden" name="badge" value={badge.slug} />
          <input type="hidden" name="form" value={form.text('form') || deps.ids.token()} />
          <p>
            <strong>{words.previewCount(receivers.length)}</strong>
            {members.length === receivers.length
              ? null
              : `; ${words.previewHeld(members.length - receivers.length)}.`}
          </p>
          <ul class="chosen">
            {receivers.map((member) => (
              <li>
                {called(member)}
                <input type="hidden" name="selected" value={member.subject} />
              </li>
            ))}
          </ul>
          <label>
            {words.note}
            <textarea name="note" rows={3} maxLength={2000}>
              {form.text('note')}
            </textarea>
          </label>
          <label>
            {words.evidenceLink}
            <input type="url" name="link" value={form.text('link')} maxLength={2000} />
          </label>
          <div class="actions">
            {badge.award === 'review' || never !== undefined || receivers.length === 0 ? null : (
              <button type="submit">{words.award}</button>
            )}
            {receivers.length === 0 || never !== undefined ? null : (
              <button type="submit" class="secondary" formaction="/lti/tool/nominate">
                {words.nominate}
              </button>
            )}
            <button type="submit" class="plain" formaction="/lti/tool/people" formnovalidate>
              {words.back}
            </button>
          </div>
        </SessionForm>
      </>
    ),
  };
}

type Piece = Omit<Evidence, 'id' | 'subject'>;

function evidenceOf(context: ToolContext, key: string): readonly Piece[] | undefined {
  const { deps, form, session } = context;
  const link = form.text('link');
  if (link === '') return [];
  const url = webAddress(link);
  if (url === undefined) return undefined;
  const now = deps.clock();
  return [
    {
      sourceKey: `${key}:link`,
      kind: 'link',
      url,
      files: [],
      authorId: session.personId,
      ...(session.name === undefined ? {} : { authorName: session.name }),
      saidAt: now,
      revision: String(now.getTime()),
    },
  ];
}

/** Awards to everybody who was chosen, in one transaction; posted twice, it is done once. */
export async function awardAction(context: ToolContext): Promise<ToolContent> {
  const { deps, form, words, platform, actor, course, session } = context;
  const members = await chosenOf(context);
  if (members.length === 0) return peopleView(context, <Said kind="not-done">{words.nobodyChosen}</Said>);
  const deliveryKey = `lti:${session.id}:${form.text('form').slice(0, 64)}`;
  const evidence = evidenceOf(context, deliveryKey);
  if (evidence === undefined) return previewView(context, <Said kind="not-done">{words.notALink}</Said>);
  const people = await recogniseMembers(deps, platform.id, members);
  const badge = form.text('badge');
  const columns =
    course?.links.filter((link) => link.badge === badge && link.lineItemUrl !== undefined) ?? [];
  const grades = new Map(
    people.map(({ member, person }) => [
      person.id,
      columns.map(({ lineItemUrl }) => ({
        workspace: `lti:${platform.id}`,
        conversation: lineItemUrl ?? '',
        thread: member.subject,
      })),
    ]),
  );
  const note = form.text('note');
  const outcome = await awardBadge(deps, {
    actor,
    deliveryKey,
    badge,
    recipients: people.map(({ person }) => person.id),
    ...(note === '' ? {} : { reason: note }),
    evidence,
    grades,
  });
  if (!outcome.ok)
    return previewView(context, <Said kind="not-done">{refusalText(words, outcome.refusal)}</Said>);
  const names = new Map(
    people.map(({ member, person }) => [person.id, person.name ?? words.nameless(member.subject)]),
  );
  return peopleView(
    { ...context, form: emptied(context, badge) },
    <Said kind="done">
      <p>
        {words.awarded(outcome.awards.length)}
        {outcome.repeated ? ` – ${words.repeated}` : ''}
      </p>
      <NotDone
        words={words}
        list={outcome.refusals.map(({ personId, refusal }) => ({ name: names.get(personId) ?? '', refusal }))}
      />
    </Said>,
  );
}

/** Nominates everybody who was chosen, each once. */
export async function nominateAction(context: ToolContext): Promise<ToolContent> {
  const { deps, form, words, platform, actor, session } = context;
  const members = await chosenOf(context);
  if (members.length === 0) return peopleView(context, <Said kind="not-done">{words.nobodyChosen}</Said>);
  const deliveryKey = `lti:${session.id}:${form.text('form').slice(0, 64)}`;
  const evidence = evidenceOf(context, deliveryKey);
  if (evidence === undefined) return previewView(context, <Said kind="not-done">{words.notALink}</Said>);
  const people = await recogniseMembers(deps, platform.id, members);
  const note = form.text('note');
  const badge = form.text('badge');
  const outcomes = await inBatches(people, async ({ member, person }) => ({
    name: person.name ?? words.nameless(member.subject),
    outcome: await nominate(deps, {
      actor,
      deliveryKey: `${deliveryKey}:${person.id}`,
      badge,
      nominee: person.id,
      ...(note === '' ? {} : { reason: note }),
      evidence,
    }),
  }));
  const refused = outcomes.flatMap(({ name, outcome }) =>
    outcome.ok ? [] : [{ name, refusal: outcome.refusal }],
  );
  return peopleView(
    { ...context, form: emptied(context, badge) },
    <Said kind={refused.length === outcomes.length ? 'not-done' : 'done'}>
      <p>{words.nominated(outcomes.length - refused.length)}</p>
      <NotDone words={words} list={refused} />
    </Said>,
  );
}

function NotDone(props: {
  readonly words: ToolContext['words'];
  readonly list: readonly { readonly name: string; readonly refusal: Refusal }[];
}): VNode | null {
  const { words, list } = props;
  if (list.length === 0) return null;
  return (
    <>
      <p>{words.notDone}:</p>
      <ul>
        {list.map(({ name, refusal }) => (
          <li>
            {name}: {refusalText(words, refusal)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** After something was done, the roster begins anew with the same badge. */
function emptied({ form }: ToolContext, badge: string): ToolContext['form'] {
  return { ...form, text: (name) => (name === 'badge' ? badge : ''), all: () => [] };
}

/** The gradebook columns of a badge in a course, for one member. */
export function columnsFor(context: ToolContext, badge: string, subject: string): readonly GradePlace[] {
  return (context.course?.links ?? []).flatMap((link) =>
    link.badge === badge && link.lineItemUrl !== undefined
      ? [{ workspace: `lti:${context.platform.id}`, conversation: link.lineItemUrl, thread: subject }]
      : [],
  );
}
