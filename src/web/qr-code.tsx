import type { VNode } from 'preact';
import { encode } from 'uqr';

/** White around it, in modules; readers find the code by it (ISO/IEC 18004 §6.3.8). */
const quietZone = 4;

/** One path of all dark runs, row by row. */
function darkRuns(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) =>
      row.flatMap((dark, x) => {
        if (!dark || row[x - 1] === true) return [];
        const end = row.indexOf(false, x);
        return [`M${x} ${y}h${(end === -1 ? row.length : end) - x}v1H${x}z`];
      }),
    )
    .join('');
}

/** A text as QR code, drawn here: dark on white in every colour scheme, since cameras want it so. */
export function QrCode(props: { readonly text: string; readonly label: string }): VNode {
  const { data, size } = encode(props.text, { ecc: 'M', border: quietZone });
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={props.label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={darkRuns(data)} fill="#000" />
    </svg>
  );
}
