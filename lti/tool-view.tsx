import type { ComponentChildren, VNode } from 'preact';
import type { Actor } from '../src/domain/actor.ts';
import type { Locale } from '../src/domain/localized-text.ts';
import type { Refusal } from '../src/domain/refusal.ts';
import { ltiWords, type LtiMessages } from '../src/i18n/lti-messages.ts';
import type { LtiCourse } from '../src/ports/lti-course-repository.ts';
import type { LtiPlatform } from '../src/ports/lti-platform-repository.ts';
import type { LtiSession } from '../src/ports/lti-session-repository.ts';
import type { LtiDeps } from './lti-deps.ts';
import type { PostedForm } from '../src/web/posted-form.ts';

/** What a view works with: one session, and what was posted. */
export type ToolContext = {
  readonly deps: LtiDeps;
  readonly session: LtiSession;
  readonly token: string;
  readonly platform: LtiPlatform;
  readonly course?: LtiCourse;
  readonly actor: Actor;
  readonly locale: Locale;
  readonly words: LtiMessages;
  readonly form: PostedForm;
};

export type ToolContent = {
  readonly title: string;
  readonly body: VNode;
  /** Which entry of the menu it belongs to. */
  readonly section?: ToolSection;
  /** The page leaves the tool by itself. */
  readonly leaves?: boolean;
};

export type ToolView = (context: ToolContext) => Promise<ToolContent>;

const toolSections = ['people', 'review', 'history', 'mine', 'badges'] as const;
type ToolSection = (typeof toolSections)[number];

/** A form that stays in the tool: the session goes along in its body, never in an address. */
export function SessionForm(props: {
  readonly token: string;
  readonly action: string;
  readonly files?: boolean;
  /** Answered with a file, so it is sent by the browser itself. */
  readonly plain?: boolean;
  /** Opens a page of its own, outside of the course. */
  readonly ownPage?: boolean;
  readonly class?: string;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <form
      method="post"
      action={`/lti/tool/${props.action}`}
      {...(props.files ? { enctype: 'multipart/form-data' } : {})}
      {...(props.plain || props.ownPage ? { 'data-plain': '' } : {})}
      {...(props.ownPage ? { target: '_blank', rel: 'noopener' } : {})}
      {...(props.class === undefined ? {} : { class: props.class })}
    >
      <input type="hidden" name="session" value={props.token} />
      {props.children}
    </form>
  );
}

/** The one frame around every page of the tool. */
export function ToolFrame(props: {
  readonly context: Pick<ToolContext, 'session' | 'token' | 'course' | 'words'>;
  readonly content: ToolContent;
}): VNode {
  const { context, content } = props;
  const { session, words, token, course } = context;
  const sections = session.teaches ? toolSections : (['badges', 'mine'] as const);
  return (
    <div class="tool">
      <header>
        <p class="who">{[session.name, course?.title].filter(Boolean).join(' · ')}</p>
        {session.deepLink === undefined ? (
          <nav aria-label={words.navigation}>
            <SessionForm token={token} action="people" class="sections">
              {sections.map((section) => (
                <button
                  type="submit"
                  formaction={`/lti/tool/${section}`}
                  {...(content.section === section ? { 'aria-current': 'page' as const } : {})}
                >
                  {words[section]}
                </button>
              ))}
            </SessionForm>
          </nav>
        ) : null}
      </header>
      <main id="content" tabIndex={-1}>
        <h1>{content.title}</h1>
        {content.body}
      </main>
    </div>
  );
}

/** Says what came of it; read out by screen readers as the page comes. */
export function Said(props: {
  readonly kind: 'done' | 'not-done' | 'note';
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div class={`said ${props.kind}`} role={props.kind === 'not-done' ? 'alert' : 'status'}>
      {props.children}
    </div>
  );
}

/** A refusal in the words of this tool. */
export function refusalText(words: LtiMessages, refusal: Refusal): string {
  const { refusals } = words;
  if (refusal.code === 'comes-by-itself') return words.comesByItself(refusal.parts.map(({ title }) => title));
  const { code } = refusal;
  const known = Object.entries(refusals).find(([name]) => name === code);
  return known?.[1] ?? refusals.other;
}

/** What the platform sent, for somebody who expected to see more. */
export function Received(props: { readonly context: ToolContext }): VNode {
  const { session, words } = props.context;
  return (
    <details>
      <summary>{words.received}</summary>
      <dl>
        <dt>{words.receivedRoles}</dt>
        {session.roles.length === 0 ? (
          <dd>{words.receivedNone}</dd>
        ) : (
          session.roles.map((role) => (
            <dd>
              <code>{role}</code>
            </dd>
          ))
        )}
      </dl>
    </details>
  );
}

export function wordsOf(session: LtiSession): LtiMessages {
  return ltiWords(session.locale);
}
