/** One line of the result: what this app needs, what the peer needs, and how they should relate. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms CPU' | 'ms' | 'MB' | 'kB';
  readonly ours: number;
  readonly peer?: number;
  /** absent where the target is an absolute one */
  readonly ratio?: number;
  /** highest ratio allowed, or without a ratio the highest value; absent where there is only something to compare */
  readonly target?: number;
  readonly met?: boolean;
}

/** A figure against a peer, both medians of the same run. */
export function comparison(
  name: string,
  unit: Figure['unit'],
  { ours, peer, target }: { readonly ours: number; readonly peer: number; readonly target?: number },
): Figure {
  const ratio = ours / peer;
  return { name, unit, ours, peer, ratio, ...(target === undefined ? {} : { target, met: ratio <= target }) };
}

/** The middle value; of an even number of values the upper of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('the median of nothing');
  return middle;
}

/** The figures as a table for a terminal; a missed target is hard to overlook. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${figure.ours.toFixed(0)} ${figure.unit}`,
    figure.peer === undefined ? '' : `${figure.peer.toFixed(0)} ${figure.unit}`,
    figure.ratio === undefined ? '' : figure.ratio.toFixed(2),
    targetText(figure),
    figure.met === undefined ? '' : figure.met ? 'met' : '*** MISSED ***',
  ]);
  const table = [['', 'ours', 'peer', 'ratio', 'target', ''], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .map((line) => line.trimEnd())
    .join('\n');
}

function targetText({ target, ratio, unit }: Figure): string {
  if (target === undefined) return '';
  return ratio === undefined ? `<= ${target} ${unit}` : `<= ${target}`;
}
