import type { VNode } from 'preact';

/** A small sign drawn in one line, on a field of 24 by 24; it is decoration, so words beside it say the same. */
export function LineDrawing(props: {
  readonly class: string;
  readonly path: string;
  readonly width: number;
}): VNode {
  return (
    <svg
      class={props.class}
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      stroke-width={props.width}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={props.path} />
    </svg>
  );
}
