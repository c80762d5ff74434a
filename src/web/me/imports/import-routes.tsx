import type { ImportedCredential } from '../../../domain/imported-credential.ts';
import { importWords } from '../../../i18n/web-import-messages.ts';
import type { BadgeSource } from '../../../ports/credential-reader.ts';
import { deleteImportedCredential } from '../../../use-cases/delete-imported-credential.ts';
import { hideEntry } from '../../../use-cases/hide-entry.ts';
import { confirmedAddresses, importCredential } from '../../../use-cases/import-credential.ts';
import { answerProblem } from '../../answer-problem.tsx';
import { pathPart } from '../../path-part.ts';
import type { FormVisit, SignedInPages, Visit } from '../../session/signed-in-pages.ts';
import { largestUpload } from '../../verify/read-upload.ts';
import type { AppDeps } from '../../web-deps.ts';
import { backTo } from '../back-to.ts';
import { sendMePage } from '../me-frame.tsx';
import { sendRemovalPage } from '../removal-page.tsx';
import { ImportedCredentialPage, ImportedPage, ImportPage } from './import-page.tsx';

/** Files are held in memory while they are read. */
const mostAtOnce = 4;
const formAround = 1024 * 1024;
/** Each badge may make us fetch a few addresses. */
const readingsPerMinute = 30;

/** `/me/import`, where badges from elsewhere come in, and `/me/imports/:id`, one of them. */
export function mountImports(pages: SignedInPages, deps: AppDeps): void {
  let inHand = 0;
  pages.get('/me/import', (visit) => sendImportPage(deps, visit, {}));
  pages.post(
    '/me/import',
    async (visit) => {
      const { reader, importPictures: pictures } = deps;
      const words = importWords(visit.locale);
      if (reader === undefined || pictures === undefined) {
        answerProblem(deps, visit.request, visit.response, 'not-found');
        return;
      }
      const source = await sourceOf(visit);
      const typed = visit.form.text('text');
      if (source === undefined)
        return sendImportPage(deps, visit, { fault: words.nothingGiven, status: 422 });
      if (source === 'too-large')
        return sendImportPage(deps, visit, { fault: words.tooLarge, typed, status: 413 });
      if (inHand >= mostAtOnce) return sendImportPage(deps, visit, { fault: words.busy, typed, status: 503 });
      inHand += 1;
      try {
        const { store, clock, ids, publicUrl } = deps;
        const given = { store, clock, ids, publicUrl, reader, pictures };
        const result = await importCredential(given, { actor: visit.actor, source });
        if (!result.ok) return sendImportPage(deps, visit, { result, typed, status: 422 });
        const [first, ...others] = result.imported;
        if (first !== undefined && others.length === 0 && result.skipped.length === 0)
          return visit.response.redirect(
            303,
            `/me/imports/${first.credential.id}?known=${first.known ? '1' : '0'}`,
          );
        return sendMePage(deps, visit, {
          title: words.title,
          section: 'passport',
          body: <ImportedPage visit={visit} result={result} />,
        });
      } finally {
        inHand -= 1;
      }
    },
    { maxBytes: largestUpload + formAround, perMinute: deps.readingsPerMinute ?? readingsPerMinute },
  );
  pages.get('/me/imports/:id', async (visit) => {
    const imported = await ownImport(deps, visit);
    if (imported === undefined) return;
    const { known } = visit.request.query;
    const came = known === '1' || known === '0' ? { known: known === '1' } : {};
    sendMePage(deps, visit, {
      title: imported.summary.name,
      section: 'passport',
      body: <ImportedCredentialPage visit={visit} imported={imported} now={deps.clock()} {...came} />,
    });
  });
  pages.get('/me/imports/:id/picture.png', async (visit) => {
    const imported = await ownImport(deps, visit);
    if (imported === undefined) return;
    const picture = (await deps.store.importedCredentials.content(imported.id))?.picture;
    if (picture === undefined) answerProblem(deps, visit.request, visit.response, 'not-found');
    else visit.response.type('png').send(Buffer.from(picture));
  });
  pages.post('/me/imports/:id/hide', async (visit) => {
    const id = pathPart(visit.request, 'id');
    const hidden = visit.form.text('hide') === 'yes';
    const outcome = await hideEntry(deps, { actor: visit.actor, entry: { kind: 'import', id }, hidden });
    if (outcome.ok) backTo(visit, `import-${id}`, hidden ? 'hidden' : undefined);
    else answerProblem(deps, visit.request, visit.response, outcome.refusal.code);
  });
  pages.get('/me/imports/:id/remove', async (visit) => {
    const imported = await ownImport(deps, visit);
    if (imported === undefined) return;
    const text = importWords(visit.locale).removeText;
    sendRemovalPage(deps, visit, { kind: 'import', id: imported.id, name: imported.summary.name, text });
  });
  pages.post('/me/imports/:id/remove', async (visit) => {
    const removed = await deleteImportedCredential(deps, {
      actor: visit.actor,
      importedId: pathPart(visit.request, 'id'),
    });
    if (removed.ok) visit.response.redirect(303, '/me?done=removed');
    else answerProblem(deps, visit.request, visit.response, removed.refusal.code);
  });
}

async function ownImport(deps: AppDeps, visit: Visit): Promise<ImportedCredential | undefined> {
  const imported = await deps.store.importedCredentials.find(pathPart(visit.request, 'id'));
  if (imported?.personId === visit.personId) return imported;
  answerProblem(deps, visit.request, visit.response, 'unknown-imported');
  return undefined;
}

async function sourceOf({ form }: FormVisit): Promise<BadgeSource | 'too-large' | undefined> {
  const file = await form.file('file');
  if (file !== undefined)
    return file.bytes.length > largestUpload ? 'too-large' : { kind: 'bytes', bytes: file.bytes };
  const text = form.text('text');
  if (text === '') return undefined;
  return /^https?:\/\/\S+$/iu.test(text) ? { kind: 'url', url: text } : { kind: 'text', text };
}

function sendImportPage(
  deps: AppDeps,
  visit: Visit,
  content: Pick<Parameters<typeof ImportPage>[0], 'fault' | 'result' | 'typed'> & {
    readonly status?: number;
  },
): void {
  const { status = 200, ...rest } = content;
  const addresses = confirmedAddresses(visit.person);
  sendMePage(deps, visit, {
    title: importWords(visit.locale).title,
    section: 'passport',
    status,
    body: <ImportPage visit={visit} addresses={addresses} {...rest} />,
  });
}
