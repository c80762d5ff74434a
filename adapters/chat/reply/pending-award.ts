import { z } from 'zod';

const pending = z.object({
  badge: z.string(),
  people: z.array(z.string()).min(1),
  reason: z.string().optional(),
});

/** What a "did you mean" button carries; undefined for anything else. */
export function readPendingAward(
  value: string,
): { readonly badge: string; readonly recipients: readonly string[]; readonly reason?: string } | undefined {
  let data: unknown;
  try {
    data = JSON.parse(value);
  } catch {
    return undefined;
  }
  const parsed = pending.safeParse(data);
  if (!parsed.success) return undefined;
  const { badge, people, reason } = parsed.data;
  return { badge, recipients: people, ...(reason === undefined ? {} : { reason }) };
}
