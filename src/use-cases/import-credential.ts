import type { Actor } from '../domain/actor.ts';
import type { ImportedContent, ImportedCredential } from '../domain/imported-credential.ts';
import type { Person } from '../domain/person.ts';
import { refused, type Outcome, type Refusal } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { BadgeReading, BadgeSource, CredentialReader } from '../ports/credential-reader.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { importedEntry } from './imported-entry.ts';
import { importedPicture, type PictureDeps } from './imported-picture.ts';

type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly reader: CredentialReader;
  /** Where this deployment is reached, without a slash at its end. */
  readonly publicUrl: string;
  readonly pictures: PictureDeps;
};

export type ImportCredential = { readonly actor: Actor; readonly source: BadgeSource };

/** `known`: the person had it already; it was read anew, and stands as it was found now. */
export type Imported = { readonly credential: ImportedCredential; readonly known: boolean };

export type ImportResult =
  | {
      readonly ok: true;
      readonly imported: readonly Imported[];
      /** Of a record with several badges: those that were not taken in, and why. */
      readonly skipped: readonly { readonly reading: BadgeReading; readonly refusal: Refusal }[];
      readonly reading: BadgeReading;
    }
  | { readonly ok: false; readonly refusal: Refusal; readonly reading?: BadgeReading };

export const mostImported = 1000;

/**
 * Takes a badge that was earned elsewhere into the actor's own passport, with what came of each check: from a file, a
 * text or an address, of a record (CLR) each badge in it. It must be theirs by one of their confirmed addresses,
 * in any case. Nothing is stored of one of which a check failed; one that nobody can decide on is kept, marked as
 * unverifiable. The same badge again is no second entry.
 *
 * Refused: `badge-not-right`, `address-unconfirmed`, `awarded-here`, `too-many-imported`,
 * `unknown-person`. The reading says which check failed.
 */
export async function importCredential(deps: Deps, command: ImportCredential): Promise<ImportResult> {
  const person = await deps.store.persons.find(command.actor.personId);
  if (person === undefined) return refused({ code: 'unknown-person', said: command.actor.personId });
  const addresses = confirmedAddresses(person);
  const reading = await deps.reader.readBadge(command.source, {
    now: deps.clock(),
    recipient: { addresses, ids: [`urn:uuid:${person.id}`] },
  });
  if (reading.verdict === 'invalid') return { ...refused(whyNot(reading, addresses)), reading };
  const single = reading.parts === undefined;
  const imported: Imported[] = [];
  const skipped: { readonly reading: BadgeReading; readonly refusal: Refusal }[] = [];
  for (const part of reading.parts ?? [reading]) {
    const source: BadgeSource = single ? command.source : { kind: 'text', text: '' };
    const taken = await takeIn(deps, { person, actor: command.actor, source, reading: part, addresses });
    if (taken.ok) imported.push(taken);
    else skipped.push({ reading: part, refusal: taken.refusal });
  }
  const [first] = skipped;
  if (imported.length === 0)
    return { ...refused(first?.refusal ?? { code: 'badge-not-right' }), reading: first?.reading ?? reading };
  return { ok: true, imported, skipped, reading };
}

/** Addresses that the platform vouches for or the person confirmed; one that others named in advance proves nothing. */
export function confirmedAddresses(person: Person): readonly string[] {
  return person.identities.flatMap(({ identity, vouchedBy }) =>
    identity.kind === 'email' && vouchedBy !== 'catalogue' ? [identity.address] : [],
  );
}

function whyNot(reading: BadgeReading, addresses: readonly string[]): Refusal {
  const wrong = reading.checks.filter(({ outcome }) => outcome === 'failed');
  const onlyRecipient = wrong.every(({ code }) => code === 'recipient-mismatch');
  return onlyRecipient && addresses.length === 0
    ? { code: 'address-unconfirmed' }
    : { code: 'badge-not-right' };
}

