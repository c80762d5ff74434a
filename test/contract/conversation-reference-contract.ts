import { describe, expect, it } from 'vitest';
import { conversationKey, type ConversationReference } from '../../src/domain/conversation-reference.ts';
import type { Store } from '../../src/ports/store.ts';
import { testMoment } from '../builders/deterministic-id.ts';

const workspace = 'teams:t1';
const channel: ConversationReference = {
  key: conversationKey(workspace, '19:a@thread.tacv2'),
  workspace,
  conversation: '19:a@thread.tacv2',
  serviceUrl: 'https://smba.example/emea/',
  group: '19:team@thread.tacv2',
  groupName: 'Maas en Waal',
  name: 'Werkplaats',
  seenAt: testMoment,
};
const person: ConversationReference = {
  key: 'teams:t1:a1',
  workspace,
  serviceUrl: 'https://smba.example/emea/',
  identity: 'teams:t1:a1',
  userId: '29:a1',
  seenAt: testMoment,
  gone: { at: testMoment, reason: 'MessageWritesBlocked' },
};

export function conversationReferenceContract(store: () => Store): void {
  describe('conversation references', () => {
    it('keeps the latest by its key', async () => {
      await store().conversationReferences.save(channel);
      await store().conversationReferences.save({ ...channel, name: 'Atelier' });
      await store().conversationReferences.save(person);
      expect(await store().conversationReferences.find(channel.key)).toStrictEqual({
        ...channel,
        name: 'Atelier',
      });
      expect(await store().conversationReferences.find(person.key)).toStrictEqual(person);
      expect(await store().conversationReferences.find('teams:t1:other')).toBeUndefined();
    });

    it('finds those of a group, in its workspace alone', async () => {
      const other = { ...channel, key: conversationKey('teams:t2', 'x'), workspace: 'teams:t2' };
      const second = { ...channel, key: conversationKey(workspace, '19:b@thread.tacv2') };
      for (const one of [second, other, channel, person]) await store().conversationReferences.save(one);
      expect(await store().conversationReferences.ofGroup(workspace, '19:team@thread.tacv2')).toStrictEqual([
        channel,
        second,
      ]);
      expect(await store().conversationReferences.ofGroup(workspace)).toStrictEqual([channel, second]);
    });

    it('gives the one of a workspace that was good last', async () => {
      const later = { ...person, seenAt: new Date(testMoment.getTime() + 1000) };
      const elsewhere = {
        ...channel,
        key: 'x',
        workspace: 'teams:t2',
        seenAt: new Date(testMoment.getTime() + 2000),
      };
      for (const one of [channel, later, elsewhere]) await store().conversationReferences.save(one);
      expect(await store().conversationReferences.latest(workspace)).toStrictEqual(later);
      expect(await store().conversationReferences.latest('teams:t3')).toBeUndefined();
    });

    it('removes what was kept of accounts', async () => {
      for (const one of [channel, person]) await store().conversationReferences.save(one);
      await store().conversationReferences.removeOf(['teams:t1:a1']);
      expect(await store().conversationReferences.find(person.key)).toBeUndefined();
      expect(await store().conversationReferences.find(channel.key)).toStrictEqual(channel);
    });
  });
}
