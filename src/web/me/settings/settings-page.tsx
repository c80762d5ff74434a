import type { ComponentChildren, VNode } from 'preact';
import type { DigestState } from '../../../domain/digest-state.ts';
import { hasOwnAddress, type LinkedIdentity } from '../../../domain/person.ts';
import { personSettingsWords, type SettingsWords } from '../../../i18n/web-settings-messages.ts';
import { takeOutWords } from '../../../i18n/web-take-out-messages.ts';
import type { Session } from '../../../ports/session-repository.ts';
import type { Visit } from '../../session/signed-in-pages.ts';
import { MeForm } from '../me-frame.tsx';
import { DigestNotice } from './digest-notice.tsx';

export type SettingsProps = {
  readonly visit: Visit;
  readonly sessions: readonly Session[];
  readonly mailOn: boolean;
  readonly now: Date;
  /** Where their digests stand; absent until they are known for a minute. */
  readonly digestState?: DigestState;
  /** What came of what they did. */
  readonly said?: string;
  readonly fault?: string;
  /** What is asked of them now for an address of their own, and what they typed; what was said is about that. */
  readonly asked?: { readonly field: 'address' | 'code'; readonly typed: string };
  /** The names of the workspaces that have one, by the keys of the accounts there. */
  readonly workspaces: ReadonlyMap<string, string>;
};

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Everything that a person chooses about themselves, and where they are known and signed in. */
export function SettingsPage(props: SettingsProps): VNode {
  const words = personSettingsWords(props.visit.locale);
  return (
    <article>
      <header class="page-head">
        <h1>{words.title}</h1>
        {props.asked === undefined ? <Told {...props} /> : null}
      </header>
      <General {...props} words={words} />
      <Addresses {...props} words={words} />
      <Accounts {...props} words={words} />
      <Sessions {...props} words={words} />
      <Part id="take-out" title={words.takeOut}>
        <p>{words.takeOutLead}</p>
        <ul class="take-out">
          {(
            [
              ['/me/download/passport.pdf', words.files.pdf],
              ['/me/download/passport.csv', words.files.csv],
              ['/me/passport/clr.json', words.files.clr],
              ['/me/passport/badges.zip', words.files.zip],
              ['/me/download/record.json', words.files.json],
            ] as const
          ).map(([href, name]) => (
            <li>
              <a href={href}>{name}</a>
            </li>
          ))}
          <li>
            <a href="/me/take-out">{takeOutWords(props.visit.locale).choose}</a>
          </li>
        </ul>
      </Part>
      <Part id="erase" title={words.erase}>
        <p>{words.eraseLead}</p>
        <p>
          <a href="/me/erase">{words.eraseOpen}</a>
        </p>
      </Part>
    </article>
  );
}

