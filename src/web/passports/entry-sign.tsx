import type { VNode } from 'preact';
import type { ExperienceKind } from '../../domain/experience.ts';
import { LineDrawing } from '../line-drawing.tsx';

/** Small drawn signs for what has no picture of its own; always beside words that say the same. */
const paths: Readonly<Record<ExperienceKind, string>> = {
  education:
    'M12 5L2.5 9.5 12 14l9.5-4.5z M6.5 11.7V16c0 1.2 2.6 2.5 5.5 2.5s5.5-1.3 5.5-2.5v-4.3 M21.5 9.5V15',
  course:
    'M4 5.5h6c1.2 0 2 .8 2 2V20c0-1.1-.9-1.8-2-1.8H4z M20 5.5h-6c-1.2 0-2 .8-2 2V20c0-1.1.9-1.8 2-1.8h6z',
  certificate:
    'M6 3.5h9l3.5 3.5v7 M6 3.5V20.5h5 M9 9h6 M9 12.5h4 M17 15.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5z',
  work: 'M3.5 8h17v11.5h-17z M8.5 8V5.5h7V8 M3.5 13h17 M12 12v2',
  volunteering: 'M12 20.5S3.5 15.5 3.5 9.5a4.5 4.5 0 0 1 8.5-2a4.5 4.5 0 0 1 8.5 2c0 6-8.5 11-8.5 11z',
  project: 'M4 4.5h7v7H4z M13.5 4.5h6.5v4h-6.5z M13.5 11.5h6.5v8h-6.5z M4 14.5h7v5H4z',
  informal: 'M12 3.5l2.3 5.7 6.2.5-4.7 4 1.5 6L12 16.5l-5.3 3.2 1.5-6-4.7-4 6.2-.5z',
};

export function EntrySign(props: { readonly kind: ExperienceKind }): VNode {
  return <LineDrawing class="entry-sign" path={paths[props.kind]} width={1.7} />;
}
