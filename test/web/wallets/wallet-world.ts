import { randomBytes } from 'node:crypto';
import type { Actor } from '../../../src/domain/actor.ts';
import { snapshotOf } from '../../../src/domain/badge.ts';
import type { Store } from '../../../src/ports/store.ts';
import { offerCredentials, type OfferCredentials } from '../../../src/use-cases/offer-credentials.ts';
import { walletDeepLink, walletOfferUri } from '../../../src/web/wallets/wallet-addresses.ts';
import { buildAward } from '../../builders/build-award.ts';
import { demoStore, serveApp, type RunningApp } from '../demo-app.ts';
import { addDemoAwards, awardIds, learner } from '../demo-awards.ts';

export const owner: Actor = { personId: learner.id, standing: 'member', via: 'web' };
/** Two awards of one badge that may be had more than once, and one of another badge. */
export const moreAwardIds = {
  helpedOnce: '88888888-8888-4888-8888-888888888881',
  helpedAgain: '88888888-8888-4888-8888-888888888882',
} as const;

export type WalletWorld = {
  readonly store: Store;
  readonly app: RunningApp;
  /** The moment that everybody's clock shows. */
  now: Date;
  offer(command?: Partial<OfferCredentials>): Promise<{
    readonly token: string;
    readonly code: string;
    readonly deepLink: string;
    readonly uri: string;
    readonly txCode?: string;
  }>;
  close(): Promise<void>;
};

/** The demo community with its awards, served with a real database, at the real time since clients look at their clocks. */
export async function walletWorld(): Promise<WalletWorld> {
  const { store, close } = await demoStore();
  await addDemoAwards(store);
  const badge = await store.badges.findBySlug('helpende-hand');
  const issuer = badge && (await store.issuers.find(badge.issuerId));
  if (badge === undefined || issuer === undefined) throw new Error('the demo community is not there');
  await store.awards.insert(
    Object.values(moreAwardIds).map((id, index) => ({
      award: buildAward({
        id,
        badgeId: badge.id,
        issuerId: issuer.id,
        badge: snapshotOf(badge, issuer),
        personId: learner.id,
        awardedAt: new Date('2025-11-21T14:00:00Z'),
        statusList: { list: `${issuer.slug}-2025-3`, index: 100 + index },
      }),
    })),
  );
  const world: { now: Date } = { now: new Date() };
  const ids = {
    id: () => crypto.randomUUID(),
    token: () => randomBytes(32).toString('base64url'),
    below: (limit: number) => randomBytes(4).readUInt32BE() % limit,
  };
  const clock = () => world.now;
  const app = await serveApp({ store, clock, ids });
  return Object.assign(world, {
    store,
    app,
    async offer(command: Partial<OfferCredentials> = {}) {
      const made = await offerCredentials(
        { store, clock, ids },
        { actor: owner, awardIds: [awardIds.private], format: 'jwt_vc_json', withTxCode: false, ...command },
      );
      if (!made.ok) throw new Error(`the offer was refused: ${made.refusal.code}`);
      const { token, txCode } = made;
      const uri = walletOfferUri(app.url, token);
      const answer: { grants: Record<string, { 'pre-authorized_code': string }> } = await (
        await fetch(uri)
      ).json();
      const [grant] = Object.values(answer.grants);
      return {
        token,
        code: grant?.['pre-authorized_code'] ?? '',
        deepLink: walletDeepLink(app.url, token),
        uri,
        ...(txCode === undefined ? {} : { txCode }),
      };
    },
    close: async () => {
      await app.close();
      await close();
    },
  });
}
