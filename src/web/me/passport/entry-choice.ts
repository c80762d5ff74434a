import * as z from 'zod';
import { experienceKinds } from '../../../domain/experience.ts';
import { showingKinds } from '../../../domain/passport-skills.ts';
import type { EntryGroups } from '../../passports/entry-list.tsx';
import {
  asShown,
  byTime,
  isOfKind,
  newestFirst,
  yearOf,
  type PassportEntry,
} from '../../passports/passport-entry.ts';

export const entryOrders = ['newest', 'oldest', 'kind', 'title'] as const;
const entryKinds = [...showingKinds, ...experienceKinds] as const;
const perPage = 50;

const text = z.string().max(500).catch('');
/** What the address asks for; what can't be read is as good as not asked. */
const choiceShape = z.object({
  skill: text,
  kind: z.enum(entryKinds).optional().catch(undefined),
  year: z
    .string()
    .regex(/^\d{4}$/u)
    .optional()
    .catch(undefined),
  order: z.enum(entryOrders).catch('newest'),
  hidden: z.literal('1').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export type EntryChoice = z.infer<typeof choiceShape>;

export function readChoice(query: unknown): EntryChoice {
  return choiceShape.parse(typeof query === 'object' && query !== null ? query : {});
}

/** The same choice as an address, with what stands otherwise. */
export function choiceAddress(choice: EntryChoice, changes: Partial<EntryChoice> = {}): string {
  const { skill, kind, year, order, hidden, page } = { ...choice, ...changes };
  const query = new URLSearchParams({
    ...(skill === '' ? {} : { skill }),
    ...(kind === undefined ? {} : { kind }),
    ...(year === undefined ? {} : { year }),
    ...(order === 'newest' ? {} : { order }),
    ...(hidden === undefined ? {} : { hidden }),
    ...(page === 1 ? {} : { page: String(page) }),
  });
  const written = query.toString();
  return written === '' ? '/me' : `/me?${written}`;
}

export type ChosenEntries = {
  readonly entries: readonly PassportEntry[];
  /** How many fit, on all pages. */
  readonly count: number;
  readonly hiddenCount: number;
  readonly pages: number;
  readonly page: number;
  /** The years in which there is something, latest first. */
  readonly years: readonly string[];
};

/** The entries that fit a choice, in its order, a page of them. */
export function chooseEntries(all: readonly PassportEntry[], choice: EntryChoice): ChosenEntries {
  const { skill, kind, year, hidden } = choice;
  const fitting = all.filter(
    (entry) =>
      (hidden !== undefined || !entry.hidden) &&
      (skill === '' || entry.skills.some(({ url }) => url === skill)) &&
      (kind === undefined || isOfKind(entry, kind)) &&
      (year === undefined || yearOf(entry) === year),
  );
  const pages = Math.max(1, Math.ceil(fitting.length / perPage));
  const page = Math.min(choice.page, pages);
  return {
    entries: fitting.toSorted(orders[choice.order]).slice((page - 1) * perPage, page * perPage),
    count: fitting.length,
    hiddenCount: all.filter((entry) => entry.hidden).length,
    pages,
    page,
    years: [...new Set(all.flatMap((entry) => yearOf(entry) ?? []))].toSorted().toReversed(),
  };
}

type Compare = (a: PassportEntry, b: PassportEntry) => number;
const orders: Readonly<Record<EntryChoice['order'], Compare>> = {
  newest: asShown,
  oldest: (a, b) => byTime(a, b, 1),
  kind: (a, b) => rankOf(a) - rankOf(b) || newestFirst(a, b),
  title: (a, b) => a.title.localeCompare(b.title) || newestFirst(a, b),
};

/** What others vouch for first, then what was declared, each in the order in which the kinds are listed everywhere. */
function rankOf(entry: PassportEntry): number {
  return entryKinds.indexOf(entry.kind === 'experience' ? entry.experience.kind : entry.provenance);
}

/** The headings under which the entries of an order stand. */
export const groupsOf: Readonly<Record<EntryChoice['order'], EntryGroups>> = {
  newest: 'pinned',
  oldest: 'year',
  kind: 'kind',
  title: 'none',
};