function Told({ said, fault }: Pick<SettingsProps, 'said' | 'fault'>): VNode {
  return (
    <>
      {said === undefined ? null : (
        <p class="said" role="status">
          {said}
        </p>
      )}
      {fault === undefined ? null : (
        <p class="said not-done" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}

type PartProps = SettingsProps & { readonly words: SettingsWords };

function Part(props: {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {props.children}
    </section>
  );
}

function General(props: PartProps): VNode {
  const { visit, words, mailOn } = props;
  const { person, locale } = visit;
  const { digest = 'weekly', digestHour = 9, digestBy = 'chat' } = person.preferences ?? {};
  const mailWorks = mailOn && hasOwnAddress(person);
  const zone = person.timeZone ?? 'Europe/Amsterdam';
  const zones = Intl.supportedValuesOf('timeZone');
  return (
    <Part id="general" title={words.general}>
      <DigestNotice {...props} />
      <MeForm visit={visit} action="/me/settings" class="wide-form">
        <div class="pair">
          <Choice name="locale" label={words.locale} value={locale}>
            {Object.entries(words.locales)}
          </Choice>
          <Choice name="timeZone" label={words.timeZone} value={zone}>
            {(zones.includes(zone) ? zones : [zone, ...zones]).map((name) => [
              name,
              name.replaceAll('_', ' '),
            ])}
          </Choice>
          <Choice name="digest" label={words.digest} value={digest}>
            {Object.entries(words.digests)}
          </Choice>
          <Choice name="digestHour" label={words.digestHour} value={String(digestHour)}>
            {hours.map((hour) => [String(hour), words.hour(hour)])}
          </Choice>
          <Choice
            name="digestBy"
            label={words.digestBy}
            value={mailWorks ? digestBy : 'chat'}
            {...(mailWorks
              ? {}
              : { without: 'mail', hint: mailOn ? words.digestMailLater : words.digestMailOff })}
          >
            {Object.entries(words.digestsBy)}
          </Choice>
        </div>
        <button type="submit">{words.save}</button>
      </MeForm>
    </Part>
  );
}

function Choice(props: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** The value that can't be chosen now, and why. */
  readonly without?: string;
  readonly hint?: string;
  readonly children: readonly (readonly [string, string] | readonly string[])[];
}): VNode {
  const { name: field, without, hint } = props;
  const described = hint === undefined ? {} : { 'aria-describedby': `${field}-hint` };
  return (
    <div>
      <label for={field}>{props.label}</label>
      <select id={field} name={field} {...described}>
        {props.children.map(([value = '', name]) => (
          <option value={value} selected={value === props.value} disabled={value === without}>
            {name}
          </option>
        ))}
      </select>
      {hint === undefined ? null : <small id={`${field}-hint`}>{hint}</small>}
    </div>
  );
}

function Addresses(props: PartProps): VNode {
  const { visit, words, mailOn, asked, fault } = props;
  // They are led to the field: on a phone it is far below the top of the page.
  const about = (field: 'address' | 'code') =>
    asked?.field === field
      ? {
          value: asked.typed,
          autofocus: true,
          ...(fault === undefined ? {} : { 'aria-invalid': 'true' as const }),
        }
      : {};
  const addresses = visit.person.identities.flatMap((linked) =>
    linked.identity.kind === 'email' ? [{ ...linked, address: linked.identity.address }] : [],
  );
  return (
    <Part id="addresses" title={words.addresses}>
      <p>{words.addressesLead}</p>
      {addresses.length === 0 ? <p class="muted">{words.noAddresses}</p> : null}
      <ul class="plain-list">
        {addresses.map(({ key, address, vouchedBy }) => (
          <li>
            <strong>{address}</strong> <small class="muted">{words[vouchedBy]}</small>
            <MeForm visit={visit} action="/me/settings/address/remove" class="inline">
              <input type="hidden" name="identity" value={key} />
              <button type="submit" class="quiet">
                {words.removeAddress(address)}
              </button>
            </MeForm>
          </li>
        ))}
      </ul>
      {mailOn ? (
        <>
          <MeForm visit={visit} action="/me/settings/address" class="wide-form">
            {asked?.field === 'address' ? <Told {...props} /> : null}
            <label for="address">{words.newAddress}</label>
            <input
              id="address"
              name="address"
              type="email"
              autocomplete="email"
              maxlength={254}
              required
              {...about('address')}
            />
            <button type="submit" class="outline">
              {words.mailCode}
            </button>
          </MeForm>
          {asked?.field === 'code' ? (
            <MeForm visit={visit} action="/me/settings/code" class="wide-form">
              <Told {...props} />
              <label for="code">{words.code}</label>
              <input
                id="code"
                name="code"
                autocomplete="one-time-code"
                inputmode="text"
                maxlength={20}
                required
                {...about('code')}
              />
              <button type="submit">{words.confirm}</button>
            </MeForm>
          ) : null}
        </>
      ) : (
        <p class="muted">{words.mailOff}</p>
      )}
    </Part>
  );
}

function Accounts({ visit, words, workspaces }: PartProps): VNode {
  const accounts = visit.person.identities.filter(({ identity }) => identity.kind !== 'email');
  return (
    <Part id="accounts" title={words.accounts}>
      {accounts.length === 0 ? <p class="muted">{words.noAccounts}</p> : null}
      <ul class="plain-list">
        {accounts.map((linked) => (
          <li>
            <strong>{words.accountKinds[linked.identity.kind]}</strong>{' '}
            <span class="muted">{accountFacts(linked, words, workspaces)}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function accountFacts(
  { key, linkedAt, goneAt }: LinkedIdentity,
  words: SettingsWords,
  workspaces: SettingsProps['workspaces'],
): string {
  const facts = [workspaces.get(key) ?? '', words.since(linkedAt), goneAt === undefined ? '' : words.gone];
  return facts.filter((fact) => fact !== '').join(' · ');
}

function Sessions({ visit, words, sessions }: PartProps): VNode {
  return (
    <Part id="sessions" title={words.sessions}>
      <ul class="plain-list">
        {sessions.map(({ id, device, by, seenAt }) => (
          <li>
            <strong>{device ?? words.device}</strong>
            {id === visit.session.id ? <> ({words.here})</> : null}{' '}
            <span class="muted">
              {words.by[by]} · {words.seen(seenAt)}
            </span>
            {id === visit.session.id ? null : (
              <MeForm visit={visit} action="/me/settings/sessions/end" class="inline">
                <input type="hidden" name="session" value={id} />
                <button type="submit" class="quiet">
                  {words.end}
                </button>
              </MeForm>
            )}
          </li>
        ))}
      </ul>
      <MeForm visit={visit} action="/me/settings/sessions/end-all">
        <button type="submit" class="outline auto">
          {words.endAll}
        </button>
      </MeForm>
    </Part>
  );
}

/** What erasing means, and the word that shows that they are sure. */
export function ErasePage(props: { readonly visit: Visit; readonly fault?: string }): VNode {
  const { visit, fault } = props;
  const words = personSettingsWords(visit.locale);
  return (
    <article>
      <h1>{words.eraseTitle}</h1>
      {fault === undefined ? null : (
        <p class="said not-done" role="alert">
          {fault}
        </p>
      )}
      <ul>
        {words.eraseWhat.map((what) => (
          <li>{what}</li>
        ))}
      </ul>
      <p>
        <a href="/me/settings#take-out">{words.takeOut}</a>
      </p>
      <MeForm visit={visit} action="/me/erase" class="wide-form">
        <label for="sure">{words.eraseSure(words.eraseWord)}</label>
        <input id="sure" name="sure" autocomplete="off" maxlength={20} />
        <div class="buttons">
          <button type="submit" class="danger">
            {words.eraseDo}
          </button>
          <a href="/me/settings">{words.eraseNot}</a>
        </div>
      </MeForm>
    </article>
  );
}
