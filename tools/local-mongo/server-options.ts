import { z } from 'zod';

/** What the server process is told. */
export const serverOptions = z.object({
  root: z.string(),
  version: z.string(),
  template: z.string(),
  /** Where the data lasts; without it they go with the process. */
  data: z.string().optional(),
  /** The port of the gateway; 0 takes a free one. */
  port: z.number().int().default(0),
});

export type ServerOptions = z.input<typeof serverOptions>;

/** What the server process says once. */
export const serverAnswer = z.union([
  z.object({ port: z.number() }),
  z.object({
    failed: z.enum(['no-engine', 'install-failed', 'start-failed', 'data-in-use', 'data-of-other-version']),
    message: z.string(),
  }),
]);

export type ServerAnswer = z.infer<typeof serverAnswer>;
