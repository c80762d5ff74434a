import type { VNode } from 'preact';
import type { LinkedIdentity, Person } from '../../domain/person.ts';
import { peopleWords, type PeopleMessages } from '../../i18n/web-people-messages.ts';
import type { Page } from '../../ports/page.ts';
import { inLocale } from '../../domain/localized-text.ts';
import type { PersonSheet } from '../../use-cases/find-people.ts';
import { MeForm } from '../me/me-frame.tsx';
import type { Visit } from '../session/signed-in-pages.ts';
import { Listing, Moment } from './upkeep-frame.tsx';

/** Finding somebody: nobody is listed who was not asked for. */
export function PeopleSearch(props: {
  readonly visit: Visit;
  readonly typed: string;
  readonly found: Page<Person>;
}): VNode {
  const { visit, typed, found } = props;
  const words = peopleWords(visit.locale);
  return (
    <>
      <search>
        <form method="get" action="/admin/people" class="wide-form">
          <div class="field">
            <label for="q">{words.search}</label>
            <input
              id="q"
              name="q"
              type="search"
              value={typed}
              maxlength={200}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              aria-describedby="q-hint"
            />
            <small id="q-hint">{words.searchHint}</small>
          </div>
          <button type="submit">{words.find}</button>
        </form>
      </search>
      {typed === '' ? null : found.items.length > 0 ? (
        <Found {...props} words={words} />
      ) : (
        <p role="status">{typed.length < 2 ? words.tooShort : words.none(typed)}</p>
      )}
    </>
  );
}

function Found(props: {
  readonly visit: Visit;
  readonly typed: string;
  readonly found: Page<Person>;
  readonly words: PeopleMessages;
}): VNode {
  const { words, found, typed } = props;
  const { name, accounts, since } = words.columns;
  return (
    <>
      <Listing label={words.search} columns={[name, accounts, since]}>
        {found.items.map((person) => (
          <tr>
            <th scope="row">
              <a href={`/admin/people/${person.id}`}>{person.name ?? words.unnamed}</a>
            </th>
            <td>{knownAs(person, words)}</td>
            <td>{words.day(person.createdAt)}</td>
          </tr>
        ))}
      </Listing>
      {found.next === undefined ? null : (
        <p>
          <a href={`/admin/people?${new URLSearchParams({ q: typed, after: found.next }).toString()}`}>
            {words.more}
          </a>
        </p>
      )}
    </>
  );
}

function knownAs(person: Person, words: PeopleMessages): string {
  const names = person.identities.map(({ identity }) =>
    identity.kind === 'email' ? identity.address : words.kinds[identity.kind],
  );
  return [...new Set(names)].join(', ');
}

/** Who somebody is, and what an owner can do for them. */
export function PersonPage(props: {
  readonly visit: Visit;
  readonly sheet: PersonSheet;
  readonly workspaces: ReadonlyMap<string, string>;
}): VNode {
  const { visit, sheet, workspaces } = props;
  const { person, roles, hands } = sheet;
  const words = peopleWords(visit.locale);
  return (
    <>
      <section aria-labelledby="accounts">
        <h2 id="accounts">{words.accounts}</h2>
        {person.identities.length === 0 ? <p class="muted">{words.noAccounts}</p> : null}
        <ul class="plain-list">
          {person.identities.map((linked) => (
            <li>
              <Account linked={linked} words={words} workspaces={workspaces} />
            </li>
          ))}
        </ul>
      </section>
      {roles.length === 0 ? null : (
        <section aria-labelledby="roles">
          <h2 id="roles">{words.roles}</h2>
          <ul class="plain-list">
            {roles.map(({ role, issuer }) => (
              <li>{words.ofIssuer(words.roleNames[role], inLocale(issuer.name, visit.locale))}</li>
            ))}
          </ul>
        </section>
      )}
      {hands === undefined ? (
        <Help visit={visit} person={person} words={words} />
      ) : (
        <p class="said">
          {words.hands[hands.code]}
          {hands.code === 'own-person' ? (
            <>
              {' '}
              <a href="/me/settings">{words.ownSettings}</a>
            </>
          ) : null}
        </p>
      )}
      <Acts visit={visit} sheet={sheet} words={words} />
    </>
  );
}

function Account(props: {
  readonly linked: LinkedIdentity;
  readonly words: PeopleMessages;
  readonly workspaces: ReadonlyMap<string, string>;
}): VNode {
  const { linked, words, workspaces } = props;
  const { identity, key, linkedAt, goneAt, vouchedBy } = linked;
  const facts = [
    words.linkedAt(words.day(linkedAt)),
    ...(vouchedBy === 'catalogue' ? [words.unconfirmed] : []),
    ...(goneAt === undefined ? [] : [words.goneAt(words.day(goneAt))]),
  ];
  return (
    <>
      <strong>
        {identity.kind === 'email'
          ? identity.address
          : [words.kinds[identity.kind], workspaces.get(key)].filter((part) => part !== undefined).join(', ')}
      </strong>{' '}
      <span class="muted">{facts.join(' · ')}</span>
      {identity.kind === 'email' ? null : (
        <>
          <br />
          <code>{key}</code>
        </>
      )}
    </>
  );
}

function Help(props: {
  readonly visit: Visit;
  readonly person: Person;
  readonly words: PeopleMessages;
}): VNode {
  const { visit, person, words } = props;
  const at = `/admin/people/${person.id}`;
  return (
    <>
      <section aria-labelledby="recover">
        <h2 id="recover">{words.recover}</h2>
        <p>{words.recoverLead}</p>
        <p>
          <a href={`${at}/recover`} role="button" class="outline">
            {words.recover}
          </a>
        </p>
      </section>
      <section aria-labelledby="download">
        <h2 id="download">{words.download}</h2>
        <p>{words.downloadLead}</p>
        <MeForm visit={visit} action={`${at}/record`} class="inline">
          <button type="submit" class="outline">
            {words.download}
          </button>
        </MeForm>
      </section>
      <section aria-labelledby="erase">
        <h2 id="erase">{words.erase}</h2>
        <p>{words.eraseLead}</p>
        <p>
          <a href={`${at}/erase`}>{words.erase}</a>
        </p>
      </section>
    </>
  );
}

function Acts(props: {
  readonly visit: Visit;
  readonly sheet: PersonSheet;
  readonly words: PeopleMessages;
}): VNode | null {
  const { visit, sheet, words } = props;
  if (sheet.acts.length === 0) return null;
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{words.acts}</h2>
      <ul class="plain-list">
        {sheet.acts.map(({ entry, by }) => (
          <li>
            {words.actNames[entry.action]}{' '}
            <span class="muted">
              <Moment at={entry.at} visit={visit} /> ·{' '}
              {entry.by === 'operator'
                ? words.byOperator
                : by === undefined
                  ? words.bySomebody
                  : by.id === sheet.person.id
                    ? words.byThemselves
                    : (by.name ?? words.unnamed)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
