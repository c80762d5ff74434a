import type { LmsStandIn } from '../../playground/lms/lms.ts';
import { beginLaunch, postLaunch } from './launch-client.ts';

type Tool = { readonly loginUrl: string; readonly clientId: string };
type Answer = Awaited<ReturnType<typeof postLaunch>>;
type Who = { readonly user: string; readonly course: string; readonly link: string };

/** Launches that take more than one request, and how many of their posts may be accepted. */
export const launchFlows: readonly {
  readonly name: string;
  readonly mayAccept: number;
  readonly run: (lms: LmsStandIn, tool: Tool, who: Who) => Promise<readonly Answer[]>;
}[] = [
  {
    name: 'the same launch twice',
    mayAccept: 1,
    async run(lms, tool, who) {
      const { authenticationUrl, jar } = await beginLaunch(
        tool.loginUrl,
        lms.begin({ ...who, tool: tool.clientId }),
      );
      const { action, fields } = await lms.answerTo(authenticationUrl);
      const kept = new Map(jar);
      return [await postLaunch(action, fields, jar), await postLaunch(action, fields, kept)];
    },
  },
  {
    name: 'the same launch 20 times at once',
    mayAccept: 1,
    async run(lms, tool, who) {
      const { authenticationUrl, jar } = await beginLaunch(
        tool.loginUrl,
        lms.begin({ ...who, tool: tool.clientId }),
      );
      const { action, fields } = await lms.answerTo(authenticationUrl);
      return Promise.all(Array.from({ length: 20 }, () => postLaunch(action, fields, new Map(jar))));
    },
  },
  {
    name: 'the state of another browser',
    mayAccept: 0,
    async run(lms, tool, who) {
      const begin = () => beginLaunch(tool.loginUrl, lms.begin({ ...who, tool: tool.clientId }));
      const [victim, attacker] = [await begin(), await begin()];
      const { action, fields } = await lms.answerTo(attacker.authenticationUrl);
      return [await postLaunch(action, fields, victim.jar)];
    },
  },
  {
    name: 'a token of one login with the state of another',
    mayAccept: 0,
    async run(lms, tool, who) {
      const begin = (jar: Map<string, string>) =>
        beginLaunch(tool.loginUrl, lms.begin({ ...who, tool: tool.clientId }), jar);
      const jar = new Map<string, string>();
      const [one, two] = [await begin(jar), await begin(jar)];
      const { action, fields } = await lms.answerTo(one.authenticationUrl);
      const state = new URL(two.authenticationUrl).searchParams.get('state') ?? '';
      return [await postLaunch(action, { ...fields, state }, jar)];
    },
  },
];
