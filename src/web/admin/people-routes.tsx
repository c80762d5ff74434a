import type { Express } from 'express';
import { foldText } from '../../domain/fold-text.ts';
import { foldAddress } from '../../domain/identity.ts';
import type { Person } from '../../domain/person.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { peopleWords } from '../../i18n/web-people-messages.ts';
import { askRecovery } from '../../use-cases/ask-recovery.ts';
import { erasePerson } from '../../use-cases/erase-person.ts';
import { exportPerson } from '../../use-cases/export-person.ts';
import { findPeople, showPerson, type PersonSheet } from '../../use-cases/find-people.ts';
import { answerProblem } from '../answer-problem.tsx';
import { pathPart } from '../path-part.ts';
import { signedInPages, type FormVisit, type Visit } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';
import { workspaceNames } from '../workspace-names.ts';
import { PeopleSearch, PersonPage } from './people-page.tsx';
import { EraseForm, RecoverForm, RecoveryAsked } from './person-help-page.tsx';
import { sendUpkeepPage } from './upkeep-frame.tsx';

const list = '/admin/people';
/** Each concerns a person and is meant; none is done in bulk. */
const actsPerMinute = 10;

/** `/admin/people`: owners find people and help them with a lost address, with their data, and with erasure. */
export function mountPeople(app: Express, deps: AppDeps): void {
  const pages = signedInPages(app, deps);

  pages.get(list, async (visit) => {
    const { q, after, erased } = visit.request.query;
    const typed = typeof q === 'string' ? q.trim().slice(0, 200) : '';
    const { actor } = visit;
    const shown = await findPeople(deps, { actor, typed, ...(typeof after === 'string' ? { after } : {}) });
    if (!shown.ok) return refuse(deps, visit, shown.refusal);
    const words = peopleWords(visit.locale);
    const left = typeof erased === 'string' && /^\d{1,6}$/u.test(erased) ? Number(erased) : undefined;
    return sendUpkeepPage(deps, visit, 'people', {
      lead: words.lead,
      said: left === undefined ? undefined : words.erased(left),
      body: <PeopleSearch visit={visit} typed={typed} found={shown.found} />,
    });
  });

  pages.get(`${list}/:id`, async (visit) => {
    const sheet = await sheetIn(deps, visit);
    if (sheet === undefined) return;
    const words = peopleWords(visit.locale);
    const { person, awards } = sheet;
    const workspaces = await workspaceNames(deps, person);
    sendUpkeepPage(deps, visit, 'people', {
      title: nameOf(visit, person),
      lead: `${words.known(words.day(person.createdAt))} · ${words.awards(awards)}`,
      body: <PersonPage visit={visit} sheet={sheet} workspaces={workspaces} />,
    });
  });

  pages.post(
    `${list}/:id/record`,
    async (visit) => {
      const { request, response, actor } = visit;
      const exported = await exportPerson(deps, { actor, personId: pathPart(request, 'id') });
      if (!exported.ok) return refuse(deps, visit, exported.refusal);
      response
        .set('Content-Disposition', 'attachment; filename="speldje.json"')
        .type('json')
        .send(JSON.stringify(exported.record, null, 2));
    },
    { perMinute: actsPerMinute },
  );

  mountRecover(app, deps);
  mountErase(app, deps);
}

