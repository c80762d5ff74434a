import type { Clock } from '../../ports/clock.ts';

/** An answer that anybody may be given. */
export type KeptAnswer = {
  /** Names and values in turn, as they are written. */
  readonly headers: readonly string[];
  /** The same without what tells of the body, for 304 (RFC 9110 §15.4.5). */
  readonly knownHeaders: readonly string[];
  readonly etag: string;
  readonly body: Buffer;
  /** When it was begun to be made: what it tells was read after that. */
  readonly madeAt: number;
};

/** How long an answer stands for what may have changed on another instance, in milliseconds. */
export const answerLifeMs = 2000;
/** From this age on, who asks next makes it anew, while the others are still given the old one. */
export const answerRenewMs = 1000;

/** An answer that is being made. Kept only if nothing changed since it was begun. */
export type AnswerInMaking = {
  keep(answer: Omit<KeptAnswer, 'madeAt'>): void;
  /** It came to nothing that may be kept. */
  drop(): void;
};

export type AwardAnswers = {
  find(awardId: string, variant: string): KeptAnswer | undefined;
  /** Whether it is time to make it anew, so that nobody has to wait for that when its life is over. */
  isAgeing(answer: KeptAnswer): boolean;
  /**
   * Begins to make an answer; undefined when somebody does already, whose end can be waited for by `whenMade`.
   */
  begin(awardId: string, variant: string): AnswerInMaking | undefined;
  /** Called once the answer that is being made was kept or dropped. */
  whenMade(awardId: string, variant: string, then: () => void): void;
  /** Forgets what is kept of an award, or of all, and what is being made of it. */
  forget(awardId?: string): void;
};

type Making = { readonly waiting: (() => void)[] };
type OfAward = { readonly kept: Map<string, KeptAnswer>; readonly making: Map<string, Making> };

/** So many forms of one award are kept: languages and types as browsers and programs write them. */
const mostVariants = 24;

/**
 * The answers about awards that were given last, at most `mostBytes` of them. None is older than two seconds, and none
 * survives a change of what it tells that was made on this instance (decision 10).
 */
export function createAwardAnswers(options: {
  readonly clock: Clock;
  readonly mostBytes?: number;
}): AwardAnswers {
  const { clock, mostBytes = 32 * 1024 * 1024 } = options;
  const awards = new Map<string, OfAward>();
  let bytes = 0;
  const sizeOf = (answer: KeptAnswer | undefined) => (answer === undefined ? 0 : answer.body.length + 1000);

  const forgetOne = (awardId: string) => {
    const known = awards.get(awardId);
    if (known === undefined) return;
    awards.delete(awardId);
    for (const answer of known.kept.values()) bytes -= sizeOf(answer);
    known.kept.clear();
    // Those who wait for an answer that was begun before the change make their own.
    const waiting = [...known.making.values()].flatMap((making) => making.waiting.splice(0));
    known.making.clear();
    for (const then of waiting) then();
  };
  const ofAward = (awardId: string): OfAward => {
    const known = awards.get(awardId);
    if (known !== undefined) return known;
    const fresh: OfAward = { kept: new Map(), making: new Map() };
    awards.set(awardId, fresh);
    return fresh;
  };
  const put = (of: OfAward, variant: string, answer: KeptAnswer) => {
    bytes += sizeOf(answer) - sizeOf(of.kept.get(variant));
    of.kept.delete(variant);
    of.kept.set(variant, answer);
    const [oldest] = of.kept.keys();
    if (of.kept.size > mostVariants && oldest !== undefined) {
      bytes -= sizeOf(of.kept.get(oldest));
      of.kept.delete(oldest);
    }
  };
  const makeRoom = () => {
    for (const awardId of awards.keys()) {
      if (bytes <= mostBytes) return;
      forgetOne(awardId);
    }
  };

  return {
    find(awardId, variant) {
      const known = awards.get(awardId);
      const answer = known?.kept.get(variant);
      if (known === undefined || answer === undefined) return undefined;
      const age = clock().getTime() - answer.madeAt;
      if (age < 0 || age >= answerLifeMs) return undefined;
      return answer;
    },
    isAgeing: (answer) => clock().getTime() - answer.madeAt >= answerRenewMs,
    begin(awardId, variant) {
      const of = ofAward(awardId);
      if (of.making.has(variant)) return undefined;
      const making: Making = { waiting: [] };
      of.making.set(variant, making);
      const madeAt = clock().getTime();
      const end = (answer?: Omit<KeptAnswer, 'madeAt'>) => {
        // Forgotten meanwhile: what was made may tell of before.
        if (of.making.get(variant) !== making || awards.get(awardId) !== of) return;
        of.making.delete(variant);
        if (answer !== undefined) {
          put(of, variant, { ...answer, madeAt });
          // The award that was asked for last is forgotten last.
          awards.delete(awardId);
          awards.set(awardId, of);
        }
        for (const then of making.waiting) then();
        if (of.kept.size === 0 && of.making.size === 0) awards.delete(awardId);
        makeRoom();
      };
      return { keep: end, drop: () => end() };
    },
    whenMade(awardId, variant, then) {
      const making = awards.get(awardId)?.making.get(variant);
      if (making === undefined) then();
      else making.waiting.push(then);
    },
    forget(awardId) {
      if (awardId !== undefined) forgetOne(awardId);
      else for (const each of awards.keys()) forgetOne(each);
    },
  };
}
