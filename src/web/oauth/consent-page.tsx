import type { VNode } from 'preact';
import type { BackpackScope } from '../../domain/backpack.ts';
import { backpackWords } from '../../i18n/web-backpack-messages.ts';
import type { AuthorizationRequest } from '../../use-cases/authorize-backpack.ts';
import { MeForm } from '../me/me-frame.tsx';
import type { Visit } from '../session/signed-in-pages.ts';
import { oauthPaths } from './oauth-addresses.ts';

type ScopeName = keyof ReturnType<typeof backpackWords>['scopes'];

const scopeNames: Readonly<Record<BackpackScope, ScopeName>> = {
  'https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.readonly': 'credential.readonly',
  'https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.upsert': 'credential.upsert',
  'https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.readonly': 'profile.readonly',
  'https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.update': 'profile.update',
  offline_access: 'offline_access',
};

/** What each scope lets a backpack do, in words. */
export function ScopeList(props: {
  readonly scopes: readonly BackpackScope[];
  readonly visit: Visit;
}): VNode {
  const words = backpackWords(props.visit.locale);
  return (
    <ul>
      {props.scopes.map((scope) => (
        <li>{words.scopes[scopeNames[scope]]}</li>
      ))}
    </ul>
  );
}

/** The page on which a person decides about a backpack. */
export function ConsentPage(props: { readonly visit: Visit; readonly request: AuthorizationRequest }): VNode {
  const { visit, request } = props;
  const { client, redirectUri, scopes, state, codeChallenge } = request;
  const words = backpackWords(visit.locale);
  const { host } = new URL(redirectUri);
  const hidden = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: redirectUri,
    scope: scopes.join(' '),
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
    ...(state === undefined ? {} : { state }),
  };
  return (
    <article>
      <h1>{words.consentTitle(client.name)}</h1>
      <p class="lead">{words.asks(client.name, host)}</p>
      <ScopeList scopes={scopes} visit={visit} />
      {client.registeredBy === 'itself' ? <p>{words.itself(client.name)}</p> : null}
      <p class="muted">
        {words.returns(host)} {words.later}
      </p>
      <MeForm visit={visit} action={oauthPaths.authorize} class="inline">
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit" name="decision" value="allow">
          {words.allow}
        </button>
        <button type="submit" name="decision" value="deny" class="secondary">
          {words.deny}
        </button>
      </MeForm>
    </article>
  );
}
