import type { Locale } from '../../domain/localized-text.ts';
import { verifyWords } from '../../i18n/web-verify-messages.ts';
import type { Check, CheckCode, FetchProblem } from '../../ports/credential-reader.ts';

type Words = ReturnType<typeof verifyWords>;

/** What came of a check, in a sentence. A new code, or a new reason, does not compile until both languages have it. */
export function checkSentence(check: Check, locale: Locale): string {
  const words: Words & {
    readonly codes: Readonly<Record<CheckCode, (params: Check['params']) => string>>;
    readonly fetchProblems: Readonly<Record<FetchProblem, string>>;
  } = verifyWords(locale);
  return words.codes[check.code](check.params);
}
