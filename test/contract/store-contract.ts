import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { auditContract } from './audit-contract.ts';
import { awardContract } from './award-contract.ts';
import { backpackContract } from './backpack-contract.ts';
import { badgeContract } from './badge-contract.ts';
import { conversationReferenceContract } from './conversation-reference-contract.ts';
import { digestContract } from './digest-contract.ts';
import { endorsementContract } from './endorsement-contract.ts';
import { evidenceContract } from './evidence-contract.ts';
import { fileContract } from './file-contract.ts';
import { importedCredentialContract } from './imported-credential-contract.ts';
import { inboxContract } from './inbox-contract.ts';
import { issuerContract } from './issuer-contract.ts';
import { linkContract } from './link-contract.ts';
import { ltiContract } from './lti-contract.ts';
import { nominationContract } from './nomination-contract.ts';
import { outboxContract } from './outbox-contract.ts';
import { personContract } from './person-contract.ts';
import { shareContract } from './share-contract.ts';
import { sessionContract } from './session-contract.ts';
import { roleContract } from './role-contract.ts';
import { skillContract } from './skill-contract.ts';
import type { StoreUnderTest } from './store-under-test.ts';
import { transactContract } from './transact-contract.ts';
import { walletContract } from './wallet-contract.ts';

/** What every store keeps to, tried on one of them. */
export function storeContract(name: string, create: () => Promise<StoreUnderTest>): void {
  describe(`${name} as a store`, () => {
    let tried: StoreUnderTest | undefined;
    beforeAll(async () => {
      tried = await create();
    });
    beforeEach(async () => {
      await tried?.clear();
    });
    afterAll(async () => {
      await tried?.end();
    });
    const store = () => {
      if (tried === undefined) throw new Error('the store was not created');
      return tried.store();
    };
    for (const part of [
      personContract,
      issuerContract,
      badgeContract,
      awardContract,
      nominationContract,
      evidenceContract,
      endorsementContract,
      importedCredentialContract,
      roleContract,
      skillContract,
      conversationReferenceContract,
      digestContract,
      outboxContract,
      inboxContract,
      auditContract,
      fileContract,
      linkContract,
      sessionContract,
      shareContract,
      ltiContract,
      walletContract,
      backpackContract,
      transactContract,
    ])
      part(store);
  });
}
