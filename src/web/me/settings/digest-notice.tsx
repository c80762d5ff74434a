import type { VNode } from 'preact';
import { nextSlot } from '../../../domain/digest-slot.ts';
import { digestStanding, type DigestState } from '../../../domain/digest-state.ts';
import { isTimeZone } from '../../../domain/zoned-time.ts';
import type { SettingsWords } from '../../../i18n/web-settings-messages.ts';
import type { Visit } from '../../session/signed-in-pages.ts';
import { MeForm } from '../me-frame.tsx';

type Props = {
  readonly visit: Visit;
  readonly words: SettingsWords;
  readonly mailOn: boolean;
  readonly now: Date;
  readonly digestState?: DigestState;
};

/** How the digest comes, or why it does not, with a button that starts it again. */
export function DigestNotice({ visit, words, mailOn, now, digestState }: Props): VNode {
  const { person } = visit;
  const { digest = 'weekly', digestHour: hour = 9 } = person.preferences ?? {};
  const schedule = digest === 'off' ? 'weekly' : digest;
  const standing = digestStanding(person, digestState, mailOn);
  const m = words.digestIs;
  const start = (label: string) => (
    <MeForm visit={visit} action="/me/settings/digest" class="inline">
      <input type="hidden" name="digest" value={schedule} />
      <button type="submit" class="outline auto">
        {label}
      </button>
    </MeForm>
  );
  switch (standing.kind) {
    case 'comes': {
      const { timeZone: zone = '' } = person;
      const timeZone = isTimeZone(zone) ? zone : 'Europe/Amsterdam';
      const { at } = nextSlot({ schedule, timeZone, hour }, now);
      return <p>{m.comes[standing.by](at, timeZone, hour)}</p>;
    }
    case 'mail-instead':
      return (
        <>
          <p>{m.mailInstead(standing.since)}</p>
          {start(m.tryChat)}
        </>
      );
    case 'off':
      return (
        <>
          <p>{standing.off === undefined ? m.off : m.offSince[standing.off.by](standing.off.at)}</p>
          {start(m.startAgain)}
        </>
      );
    case 'stopped':
      return (
        <>
          <p class="said not-done">
            {m.stopped(standing.since)} {m.why[standing.why]}
          </p>
          {start(m.tryAgain)}
        </>
      );
    case 'nowhere':
      return <p class="said not-done">{m.nowhere}</p>;
  }
}
