import type { ComponentChildren, VNode } from 'preact';
import { meWords } from '../../i18n/web-me-messages.ts';
import { signInWords } from '../../i18n/web-sign-in-messages.ts';
import { sendPage } from '../send-page.tsx';
import { ProofFields } from '../session/form-proof.tsx';
import type { Visit } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';

const sections = [
  ['passport', '/me'],
  ['ask', '/me/ask'],
  ['share', '/me/share'],
  ['backpacks', '/me/backpacks'],
  ['settings', '/me/settings'],
] as const;
/** For owners alone. */
const management = ['manage', '/admin/people'] as const;
export type MeSection = (typeof sections | readonly [typeof management])[number][0];

/** A form of a signed-in page: it carries the proof that this site gave it to this browser. */
export function MeForm(props: {
  readonly visit: Visit;
  readonly action: string;
  readonly class?: string;
  readonly files?: boolean;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <form
      method="post"
      action={props.action}
      {...(props.files ? { enctype: 'multipart/form-data' } : {})}
      {...(props.class === undefined ? {} : { class: props.class })}
    >
      <ProofFields proof={props.visit.proof} />
      {props.children}
    </form>
  );
}

function MeFrame(props: {
  readonly visit: Visit;
  readonly section: MeSection | undefined;
  readonly children: ComponentChildren;
}): VNode {
  const { visit } = props;
  const words = meWords(visit.locale);
  return (
    <>
      <div class="own-bar">
        <nav aria-label={words.navigation}>
          <ul>
            {(visit.owner ? [...sections, management] : sections).map(([name, href]) => (
              <li>
                <a href={href} {...(name === props.section ? { 'aria-current': 'page' as const } : {})}>
                  {words.sections[name]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <MeForm visit={visit} action="/sign-out" class="sign-out">
          <button type="submit" class="quiet">
            {signInWords(visit.locale).signOut}
          </button>
        </MeForm>
      </div>
      {props.children}
    </>
  );
}

/** Sends one of a person's own pages: kept by nobody, found by no search engine. */
export function sendMePage(
  deps: AppDeps,
  visit: Visit,
  content: {
    readonly title: string;
    readonly section?: MeSection;
    readonly status?: number;
    readonly script?: string;
    readonly body: VNode;
  },
): void {
  visit.response.status(content.status ?? 200);
  sendPage(deps, visit.request, visit.response, {
    title: content.title,
    robots: 'noindex',
    section: 'me',
    cache: 'no-store',
    ...(content.script === undefined ? {} : { script: content.script }),
    body: (
      <MeFrame visit={visit} section={content.section}>
        {content.body}
      </MeFrame>
    ),
  });
}
