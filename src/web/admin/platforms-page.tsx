import type { VNode } from 'preact';
import type { Locale } from '../../domain/localized-text.ts';
import { platformWords } from '../../i18n/web-platform-messages.ts';
import type { LtiPlatform } from '../../ports/lti-platform-repository.ts';
import type { LtiRefusalEntry } from '../../ports/lti-refusal-log.ts';
import { MeForm } from '../me/me-frame.tsx';
import type { Visit } from '../session/signed-in-pages.ts';
import { UpkeepNav } from './upkeep-frame.tsx';

/** Every platform: first those that wait for an owner, then the connected ones, then the launches that were refused. */
export function PlatformsPage(props: {
  readonly visit: Visit;
  readonly publicUrl: string;
  readonly platforms: readonly LtiPlatform[];
  readonly refusals: readonly LtiRefusalEntry[];
  readonly said: string | undefined;
}): VNode {
  const { visit, platforms } = props;
  const { locale } = visit;
  const words = platformWords(locale);
  const waiting = platforms.filter(({ status }) => status === 'waiting');
  const others = platforms.filter(({ status }) => status !== 'waiting');
  return (
    <article class="managed">
      <UpkeepNav visit={visit} page="platforms" />
      <header class="page-head">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </header>
      <Done said={props.said} />
      {waiting.length === 0 ? null : (
        <section aria-labelledby="waiting">
          <h2 id="waiting">{words.waiting}</h2>
          <p>{words.waitingText}</p>
          <ul class="plain-list">
            {waiting.map((platform) => (
              <li>
                <PlatformName platform={platform} locale={locale} />
                <MeForm visit={visit} action={`/admin/platforms/${platform.id}/accept`} class="inline">
                  <button type="submit">
                    {words.accept} <Of name={platform.name} locale={locale} />
                  </button>
                  <button
                    type="submit"
                    class="secondary"
                    formaction={`/admin/platforms/${platform.id}/turn-away`}
                  >
                    {words.turnAway} <Of name={platform.name} locale={locale} />
                  </button>
                </MeForm>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="connected">
        <h2 id="connected">{words.connected}</h2>
        {others.length === 0 ? <p>{words.none}</p> : null}
        <ul class="plain-list">
          {others.map((platform) => (
            <li>
              <PlatformName platform={platform} locale={locale} />
              <p>
                <a href={`/admin/platforms/${platform.id}`}>
                  {words.open} <Of name={platform.name} locale={locale} />
                </a>
              </p>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="add">
        <h2 id="add">{words.add}</h2>
        <p>{words.addText}</p>
        <h3>{words.byItself}</h3>
        <p>{words.byItselfText}</p>
        <p>
          <code>{`${props.publicUrl}/lti/register`}</code>
        </p>
        <h3>{words.byHand}</h3>
        <p>
          <a href="/admin/platforms/new" role="button" class="secondary">
            {words.byHand}
          </a>
        </p>
      </section>
      <Refusals visit={visit} refusals={props.refusals} platforms={platforms} />
    </article>
  );
}

/** What came of the form that led here. */
export function Done(props: { readonly said: string | undefined }): VNode | null {
  return props.said === undefined ? null : (
    <p role="status" class="check check-passed">
      {props.said}
    </p>
  );
}

/** For those who hear a button without what stands around it. */
function Of(props: { readonly name: string; readonly locale: Locale }): VNode {
  return <span class="visually-hidden">{platformWords(props.locale).about(props.name)}</span>;
}

function PlatformName(props: { readonly platform: LtiPlatform; readonly locale: Locale }): VNode {
  const { platform, locale } = props;
  const words = platformWords(locale);
  return (
    <>
      <h3>
        {platform.name} <small class="muted">{words.status[platform.status]}</small>
      </h3>
      <dl class="pairs">
        <dt>{words.issuer}</dt>
        <dd>
          <code>{platform.issuer}</code>
        </dd>
        <dt>{words.clientId}</dt>
        <dd>
          <code>{platform.clientId}</code>
        </dd>
        <dt>{words.id}</dt>
        <dd>
          <code>{platform.id}</code> · {words.registered(platform.createdAt)}
        </dd>
      </dl>
    </>
  );
}

/** The launches that were refused: what an administrator needs to put it right. */
export function Refusals(props: {
  readonly visit: Visit;
  readonly refusals: readonly LtiRefusalEntry[];
  readonly platforms: readonly LtiPlatform[];
}): VNode {
  const { visit, refusals, platforms } = props;
  const { locale } = visit;
  const words = platformWords(locale);
  const names = new Map(platforms.map(({ id, name }) => [id, name]));
  return (
    <section aria-labelledby="refusals">
      <h2 id="refusals">{words.refusals}</h2>
      {refusals.length === 0 ? (
        <p>{words.noRefusals}</p>
      ) : (
        <>
          <p>{words.refusalsText}</p>
          <ul class="plain-list">
            {refusals.map((refusal) => (
              <li>
                <p>
                  <strong>
                    <code>{refusal.code}</code>
                  </strong>{' '}
                  · {words.moment(refusal.at)} ·{' '}
                  {names.get(refusal.platformId ?? '') ?? refusal.platformId ?? refusal.issuer}
                </p>
                <p class="muted">
                  {refusal.claim === undefined ? null : (
                    <>
                      {words.claim}: <code>{refusal.claim}</code>
                    </>
                  )}
                  {refusal.found === undefined ? null : (
                    <>
                      {' '}
                      · {words.found}: <code>{refusal.found}</code>
                    </>
                  )}
                  {' · '}
                  <code>{refusal.id}</code>
                </p>
                {refusal.code === 'deployment-unknown' &&
                refusal.found !== undefined &&
                names.has(refusal.platformId ?? '') ? (
                  <MeForm
                    visit={visit}
                    action={`/admin/platforms/${refusal.platformId}/deployments`}
                    class="inline"
                  >
                    <input type="hidden" name="deployment" value={refusal.found} />
                    <button type="submit" class="secondary">
                      {words.acceptFound}
                    </button>
                  </MeForm>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
