import type { Response } from 'express';
import { standingOf } from '../src/domain/award.ts';
import { inLocale } from '../src/domain/localized-text.ts';
import { heldRoles } from '../src/use-cases/held-roles.ts';
import { courseRoster } from './course-roster.ts';
import { csvLine } from './csv.ts';
import { inBatches, rosterPeople, withAwards } from './roster-people.ts';
import type { ToolContext } from './tool-view.tsx';

function beginCsv(response: Response, name: string): void {
  response.set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  // Spreadsheets take a file for UTF-8 only by its mark.
  response.write('\uFEFF');
}

/** The roster of the course with what each holds, for its teachers. */
export async function sendRosterCsv(context: ToolContext, response: Response): Promise<void> {
  const { deps, platform, course, session, locale } = context;
  if (!session.teaches || course === undefined) {
    response.status(403).end();
    return;
  }
  const roster = await courseRoster(deps, platform, course, false);
  const people = await rosterPeople(deps, platform.id, roster, '');
  beginCsv(response, 'roster.csv');
  response.write(csvLine(['name', 'user', 'status', 'badge', 'title', 'awarded']));
  await inBatches(
    Array.from({ length: Math.ceil(people.length / 100) }, (_, at) => people.slice(at * 100, at * 100 + 100)),
    async (some) => {
      for (const { name, member, awards } of await withAwards(deps, platform.id, some)) {
        const about = [name ?? '', member.subject, member.status];
        if (awards.length === 0) response.write(csvLine([...about, '', '', '']));
        for (const { badge, awardedAt } of awards)
          response.write(
            csvLine([...about, badge.slug, inLocale(badge.title, locale), awardedAt.toISOString()]),
          );
      }
    },
    1,
  );
  response.end();
}

/** What this teacher awarded, oldest first, streamed. */
export async function sendHistoryCsv(context: ToolContext, response: Response): Promise<void> {
  const { deps, actor, locale } = context;
  beginCsv(response, 'awards.csv');
  response.write(
    csvLine(['award', 'name', 'badge', 'title', 'awarded', 'standing', 'reason', 'standing reason']),
  );
  for await (const award of deps.store.awards.all({ awardedBy: actor.personId })) {
    const person = award.personId === undefined ? undefined : await deps.store.persons.find(award.personId);
    response.write(
      csvLine([
        award.id,
        person?.name ?? '',
        award.badge.slug,
        inLocale(award.badge.title, locale),
        award.awardedAt.toISOString(),
        standingOf(award, deps.clock()),
        award.reason ?? '',
        award.statusReason ?? '',
      ]),
    );
  }
  response.end();
}

/** A file that came with a nomination, for who decides about it. */
export async function sendEvidenceFile(context: ToolContext, response: Response): Promise<void> {
  const { deps, actor, form } = context;
  const piece = await deps.store.evidence.find(form.text('evidence'));
  const nomination =
    piece?.subject.kind === 'nomination' ? await deps.store.nominations.find(piece.subject.id) : undefined;
  const file = piece?.files.find(({ stored }) => stored !== undefined);
  const held = nomination === undefined ? undefined : await heldRoles(deps.store, actor, nomination.issuerId);
  const may = held?.has('reviewer') === true || held?.has('owner') === true;
  const content =
    may && piece?.withdrawnAt === undefined ? await deps.store.files.get(file?.stored?.id ?? '') : undefined;
  if (file === undefined || content === undefined) {
    response.status(404).end();
    return;
  }
  response
    .set({
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      // Never shown in this origin: it may be a page with scripts.
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
    })
    .type('application/octet-stream')
    .send(Buffer.from(content.bytes));
}
