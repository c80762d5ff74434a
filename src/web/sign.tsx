import type { VNode } from 'preact';
import { LineDrawing } from './line-drawing.tsx';

/** Small drawn signs; always beside words that say the same. */
const paths = {
  valid:
    'M12 2.5l2.6 1.9 3.2-.1 1 3 2.6 1.9-1 3.1 1 3-2.6 1.9-1 3.1-3.2-.1L12 22l-2.6-1.8-3.2.1-1-3.1-2.6-1.9 1-3-1-3.1 2.6-1.9 1-3 3.2.1z M8 12.3l2.8 2.8 5.2-5.6',
  expired: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18z M12 7.5v5l3.2 2',
  suspended: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18z M9.7 8.5v7 M14.3 8.5v7',
  revoked: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18z M8.7 8.7l6.6 6.6 M15.3 8.7l-6.6 6.6',
  passed: 'M5 12.5l4.5 4.5L19 7.5',
  failed: 'M6.5 6.5l11 11 M17.5 6.5l-11 11',
  open: 'M9 9a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 2.1 M12 17.3v.2',
} as const;

export function Sign(props: { readonly name: keyof typeof paths }): VNode {
  return <LineDrawing class={`sign sign-${props.name}`} path={paths[props.name]} width={2} />;
}
