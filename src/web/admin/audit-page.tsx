import type { VNode } from 'preact';
import { inLocale } from '../../domain/localized-text.ts';
import { roles } from '../../domain/role.ts';
import { auditWords, type AuditMessages } from '../../i18n/web-audit-messages.ts';
import { upkeepWords } from '../../i18n/web-upkeep-messages.ts';
import type { AuditLine, AuditPerson, AuditThing } from '../../use-cases/audit-lines.ts';
import type { showAudit } from '../../use-cases/look-after.ts';
import type { Visit } from '../session/signed-in-pages.ts';
import { Listing, Moment } from './upkeep-frame.tsx';

type Shown = Extract<Awaited<ReturnType<typeof showAudit>>, { ok: true }>;

/** The audit of one of the issuers that somebody owns. */
export function Audit(
  props: { readonly visit: Visit } & Pick<Shown, 'issuers' | 'issuer' | 'entries'>,
): VNode {
  const { visit, issuers, issuer, entries } = props;
  const words = upkeepWords(visit.locale);
  const m = words.audit;
  const named = auditWords(visit.locale);
  const { at, action, by, via, about } = m.columns;
  return (
    <>
      {issuers.length < 2 ? null : (
        <form method="get" action="/admin/audit" class="inline">
          <label>
            {m.issuer}
            <select name="issuer">
              {issuers.map(({ slug, name }) => (
                <option value={slug} selected={slug === issuer.slug}>
                  {inLocale(name, visit.locale)}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" class="secondary">
            {m.show}
          </button>
        </form>
      )}
      {entries.items.length === 0 ? (
        <p>{m.none}</p>
      ) : (
        <Listing label={words.pages.audit} columns={[at, action, by, via, about]}>
          {entries.items.map((entry) => (
            <tr>
              <td>
                <Moment at={entry.at} visit={visit} />
              </td>
              <th scope="row">{did(entry, visit)}</th>
              <td>{entry.via === 'job' ? named.service : personWords(entry.by, named)}</td>
              <td>{named.via[entry.via]}</td>
              <td>
                <Things entry={entry} visit={visit} />
              </td>
            </tr>
          ))}
        </Listing>
      )}
      {entries.next === undefined ? null : (
        <p>
          <a
            href={`/admin/audit?${new URLSearchParams({ issuer: issuer.slug, after: entries.next }).toString()}`}
          >
            {m.more}
          </a>
        </p>
      )}
    </>
  );
}

/** What was done; of a role also which. */
function did({ action, detail }: AuditLine, { locale }: Visit): string {
  const words = auditWords(locale);
  const role = roles.find((each) => each === detail?.['role']);
  return role === undefined ? words.actions[action] : `${words.actions[action]}: ${words.roles[role]}`;
}

function Things(props: { readonly entry: AuditLine; readonly visit: Visit }): VNode {
  const { about, more } = props.entry;
  const words = auditWords(props.visit.locale);
  return (
    <>
      {about.map((thing, at) => (
        <>
          {at === 0 ? null : <br />}
          <Thing thing={thing} visit={props.visit} />
        </>
      ))}
      {more === 0 ? null : (
        <>
          <br />
          {words.more(more)}
        </>
      )}
    </>
  );
}

function Thing({ thing, visit }: { readonly thing: AuditThing; readonly visit: Visit }): VNode {
  const { locale } = visit;
  const words = auditWords(locale);
  const others: Readonly<Record<string, string>> = words.others;
  switch (thing.kind) {
    case 'award':
      return <>{words.badgeOf(inLocale(thing.title, locale), personWords(thing.person, words))}</>;
    case 'nomination':
      return <>{words.nominationOf(inLocale(thing.title, locale), personWords(thing.person, words))}</>;
    case 'badge':
      return <a href={`/badges/${thing.slug}`}>{inLocale(thing.title, locale)}</a>;
    case 'group':
      return <>{words[thing.among](thing.workspace)}</>;
    case 'other':
      return <>{others[thing.what] ?? thing.what}</>;
    default:
      return <>{personWords(thing, words)}</>;
  }
}

function personWords(person: AuditPerson, words: AuditMessages): string {
  switch (person.kind) {
    case 'person':
      return person.name ?? person.account ?? words.nameless;
    case 'operator':
      return words.operator;
    case 'holder':
      return words.holder;
    case 'gone':
      return words.gone;
  }
}
