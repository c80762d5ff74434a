import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import { chatWords } from '../../src/i18n/chat-messages.ts';
import { skillsPictureWords } from '../../src/i18n/skills-picture-messages.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { DrawPicture } from '../../src/ports/draw-picture.ts';
import type { Store } from '../../src/ports/store.ts';
import { layOutSkills } from '../../src/use-cases/lay-out-skills.ts';
import { skillsOfPassport } from '../../src/use-cases/skills-of-passport.ts';
import { skillsPicture } from '../../src/use-cases/skills-picture.ts';

/** A picture that lies in the mail itself: nothing is fetched, so nobody learns that it was read. */
export type MailPicture = {
  readonly heading: string;
  readonly png: Uint8Array;
  /** What it shows, for who does not see it. */
  readonly alt: string;
  /** As it is shown; the file is one and a half times as large, for sharp screens. */
  readonly width: number;
  readonly height: number;
};

/** The picture for a message, where one belongs into it. Never rejects. */
export type PictureForMail = (message: OutboxMessage) => Promise<MailPicture | undefined>;

const width = 420;
const sharper = 1.5;
/** A drawing takes about a tenth of a second; with what sending may take it stays below the lock of a message. */
const drawLimitMs = 1_500;
/** Drawings that others did not wait for go on for a while; beyond so many none is begun. */
const mostDrawn = 8;

/**
 * Draws the skills of who is told by mail of a badge that they were given, or in a digest of what was added. It is drawn
 * as the mail is sent, of what holds then; where that fails or takes too long, the mail goes without it.
 */
export function skillsForMail(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly draw: DrawPicture;
  readonly timeout: (ms: number) => AbortSignal;
}): PictureForMail {
  let drawn = 0;

  const draw = async (svg: string): Promise<Uint8Array | undefined> => {
    if (drawn >= mostDrawn) return undefined;
    drawn += 1;
    const drawing = deps
      .draw(Buffer.from(svg), width * sharper, { fonts: 'bundled' })
      .catch(() => undefined)
      .finally(() => {
        drawn -= 1;
      });
    return Promise.race([drawing, aborted(deps.timeout(drawLimitMs))]);
  };

  return async ({ destination, notice }) => {
    const tellsOfBadges =
      notice.kind === 'you-were-awarded' || (notice.kind === 'digest' && notice.digest.added.count > 0);
    if (destination.kind !== 'person' || !tellsOfBadges) return undefined;
    const { personId, locale } = destination;
    try {
      const gathered = await skillsOfPassport(deps, { personId });
      if (!gathered.ok || gathered.skills.length === 0) return undefined;
      const { skills } = gathered;
      const words = skillsPictureWords(locale);
      const options = { locale, words, now: deps.clock(), width, font: 'DejaVu Sans', background: '#fff' };
      const { height, description } = layOutSkills(skills, options);
      const png = await draw(skillsPicture(skills, options));
      if (png === undefined) return undefined;
      return { heading: chatWords(locale).skillsHeading, png, alt: description, width, height };
    } catch {
      // A mail without a picture is better than none; what is wrong with the database shows elsewhere.
      return undefined;
    }
  };
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
