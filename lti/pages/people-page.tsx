import type { VNode } from 'preact';
import { inLocale } from '../../src/domain/localized-text.ts';
import { listBadges } from '../../src/use-cases/list-badges.ts';
import { courseRoster } from '../course-roster.ts';
import { rosterPeople, withAwards } from '../roster-people.ts';
import { Received, Said, SessionForm, type ToolContent, type ToolContext } from '../tool-view.tsx';

const perPage = 50;

/** The roster of a course: who holds what, found by name, several selected at once. */
export async function peopleView(context: ToolContext, said?: VNode): Promise<ToolContent> {
  const { deps, platform, course, session, words, form, locale } = context;
  const content = (body: VNode): ToolContent => ({ title: words.people, section: 'people', body });
  if (!session.teaches)
    return {
      title: words.people,
      body: (
        <>
          <p>{words.notTeaching}</p>
          <Received context={context} />
        </>
      ),
    };
  if (course === undefined) return content(<p>{words.noCourse}</p>);
  const roster = await courseRoster(deps, platform, course, form.text('do') === 'refresh');
  const search = form.text('q').slice(0, 100);
  const people = await rosterPeople(deps, platform.id, roster, search);
  const selected = new Set(form.text('do') === 'clear' ? [] : form.all('selected'));
  if (form.text('all') !== '') for (const { member } of people) selected.add(member.subject);
  const pages = Math.max(1, Math.ceil(people.length / perPage));
  const page = Math.min(Math.max(1, Math.trunc(Number(form.text('page'))) || 1), pages);
  const shown = await withAwards(deps, platform.id, people.slice((page - 1) * perPage, page * perPage));
  const here = new Set(shown.map(({ member }) => member.subject));
  const elsewhere = [...selected].filter((subject) => !here.has(subject));
  const badges = await listBadges(deps, {});
  const badge = form.text('badge');
  const at = new Intl.DateTimeFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', {
    timeStyle: 'short',
    timeZone: 'Europe/Amsterdam',
  }).format(roster.fetchedAt);
  return content(
    <>
      {said}
      {roster.problem === undefined ? null : <Said kind="note">{words.rosterProblems[roster.problem]}</Said>}
      {roster.namesWithheld ? <Said kind="note">{words.namesWithheld}</Said> : null}
      <SessionForm token={context.token} action="people" class="roster">
        <div class="find">
          <label>
            {words.search}
            <input type="search" name="q" value={search} autocomplete="off" />
          </label>
          <button type="submit" name="do" value="search">
            {words.searchButton}
          </button>
          <label>
            {words.badge}
            <select name="badge">
              <option value="">{words.chooseBadge}</option>
              {badges.map((one) => (
                <option value={one.badge.slug} selected={one.badge.slug === badge}>
                  {inLocale(one.badge.title, locale)} – {inLocale(one.issuer.name, locale)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <p class="count" role="status">
          {words.peopleFound(people.length)} · {words.fetchedAt(at)}{' '}
          <button type="submit" class="plain" name="do" value="refresh">
            {words.refresh}
          </button>
        </p>
        {people.length === 0 ? (
          <p>{words.nobodyFound}</p>
        ) : (
          <>
            <label class="all">
              <input type="checkbox" name="all" value="1" /> {words.selectAll(people.length)}
            </label>
            {elsewhere.map((subject) => (
              <input type="hidden" name="selected" value={subject} />
            ))}
            {elsewhere.length === 0 ? null : (
              <p>
                {words.selectedElsewhere(elsewhere.length)}{' '}
                <button type="submit" class="plain" name="do" value="clear">
                  {words.clearSelection}
                </button>
              </p>
            )}
            <ul class="members">
              {shown.map(({ member, name, awards }) => {
                const called = name ?? words.nameless(member.subject);
                const holdsIt = badge !== '' && awards.some((award) => award.badge.slug === badge);
                return (
                  <li class={holdsIt ? 'holds' : undefined}>
                    <label>
                      <input
                        type="checkbox"
                        name="selected"
                        value={member.subject}
                        checked={selected.has(member.subject)}
                      />
                      <span class="name">{called}</span>
                    </label>
                    {member.status === 'active' ? null : (
                      <span class="status">{member.status === 'left' ? words.left : words.inactive}</span>
                    )}
                    <span class="held">
                      {words.holds}:{' '}
                      {awards.length === 0
                        ? words.holdsNothing
                        : awards
                            .slice(0, 4)
                            .map((award) => inLocale(award.badge.title, locale))
                            .join(', ') + (awards.length > 4 ? ` +${awards.length - 4}` : '')}
                    </span>
                  </li>
                );
              })}
            </ul>
            <Paging page={page} pages={pages} context={context} />
          </>
        )}
        <div class="actions">
          <button type="submit" formaction="/lti/tool/preview">
            {words.preview}
          </button>
        </div>
      </SessionForm>
      <SessionForm token={context.token} action="roster.csv" plain>
        <button type="submit" class="plain">
          {words.exportCsv}
        </button>
      </SessionForm>
    </>,
  );
}

function Paging(props: {
  readonly page: number;
  readonly pages: number;
  readonly context: ToolContext;
}): VNode | null {
  const { page, pages, context } = props;
  const { words } = context;
  if (pages === 1) return null;
  return (
    <p class="paging">
      {page > 1 ? (
        <button type="submit" class="plain" name="page" value={String(page - 1)}>
          {words.previous}
        </button>
      ) : null}{' '}
      <span>{words.pageOf(page, pages)}</span>{' '}
      {page < pages ? (
        <button type="submit" class="plain" name="page" value={String(page + 1)}>
          {words.next}
        </button>
      ) : null}
    </p>
  );
}