function mountRecover(app: Express, deps: AppDeps): void {
  const pages = signedInPages(app, deps);
  const path = `${list}/:id/recover`;
  const show = (
    visit: Visit,
    person: Person,
    typed: {
      readonly address: string;
      readonly lost: readonly string[];
      readonly fault?: string | undefined;
    },
    status: number,
  ) => {
    sendUpkeepPage(deps, visit, 'people', {
      title: peopleWords(visit.locale).recoverTitle(nameOf(visit, person)),
      status,
      body: (
        <RecoverForm
          visit={visit}
          person={person}
          address={typed.address}
          lost={typed.lost}
          fault={typed.fault}
        />
      ),
    });
  };
  pages.get(path, async (visit) => {
    const person = await helpedIn(deps, visit);
    const fault = deps.mailOn ? undefined : peopleWords(visit.locale).faults['mail-off'];
    if (person !== undefined) show(visit, person, { address: '', lost: [], fault }, 200);
  });
  pages.post(
    path,
    async (visit) => {
      const person = await helpedIn(deps, visit);
      if (person === undefined) return;
      const words = peopleWords(visit.locale);
      const [address, lost] = [visit.form.text('address').slice(0, 300), visit.form.all('lost')];
      const asked = await askRecovery(deps, { actor: visit.actor, personId: person.id, address, lost });
      if (!asked.ok) {
        const fault =
          words.faults[asked.refusal.code === 'invalid' ? asked.refusal.problem : asked.refusal.code];
        if (fault === undefined) return refuse(deps, visit, asked.refusal);
        return show(visit, person, { address, lost, fault }, 422);
      }
      sendUpkeepPage(deps, visit, 'people', {
        title: words.askedTitle,
        body: <RecoveryAsked visit={visit} address={foldAddress(address)} {...asked} />,
      });
    },
    { perMinute: actsPerMinute },
  );
}

function mountErase(app: Express, deps: AppDeps): void {
  const pages = signedInPages(app, deps);
  const path = `${list}/:id/erase`;
  const show = (visit: Visit, person: Person, fault?: string) => {
    sendUpkeepPage(deps, visit, 'people', {
      title: peopleWords(visit.locale).eraseTitle(nameOf(visit, person)),
      fault,
      status: fault === undefined ? 200 : 422,
      body: <EraseForm visit={visit} person={person} word={sureWords(person)[0] ?? person.id} />,
    });
  };
  pages.get(path, async (visit) => {
    const person = await helpedIn(deps, visit);
    if (person !== undefined) show(visit, person);
  });
  pages.post(
    path,
    async (visit: FormVisit) => {
      const person = await helpedIn(deps, visit);
      if (person === undefined) return;
      const typed = foldText(visit.form.text('sure'));
      if (!sureWords(person).some((word) => foldText(word) === typed))
        return show(visit, person, peopleWords(visit.locale).eraseWrong);
      const erased = await erasePerson(deps, { actor: visit.actor, personId: person.id });
      if (!erased.ok) return refuse(deps, visit, erased.refusal);
      visit.response.redirect(303, `${list}?erased=${erased.awards}`);
    },
    { perMinute: actsPerMinute },
  );
}

/** Any of these shows that an owner means this person: their name, an address, or what else there is. */
function sureWords(person: Person): readonly string[] {
  const names = person.name === undefined || foldText(person.name) === '' ? [] : [person.name];
  const addresses = person.identities.flatMap(({ identity }) =>
    identity.kind === 'email' ? [identity.address] : [],
  );
  const accounts = person.identities.map(({ key }) => key);
  return [...names, ...addresses, ...accounts, person.id];
}

/** The person whom the address names, for an owner; anybody else was answered already. */
async function sheetIn(deps: AppDeps, visit: Visit): Promise<PersonSheet | undefined> {
  const shown = await showPerson(deps, { actor: visit.actor, personId: pathPart(visit.request, 'id') });
  if (shown.ok) return shown.sheet;
  refuse(deps, visit, shown.refusal);
  return undefined;
}

/** The same, where the owner may do more than look. */
async function helpedIn(deps: AppDeps, visit: Visit): Promise<Person | undefined> {
  const sheet = await sheetIn(deps, visit);
  if (sheet?.hands === undefined) return sheet?.person;
  refuse(deps, visit, sheet.hands);
  return undefined;
}

function nameOf(visit: Visit, person: Person): string {
  return person.name ?? peopleWords(visit.locale).unnamed;
}

function refuse(deps: AppDeps, { request, response }: Visit, { code }: Refusal): void {
  answerProblem(deps, request, response, code);
}
