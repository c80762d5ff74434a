import type { VNode } from 'preact';
import type { Locale } from '../../domain/localized-text.ts';
import { webWords } from '../../i18n/web-messages.ts';
import type { ShownAward } from '../../use-cases/show-award.ts';
import { Sign } from '../sign.tsx';

/** Whether the award counts now: the first thing that is read. */
export function StandingBanner(props: { readonly award: ShownAward; readonly locale: Locale }): VNode {
  const { award, locale } = props;
  const words = webWords(locale);
  const since = award.standingSince ?? award.awardedAt;
  const detail =
    award.standing === 'valid'
      ? words.standingDetail.valid(award.validUntil)
      : words.standingDetail[award.standing](since);
  return (
    <div class={`standing standing-${award.standing}`}>
      <Sign name={award.standing} />
      <p>
        <strong>{words.standing[award.standing]}</strong> <span>{detail}</span>
        {award.standingReason === undefined ? null : (
          <span class="standing-reason">{words.standingReason(award.standingReason)}</span>
        )}
      </p>
    </div>
  );
}
