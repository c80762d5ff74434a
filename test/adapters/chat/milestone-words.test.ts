import { describe, expect, it } from 'vitest';
import { searchChoices } from '../../../adapters/chat/form/search-choices.ts';
import { revoke } from '../../../adapters/chat/command/revoke-command.ts';
import { linksOf } from '../../../adapters/chat/reply/links.ts';
import { listReply } from '../../../adapters/chat/reply/list-reply.ts';
import { noticeReply } from '../../../adapters/chat/reply/notice-reply.ts';
import { refusalReply } from '../../../adapters/chat/reply/refusal-reply.ts';
import { refusalWords } from '../../../src/cli/refusal-words.ts';
import type { Refusal } from '../../../src/domain/refusal.ts';
import { badgeCard } from '../../../src/use-cases/badge-card.ts';
import { listBadges } from '../../../src/use-cases/list-badges.ts';
import { testMoment } from '../../builders/deterministic-id.ts';
import { actor, smallTown } from '../../use-cases/community.ts';
import { milestoneTown } from '../../use-cases/milestone-town.ts';

const links = linksOf('https://speldje.example');
const parts = [
  { slug: 'lassen', title: { nl: 'Lassen', en: 'Welding' } },
  { slug: 'zagen', title: { nl: 'Zagen', en: 'Sawing' } },
];
const refusal: Refusal = {
  code: 'comes-by-itself',
  badge: { slug: 'vakmens', title: { nl: 'Vakmens', en: 'Skilled worker' } },
  parts,
};

async function town() {
  const made = await smallTown();
  for (const part of parts) await made.addBadge(part);
  const milestone = await made.addBadge({
    slug: 'vakmens',
    title: refusal.code === 'comes-by-itself' ? refusal.badge.title : {},
    award: 'automatic',
    parts: parts.map(({ slug }) => slug),
  });
  return { ...made, milestone };
}

describe('what is said of a badge that comes by itself', () => {
  it('names its parts to whoever wants to give it, in chat and on the command line', () => {
    expect(JSON.stringify(refusalReply(refusal, 'nl'))).toContain(
      '“Vakmens” komt vanzelf: wie “Lassen” en “Zagen” heeft, krijgt hem meteen.',
    );
    expect(JSON.stringify(refusalReply(refusal, 'en'))).toContain(
      '“Skilled worker” comes by itself: whoever holds “Welding” and “Sawing” gets it at once.',
    );
    expect(refusalWords(refusal)).toBe('vakmens comes by itself when somebody holds lassen, zagen');
  });

  it('tells the learner by what it was earned, and that it is not from anybody', async () => {
    const { milestone, issuer } = await town();
    const notice = {
      kind: 'you-were-awarded',
      badge: badgeCard(milestone, issuer),
      madeOf: parts,
      awardId: 'a1',
    } as const;
    const said = (locale: 'nl' | 'en') => JSON.stringify(noticeReply(notice, locale, links, testMoment));
    expect(said('nl')).toContain('Vanzelf toegekend, omdat je “Lassen” en “Zagen” hebt');
    expect(said('nl')).not.toContain('Toegekend door');
    expect(said('en')).toContain('Awarded by itself, because you hold “Welding” and “Sawing”');
  });

  it('tells an owner who takes a part back that the milestone stands', async () => {
    const made = await milestoneTown();
    const first = await made.give(made.first);
    await made.give(made.second);
    await made.settle();
    const place = { workspace: 'slack:T1', conversation: 'D1' };
    const answer = await revoke(
      { ...made.deps, links, mailOn: true },
      {
        actor: actor(made.owner),
        locale: 'en',
        deliveryKey: 'k',
        place,
        announce: false,
        open: false,
        answerTo: {
          kind: 'sender-only',
          place,
          identity: 'slack:T1:U1',
          personId: made.owner.id,
          locale: 'en',
        },
        platform: {
          directory: { account: () => Promise.resolve(undefined), named: () => Promise.resolve([]) },
          workspace: 'slack:T1',
          identity: (user) => ({ kind: 'slack', workspace: 'T1', user }),
          groupMembers: () => Promise.resolve(undefined),
        },
      },
      first.id,
      'by mistake',
    );
    expect(JSON.stringify(answer)).toContain(
      'It was part of “Adviser”, which stands. You can revoke that too.',
    );
  });

  it('says so in the list, and offers it in no form', async () => {
    const { deps, milestone, owner } = await town();
    const listed = await listBadges(deps, {});
    const found = listed.filter(({ badge }) => badge.slug === milestone.slug);
    expect(JSON.stringify(listReply(found, 'vakmens', 'nl', links, listed))).toContain(
      'komt vanzelf met “Lassen” en “Zagen”',
    );
    for (const of of ['badge-to-award', 'badge-to-nominate'] as const) {
      const choices = await searchChoices(deps, { actor: actor(owner), locale: 'nl' }, of, '');
      expect(choices.map(({ value }) => value)).toContain('lassen');
      expect(choices.map(({ value }) => value)).not.toContain('vakmens');
    }
  });
});
