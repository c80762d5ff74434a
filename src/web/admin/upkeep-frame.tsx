import type { ComponentChildren, VNode } from 'preact';
import { upkeepWords } from '../../i18n/web-upkeep-messages.ts';
import { sendMePage } from '../me/me-frame.tsx';
import type { Visit } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';

const pages = ['jobs', 'messages', 'audit', 'platforms'] as const;

/** The way from one of the owners' pages to the others. */
export function UpkeepNav(props: { readonly visit: Visit; readonly page: (typeof pages)[number] }): VNode {
  const words = upkeepWords(props.visit.locale);
  return (
    <nav class="upkeep" aria-label={words.navigation}>
      <ul>
        {pages.map((name) => (
          <li>
            <a href={`/admin/${name}`} {...(name === props.page ? { 'aria-current': 'page' as const } : {})}>
              {words.pages[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Sends one of the pages on which owners look after the deployment, with the way to the others. */
export function sendUpkeepPage(
  deps: AppDeps,
  visit: Visit,
  page: 'jobs' | 'messages' | 'audit',
  content: { readonly lead: string; readonly said?: string | undefined; readonly body: ComponentChildren },
): void {
  const words = upkeepWords(visit.locale);
  sendMePage(deps, visit, {
    title: words.pages[page],
    body: (
      <article class="managed">
        <UpkeepNav visit={visit} page={page} />
        <header class="page-head">
          <h1>{words.pages[page]}</h1>
          <p class="lead">{content.lead}</p>
        </header>
        {content.said === undefined ? null : (
          <p role="status">
            <strong>{content.said}</strong>
          </p>
        )}
        {content.body}
      </article>
    ),
  });
}

const tags = { nl: 'nl-NL', en: 'en-GB' } as const;

/** A moment on the clocks of the reader, to the minute. */
export function Moment(props: { readonly at: Date | undefined; readonly visit: Visit }): VNode {
  const { at, visit } = props;
  if (at === undefined) return <>{upkeepWords(visit.locale).never}</>;
  const words = new Intl.DateTimeFormat(tags[visit.locale], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: visit.person.timeZone ?? 'Europe/Amsterdam',
  }).format(at);
  return <time dateTime={at.toISOString()}>{words}</time>;
}

/** A table that scrolls within itself on a narrow screen, reachable by keyboard. */
export function Listing(props: {
  readonly label: string;
  readonly columns: readonly string[];
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div class="scrolling" role="region" aria-label={props.label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {props.columns.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}
