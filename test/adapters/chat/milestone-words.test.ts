import { describe, expect, it } from 'vitest';
import { searchChoices } from '../../../adapters/chat/form/search-choices.ts';
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
