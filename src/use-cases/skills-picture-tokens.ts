import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { inLocale, locales, type Locale } from '../domain/localized-text.ts';
import type { PassportSkill } from '../domain/passport-skills.ts';
import type { PersonId } from '../domain/person.ts';

/**
 * Tokens in the address of a picture of somebody's skills, which a platform fetches without signing in. Nobody can make
 * one without the secret; each stops working after a while.
 */
export type SkillsPictureTokens = {
  /** The same token for the same skills on the same day, and another one once they changed. */
  readonly of: (
    picture: {
      readonly personId: PersonId;
      readonly locale: Locale;
      readonly skills: readonly PassportSkill[];
    },
    now: Date,
  ) => string;
  /** Undefined for what we never gave out, and for what is too old. */
  readonly read: (token: string, now: Date) => { personId: PersonId; locale: Locale } | undefined;
};

/** As long as a message with it is likely to be looked at. */
const daysGood = 90;
const dayMs = 24 * 60 * 60 * 1000;

const claims = z.tuple([z.string().min(1), z.enum(locales), z.string(), z.number().int()]);

export function skillsPictureTokens(secret: string): SkillsPictureTokens {
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest();
  const mark = (skills: readonly PassportSkill[], locale: Locale) =>
    sign(
      JSON.stringify(
        skills.map(({ skill, awarded, declared, latest }) => [
          inLocale(skill.name, locale),
          awarded,
          declared,
          latest,
        ]),
      ),
    )
      .toString('base64url')
      .slice(0, 8);
  return {
    of({ personId, locale, skills }, now) {
      const lastDay = Math.floor(now.getTime() / dayMs) + daysGood;
      const text = JSON.stringify([personId, locale, mark(skills, locale), lastDay]);
      return `${Buffer.from(text).toString('base64url')}.${sign(text).toString('base64url')}`;
    },
    read(token, now) {
      const [written = '', signature = ''] = token.split('.');
      const text = Buffer.from(written, 'base64url').toString('utf8');
      const [given, right] = [Buffer.from(signature, 'base64url'), sign(text)];
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      const [personId, locale, , lastDay] = claims.parse(JSON.parse(text));
      return now.getTime() / dayMs <= lastDay + 1 ? { personId, locale } : undefined;
    },
  };
}