async function takeIn(
  deps: Deps,
  given: {
    readonly person: Person;
    readonly actor: Actor;
    readonly source: BadgeSource;
    readonly reading: BadgeReading;
    readonly addresses: readonly string[];
  },
): Promise<Outcome<Imported>> {
  const { person, actor, source, reading } = given;
  const entry = importedEntry(reading);
  if (entry === undefined) return refused(whyNot(reading, given.addresses));
  const held = await awardedHere(deps, person, reading);
  if (held !== undefined) return refused({ code: 'awarded-here', awardId: held });
  const document = JSON.stringify(reading.document);
  const known = await deps.store.importedCredentials.findByContent(person.id, entry.contentKey);
  if (
    known === undefined &&
    (await deps.store.importedCredentials.ofPerson(person.id)).length >= mostImported
  )
    return refused({ code: 'too-many-imported', most: mostImported });
  const picture = await importedPicture(deps.pictures, source, reading);
  const now = deps.clock();
  const credential: ImportedCredential = {
    id: deps.ids.id(),
    personId: person.id,
    ...entry,
    checkedAt: now,
    ...(source.kind === 'url' ? { sourceUrl: source.url.trim() } : {}),
    hasPicture: picture !== undefined,
    visibility: 'shown',
    importedAt: now,
  };
  const content: ImportedContent = {
    document,
    ...(reading.jwt === undefined ? {} : { jwt: reading.jwt }),
    ...(picture === undefined ? {} : { picture }),
  };
  if (known !== undefined) return keepAnew(deps, known, credential, content);
  try {
    return await deps.store.transact(async (repositories): Promise<Outcome<Imported>> => {
      // Reading it took seconds: they may have been merged or erased meanwhile.
      const holder = await repositories.persons.find(person.id);
      if (holder === undefined) return refused({ code: 'unknown-person', said: person.id });
      const taken = { ...credential, personId: holder.id };
      await repositories.importedCredentials.insert(taken, content);
      await repositories.audit.add(
        auditEntry(deps, actor, 'credential-imported', [`imported:${taken.id}`, `person:${holder.id}`], {
          detail: { verdict: taken.verdict },
        }),
      );
      return { ok: true, credential: taken, known: false };
    });
  } catch (error) {
    if (!(error instanceof DuplicateKey) || error.uniqueKey !== 'imported-credential') throw error;
    const holder = await deps.store.persons.find(person.id);
    const other = holder && (await deps.store.importedCredentials.findByContent(holder.id, entry.contentKey));
    if (other === undefined) throw error;
    return { ok: true, credential: other, known: true };
  }
}

/** What is known already stands as it was found now, unless less could be decided this time (a host was away). */
async function keepAnew(
  deps: Deps,
  known: ImportedCredential,
  found: ImportedCredential,
  content: ImportedContent,
): Promise<Outcome<Imported>> {
  if (known.verdict === 'valid' && found.verdict !== 'valid')
    return { ok: true, credential: known, known: true };
  return deps.store.transact(async ({ importedCredentials }) => {
    // Its picture took seconds: it may be hidden or somebody else's since.
    const { id, personId, visibility, importedAt } = (await importedCredentials.find(known.id)) ?? known;
    const before = found.hasPicture ? undefined : (await importedCredentials.content(id))?.picture;
    const hasPicture = found.hasPicture || before !== undefined;
    const credential = { ...found, id, personId, visibility, importedAt, hasPicture };
    await importedCredentials.save(credential, {
      ...content,
      ...(before === undefined ? {} : { picture: before }),
    });
    return { ok: true, credential, known: true };
  });
}

/** The award of this deployment that the badge is, when it is this person's. */
async function awardedHere(deps: Deps, person: Person, reading: BadgeReading): Promise<string | undefined> {
  const id = reading.summary?.id ?? '';
  const base = deps.publicUrl;
  const [, awardId] =
    [`${base}/awards/`, `${base}/ob2/assertions/`]
      .filter((start) => id.startsWith(start))
      .map((start) => /^([\w-]+)/u.exec(id.slice(start.length)))
      .find((match) => match !== null) ?? [];
  const award = awardId === undefined ? undefined : await deps.store.awards.find(awardId);
  return award?.personId === person.id ? award.id : undefined;
}
