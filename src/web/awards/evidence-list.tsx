import type { VNode } from 'preact';
import type { Locale } from '../../domain/localized-text.ts';
import { longDate } from '../../i18n/format.ts';
import { webWords } from '../../i18n/web-messages.ts';
import type { ShownAward, ShownEvidence } from '../../use-cases/show-award.ts';
import { fileSize } from '../file-size.ts';
import { webAddress } from '../web-address.ts';

type Props = { readonly award: ShownAward; readonly locale: Locale };

/** What shows that the badge was earned, as far as the learner lets others see it. */
export function EvidenceList({ award, locale }: Props): VNode {
  const words = webWords(locale);
  if (award.evidence.length === 0)
    return (
      <p class="muted">
        {award.own || award.evidencePublic ? words.awardEvidenceNone : words.awardEvidencePrivate}
      </p>
    );
  return (
    <ol class="evidence">
      {award.evidence.map((piece) => (
        <Piece key={piece.id} piece={piece} award={award} locale={locale} />
      ))}
    </ol>
  );
}

function Piece({ piece, award, locale }: Props & { readonly piece: ShownEvidence }): VNode {
  const words = webWords(locale);
  const href = webAddress(piece.url);
  return (
    <li id={`evidence-${piece.id}`}>
      {piece.text === undefined || piece.text.trim() === '' ? null : <p class="said">{piece.text.trim()}</p>}
      {href === undefined ? null : (
        <p>
          <a href={href} rel="nofollow noopener ugc">
            {words.evidenceLink}
            <span class="host"> {new URL(href).host}</span>
          </a>
        </p>
      )}
      {piece.files.length === 0 ? null : (
        <ul class="files">
          {piece.files.map((file) => (
            <li>{words.evidenceFile(file.name, fileSize(file.size, locale))}</li>
          ))}
        </ul>
      )}
      <p class="muted">
        {author(piece, award, locale)} ·{' '}
        <time dateTime={piece.saidAt.toISOString()}>{longDate(piece.saidAt, locale)}</time>
      </p>
    </li>
  );
}

function author(piece: ShownEvidence, award: ShownAward, locale: Locale): string {
  const words = webWords(locale);
  if (piece.by === 'other') return words.evidenceBy.other();
  const name = piece.by === 'holder' ? award.holderName : award.awarderName;
  return name === undefined ? words.evidenceByUnnamed[piece.by] : words.evidenceBy[piece.by](name);
}
