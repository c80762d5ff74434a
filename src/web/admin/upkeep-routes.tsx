import type { Express } from 'express';
import type { VNode } from 'preact';
import type { JobRun } from '../../domain/job-run.ts';
import { upkeepWords, type UpkeepMessages } from '../../i18n/web-upkeep-messages.ts';
import type { JobStatus } from '../../ports/job-board.ts';
import {
  parkedMessages,
  retryMessage,
  showAudit,
  showJobs,
  type ParkedMessage,
} from '../../use-cases/look-after.ts';
import { answerProblem } from '../answer-problem.tsx';
import { MeForm } from '../me/me-frame.tsx';
import { pathPart } from '../path-part.ts';
import { signedInPages, type Visit } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';
import { Audit } from './audit-page.tsx';
import { Listing, Moment, sendUpkeepPage } from './upkeep-frame.tsx';

const noJobs = { list: () => Promise.resolve([]), run: () => Promise.resolve(undefined) };

/** `/admin/jobs`, `/admin/messages` and `/admin/audit`: owners look after the deployment. */
export function mountUpkeep(app: Express, deps: AppDeps): void {
  const pages = signedInPages(app, deps);
  const jobs = deps.jobs ?? noJobs;

  pages.get('/admin/jobs', async (visit) => {
    const shown = await showJobs({ ...deps, jobs }, visit);
    if (!shown.ok) return refuse(deps, visit);
    const m = upkeepWords(visit.locale).jobs;
    return sendUpkeepPage(deps, visit, 'jobs', {
      lead: m.lead,
      said: saidOfJob(visit, m, shown.jobs),
      body: shown.jobs.length === 0 ? <p>{m.off}</p> : <Jobs visit={visit} jobs={shown.jobs} />,
    });
  });
  pages.post('/admin/jobs/:name/run', async (visit) => {
    const shown = await showJobs({ ...deps, jobs }, visit);
    if (!shown.ok) return refuse(deps, visit);
    const name = pathPart(visit.request, 'name');
    try {
      if ((await jobs.run(name, 'web')) === undefined)
        return answerProblem(deps, visit.request, visit.response, 'not-found');
      visit.response.redirect(303, `/admin/jobs?ran=${encodeURIComponent(name)}`);
    } catch (error) {
      deps.log.error({ err: error, job: name }, 'a job failed that an owner asked for');
      visit.response.redirect(303, `/admin/jobs?failed=${encodeURIComponent(name)}`);
    }
  });

  pages.get('/admin/messages', async (visit) => {
    const shown = await parkedMessages(deps, visit);
    if (!shown.ok) return refuse(deps, visit);
    const m = upkeepWords(visit.locale).messages;
    const { again } = visit.request.query;
    return sendUpkeepPage(deps, visit, 'messages', {
      lead: m.lead,
      said: again === 'yes' ? m.done : again === 'no' ? m.gone : undefined,
      body:
        shown.messages.length === 0 ? <p>{m.none}</p> : <Messages visit={visit} messages={shown.messages} />,
    });
  });
  pages.post('/admin/messages/:id/retry', async (visit) => {
    const outcome = await retryMessage(deps, { actor: visit.actor, id: pathPart(visit.request, 'id') });
    if (!outcome.ok) return refuse(deps, visit);
    visit.response.redirect(303, `/admin/messages?again=${outcome.again ? 'yes' : 'no'}`);
  });

  pages.get('/admin/audit', async (visit) => {
    const { issuer, after } = visit.request.query;
    const shown = await showAudit(deps, {
      actor: visit.actor,
      ...(typeof issuer === 'string' ? { issuer } : {}),
      ...(typeof after === 'string' ? { after } : {}),
    });
    if (!shown.ok) return refuse(deps, visit);
    return sendUpkeepPage(deps, visit, 'audit', {
      lead: upkeepWords(visit.locale).audit.lead,
      body: <Audit visit={visit} {...shown} />,
    });
  });
}

function refuse(deps: AppDeps, visit: Visit): void {
  answerProblem(deps, visit.request, visit.response, 'not-yours');
}

function saidOfJob(
  { request }: Visit,
  m: UpkeepMessages['jobs'],
  jobs: readonly JobStatus[],
): string | undefined {
  const { ran, failed } = request.query;
  const named = jobs.find(({ name }) => name === ran || name === failed);
  if (named === undefined) return undefined;
  const words = m.names[named.name] ?? named.name;
  return named.name === ran ? m.ran(words) : m.ranFailed(words);
}

function Jobs({ visit, jobs }: { readonly visit: Visit; readonly jobs: readonly JobStatus[] }): VNode {
  const words = upkeepWords(visit.locale);
  const m = words.jobs;
  const { name, last, next, work, failure } = m.columns;
  return (
    <Listing label={words.pages.jobs} columns={[name, last, next, work, failure, m.run]}>
      {jobs.map((job) => {
        const title = m.names[job.name] ?? job.name;
        return (
          <tr>
            <th scope="row">
              {title} <small>{job.schedule}</small>
            </th>
            <td>
              <Moment at={job.lastRunAt} visit={visit} />
            </td>
            <td>
              <Moment at={job.nextRunAt} visit={visit} />
            </td>
            <td>{job.lastRun === undefined ? words.never : <Run run={job.lastRun} visit={visit} />}</td>
            <td>
              {job.lastFailure === undefined ? (
                m.noFailure
              ) : (
                <>
                  <Moment at={job.lastFailure.startedAt} visit={visit} />{' '}
                  <small>{job.lastFailure.error}</small>
                </>
              )}
            </td>
            <td>
              <MeForm visit={visit} action={`/admin/jobs/${job.name}/run`} class="inline">
                <button type="submit" class="secondary">
                  {m.run}
                  <span class="visually-hidden"> – {title}</span>
                </button>
              </MeForm>
            </td>
          </tr>
        );
      })}
    </Listing>
  );
}

function Run({ run, visit }: { readonly run: JobRun; readonly visit: Visit }): VNode {
  const m = upkeepWords(visit.locale).jobs;
  const done = Object.entries(run.counts ?? {}).filter(([, count]) => count > 0);
  const what =
    run.outcome === undefined
      ? m.running
      : run.outcome === 'failed'
        ? m.failed
        : done.length === 0
          ? m.nothing
          : done.map(([name, count]) => `${count} ${m.counts[name] ?? name}`).join(', ');
  return (
    <>
      <Moment at={run.startedAt} visit={visit} /> <small>{what}</small>
    </>
  );
}

function Messages(props: { readonly visit: Visit; readonly messages: readonly ParkedMessage[] }): VNode {
  const { visit } = props;
  const words = upkeepWords(visit.locale);
  const m = words.messages;
  const { what, channel, when, attempts, why } = m.columns;
  return (
    <Listing label={words.pages.messages} columns={[what, channel, when, attempts, why, m.again]}>
      {props.messages.map((message) => (
        <tr>
          <th scope="row">{m.kinds[message.kind]}</th>
          <td>{m.channels[message.channel]}</td>
          <td>
            <Moment at={message.createdAt} visit={visit} />
          </td>
          <td>{message.attempts}</td>
          <td>{message.lastError}</td>
          <td>
            <MeForm visit={visit} action={`/admin/messages/${message.id}/retry`} class="inline">
              <button type="submit" class="secondary">
                {m.again}
                <span class="visually-hidden"> – {m.kinds[message.kind]}</span>
              </button>
            </MeForm>
          </td>
        </tr>
      ))}
    </Listing>
  );
}
