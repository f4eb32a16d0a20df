import { addDays, type PlainDate } from '../../../shared/kernel/plain-date.ts';

/** A month or a year that an office reports on. */
export interface Period {
  /** `YYYY-MM` or `YYYY` */
  readonly key: string;
  readonly kind: 'month' | 'year';
  /** first and last day, both included */
  readonly from: PlainDate;
  readonly to: PlainDate;
}

const MONTHS = 24;
const YEARS = 5;

/** The months and years that reports are made of, newest first; months before years. */
export function recentPeriods(today: PlainDate): readonly Period[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const months = Array.from({ length: MONTHS }, (_, back) => monthOf(12 * year + month - 1 - back));
  const years = Array.from({ length: YEARS }, (_, back): Period => {
    const key = String(year - back);
    return { key, kind: 'year', from: `${key}-01-01`, to: `${key}-12-31` };
  });
  return [...months, ...years];
}

/** @param count months since the year 0 */
function monthOf(count: number): Period {
  const key = keyOf(count);
  return { key, kind: 'month', from: `${key}-01`, to: addDays(`${keyOf(count + 1)}-01`, -1) };
}

function keyOf(count: number): string {
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}
