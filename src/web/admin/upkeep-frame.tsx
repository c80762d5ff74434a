import type { ComponentChildren, VNode } from 'preact';
import { upkeepWords } from '../../i18n/web-upkeep-messages.ts';
import { sendMePage } from '../me/me-frame.tsx';
import type { Visit } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';

const pages = ['people', 'jobs', 'messages', 'audit', 'platforms'] as const;

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
  page: Exclude<(typeof pages)[number], 'platforms'>,
  content: {
    /** Instead of the name of the page, on a page below it. */
    readonly title?: string;
    readonly lead?: string | undefined;
    readonly said?: string | undefined;
    readonly fault?: string | undefined;
    readonly status?: number;
    readonly body: ComponentChildren;
  },
): void {
  const words = upkeepWords(visit.locale);
  const title = content.title ?? words.pages[page];
  sendMePage(deps, visit, {
    title,
    section: 'manage',
    ...(content.status === undefined ? {} : { status: content.status }),
    body: (
      <article class="managed">
        <UpkeepNav visit={visit} page={page} />
        <header class="page-head">
          <h1>{title}</h1>
          {content.lead === undefined ? null : <p class="lead">{content.lead}</p>}
        </header>
        {content.said === undefined ? null : (
          <p role="status">
            <strong>{content.said}</strong>
          </p>
        )}
        {content.fault === undefined ? null : (
          <p class="said not-done" role="alert">
            {content.fault}
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
