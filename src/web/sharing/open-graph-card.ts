import type { Locale } from '../../domain/localized-text.ts';
import type { PageHead } from '../layout.tsx';
import type { AppDeps } from '../web-deps.ts';
import { cardSize } from './card-drawing.ts';
import { cardAddress } from './shared-thing.ts';

/** What a shared link shows: the drawn card, or where none can be drawn the picture itself. */
export function openGraphCard(
  deps: Pick<AppDeps, 'draw' | 'publicUrl'>,
  page: {
    readonly path: string;
    readonly title: string;
    readonly alt: string;
    readonly locale: Locale;
    /** Path of the picture itself, where there is one. */
    readonly picture: string | undefined;
  },
): NonNullable<PageHead['openGraph']> {
  const { title, alt, path, locale, picture } = page;
  if (deps.draw !== undefined)
    return { title, image: cardAddress(deps.publicUrl, path, locale), imageAlt: alt, imageSize: cardSize };
  return {
    title,
    ...(picture === undefined ? {} : { image: `${deps.publicUrl}${picture}`, imageAlt: alt }),
  };
}
