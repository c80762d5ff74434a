import type { VNode } from 'preact';
import type { Issuer } from '../../domain/issuer.ts';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { platformWords, type PlatformMessages } from '../../i18n/web-platform-messages.ts';
import type { LtiPlatform } from '../../ports/lti-platform-repository.ts';
import type { LtiRefusalEntry } from '../../ports/lti-refusal-log.ts';
import { MeForm } from '../me/me-frame.tsx';
import type { Visit } from '../session/signed-in-pages.ts';
import { CommonFields, Field, PlatformFields } from './platform-fields.tsx';
import { emptyPlatform, type PlatformFaults, type TypedPlatform } from './platform-form.ts';
import { Done, Refusals } from './platforms-page.tsx';

/** What teachers of a platform may do for an issuer that the visitor owns. */
export type TeacherRights = {
  readonly issuer: Issuer;
  readonly awarder: boolean;
  readonly reviewer: boolean;
};

/** The form by which a platform is connected by hand. */
export function NewPlatformPage(props: {
  readonly visit: Visit;
  readonly publicUrl: string;
  readonly typed: TypedPlatform;
  readonly faults: PlatformFaults;
}): VNode {
  const { visit, publicUrl, typed, faults } = props;
  const { locale } = visit;
  const words = platformWords(locale);
  return (
    <article class="managed">
      <BackLink locale={locale} />
      <header class="page-head">
        <h1>{words.byHand}</h1>
        <p class="lead">{words.byHandText}</p>
      </header>
      <Faulty words={words} faults={faults} />
      <MeForm visit={visit} action="/admin/platforms">
        <PlatformFields locale={locale} typed={typed} faults={faults} />
        <button type="submit">{words.addButton}</button>
      </MeForm>
      <OurAddresses words={words} publicUrl={publicUrl} />
    </article>
  );
}

/** One platform: its settings, deployments, what its teachers may do, and its refused launches. */
export function PlatformPage(props: {
  readonly visit: Visit;
  readonly publicUrl: string;
  readonly platform: LtiPlatform;
  readonly rights: readonly TeacherRights[];
  readonly refusals: readonly LtiRefusalEntry[];
  readonly said: string | undefined;
  readonly typed?: TypedPlatform;
  readonly faults?: PlatformFaults;
}): VNode {
  const { visit, platform, publicUrl, rights } = props;
  const { locale } = visit;
  const words = platformWords(locale);
  const at = `/admin/platforms/${platform.id}`;
  const faults = props.faults ?? {};
  return (
    <article class="managed">
      <BackLink locale={locale} />
      <header class="page-head">
        <h1>{platform.name}</h1>
        <p class="lead">
          {words.status[platform.status]} · {words.registered(platform.createdAt)}
        </p>
      </header>
      <Done said={props.said} />
      <Faulty words={words} faults={faults} />
      <section>
        <dl class="pairs">
          {(
            [
              [words.issuer, platform.issuer],
              [words.clientId, platform.clientId],
              [words.id, platform.id],
              [words.authUrl, platform.authUrl],
              [words.tokenUrl, platform.tokenUrl],
              [words.jwksUrl, platform.jwksUrl],
              [words.tokenAudience, platform.tokenAudience],
            ] as const
          ).map(([name, value]) =>
            value === undefined ? null : (
              <>
                <dt>{name}</dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </>
            ),
          )}
        </dl>
      </section>
      <Deployments visit={visit} platform={platform} at={at} />
      {rights.length === 0 ? null : <Teachers visit={visit} rights={rights} at={at} />}
      <section aria-labelledby="settings">
        <h2 id="settings">{words.settings}</h2>
        <MeForm visit={visit} action={at}>
          <input type="hidden" name="version" value={String(platform.version)} />
          <Field
            locale={locale}
            typed={props.typed ?? typedOf(platform)}
            faults={faults}
            name="name"
            label={words.name}
            required
          />
          <CommonFields locale={locale} typed={props.typed ?? typedOf(platform)} faults={faults} />
          <button type="submit">{words.save}</button>
        </MeForm>
      </section>
      <section>
        {platform.status === 'accepted' ? (
          <MeForm visit={visit} action={`${at}/disable`}>
            <p>{words.disableText}</p>
            <button type="submit" class="secondary">
              {words.disable}
            </button>
          </MeForm>
        ) : (
          <MeForm visit={visit} action={`${at}/accept`}>
            <button type="submit">{platform.status === 'waiting' ? words.accept : words.enable}</button>
          </MeForm>
        )}
      </section>
      <OurAddresses words={words} publicUrl={publicUrl} />
      <Refusals visit={visit} refusals={props.refusals} platforms={[platform]} />
    </article>
  );
}

