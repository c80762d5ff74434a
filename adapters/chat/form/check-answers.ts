import type { Locale } from '../../../src/domain/localized-text.ts';
import { formWords } from '../../../src/i18n/chat-form-messages.ts';
import type { FormName } from './form-request.ts';
import { listAnswer, textAnswer, type FieldName, type FormAnswers } from './form.ts';

const needed: Readonly<Record<FormName, readonly FieldName[]>> = {
  award: ['badge', 'people'],
  nominate: ['badge', 'people'],
  support: ['nomination'],
  review: ['decision'],
  decline: ['reason'],
  revoke: ['award', 'reason'],
  experience: ['kind', 'title'],
  evidence: ['subject'],
  link: ['address'],
  settings: ['language', 'digest'],
};

const longest = [
  ['reason', 2000],
  ['title', 200],
  ['organisation', 200],
  ['description', 2000],
] as const;

const period = /^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/u;
const address = /^[^\s@:]+@[^\s@:]+\.[^\s@.:]+$/u;

/**
 * What is wrong with a form's answers, by field, in words; empty when it can be carried out. Asks nobody, so that
 * a platform that waits can be answered at once.
 */
export function checkAnswers(
  form: FormName,
  answers: FormAnswers,
  locale: Locale,
): Readonly<Partial<Record<FieldName, string>>> {
  const m = formWords(locale);
  const faults: Partial<Record<FieldName, string>> = {};
  for (const name of needed[form])
    if (listAnswer(answers, name).every((answer) => answer.trim() === '')) faults[name] = m.missing;
  for (const [name, most] of longest)
    if ((textAnswer(answers, name)?.length ?? 0) > most) faults[name] = m.tooLong(most);
  if (form === 'review' && answers.decision === 'decline' && textAnswer(answers, 'reason') === undefined)
    faults.reason = m.reasonNeeded;
  if (form === 'experience') Object.assign(faults, periodFaults(answers, locale));
  const mail = textAnswer(answers, 'address');
  if (form === 'link' && mail !== undefined && !address.test(mail)) faults.address = m.missing;
  return faults;
}

function periodFaults(answers: FormAnswers, locale: Locale): Partial<Record<FieldName, string>> {
  const m = formWords(locale);
  const [from, until] = [textAnswer(answers, 'from'), textAnswer(answers, 'until')];
  return {
    ...(from === undefined || period.test(from) ? {} : { from: m.badPeriod }),
    ...(until === undefined || period.test(until)
      ? from !== undefined && until !== undefined && until < from.slice(0, until.length)
        ? { until: m.untilBeforeFrom }
        : {}
      : { until: m.badPeriod }),
  };
}