function typedOf(platform: LtiPlatform): TypedPlatform {
  return {
    fields: {
      ...emptyPlatform.fields,
      name: platform.name,
      frameOrigins: platform.frameOrigins.join('\n'),
    },
    teaching: platform.extraTeachingRoles,
    trustEmail: platform.vouchesForEmail,
  };
}

function Deployments(props: {
  readonly visit: Visit;
  readonly platform: LtiPlatform;
  readonly at: string;
}): VNode {
  const { visit, platform, at } = props;
  const words = platformWords(visit.locale);
  return (
    <section aria-labelledby="deployments-title">
      <h2 id="deployments-title">{words.deploymentsTitle}</h2>
      <p>{platform.deployments.length === 0 ? words.noDeployments : words.deploymentsText}</p>
      <ul class="plain-list">
        {platform.deployments.map(({ id }) => (
          <li>
            <MeForm visit={visit} action={`${at}/deployments`} class="inline">
              <code>{id}</code>
              <input type="hidden" name="drop" value={id} />
              <button type="submit" class="quiet">
                {words.drop} <span class="visually-hidden">{id}</span>
              </button>
            </MeForm>
          </li>
        ))}
      </ul>
      <MeForm visit={visit} action={`${at}/deployments`}>
        <label>
          {words.addDeployment}
          <input type="text" name="deployment" maxlength={255} required spellcheck={false} />
        </label>
        <button type="submit" class="secondary">
          {words.accept}
        </button>
      </MeForm>
    </section>
  );
}

function Teachers(props: {
  readonly visit: Visit;
  readonly rights: readonly TeacherRights[];
  readonly at: string;
}): VNode {
  const { visit, rights, at } = props;
  const { locale } = visit;
  const words = platformWords(locale);
  return (
    <section aria-labelledby="teachers">
      <h2 id="teachers">{words.teachers}</h2>
      <p>{words.teachersText}</p>
      {rights.map(({ issuer, ...held }) => (
        <MeForm visit={visit} action={`${at}/teachers`}>
          <input type="hidden" name="issuer" value={issuer.slug} />
          <fieldset>
            <legend>{inLocale(issuer.name, locale)}</legend>
            {(['awarder', 'reviewer'] as const).map((role) => (
              <label>
                <input type="checkbox" name="role" value={role} checked={held[role]} />{' '}
                {words.teacherRoles[role]}
              </label>
            ))}
          </fieldset>
          <button type="submit" class="secondary">
            {words.save} <span class="visually-hidden">{inLocale(issuer.name, locale)}</span>
          </button>
        </MeForm>
      ))}
    </section>
  );
}

function OurAddresses(props: { readonly words: PlatformMessages; readonly publicUrl: string }): VNode {
  const { words, publicUrl } = props;
  return (
    <section>
      <details>
        <summary>{words.ours}</summary>
        <p>{words.oursText}</p>
        <dl class="pairs">
          {(['launch', 'login', 'jwks', 'register'] as const).map((name) => (
            <>
              <dt>{words.ourAddresses[name]}</dt>
              <dd>
                <code>{`${publicUrl}/lti/${name}`}</code>
              </dd>
            </>
          ))}
        </dl>
      </details>
    </section>
  );
}

function Faulty(props: { readonly words: PlatformMessages; readonly faults: PlatformFaults }): VNode | null {
  const { words, faults } = props;
  const codes = Object.values(faults);
  if (codes.length === 0) return null;
  return (
    <div role="alert" class="check check-failed">
      <p>
        <strong>{words.faultsTitle}</strong>
      </p>
      {codes.includes('taken') ? <p>{words.faults.taken}</p> : null}
      {codes.includes('changed') ? <p>{words.faults.changed}</p> : null}
      {codes.includes('https') ? <p>{words.faults.internal}</p> : null}
    </div>
  );
}

function BackLink(props: { readonly locale: Locale }): VNode {
  return (
    <p>
      <a href="/admin/platforms">{platformWords(props.locale).back}</a>
    </p>
  );
}
