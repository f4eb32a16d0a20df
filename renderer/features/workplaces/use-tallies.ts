import { useEffect, useRef, useState } from 'react';
import type { ListStatus } from '../../db/summary-list.ts';
import type { SummaryColumns } from '../../db/summary-columns.ts';
import { prepareCounts } from '../../db/workplace-rows.ts';
import { lastTallies, talliesOf, type Tallies } from '../../db/workplace-cases.ts';

/**
 * How many cases each workplace has; those of before until it is counted again, undefined until it was counted once.
 * @param status of the list of cases: a new one stands for other cases
 * @param workplaces the columns of their list, by which the counts are looked up for ordering
 */
export function useTallies(
  columns: SummaryColumns,
  status: ListStatus,
  workplaces: SummaryColumns,
): Tallies | undefined {
  const [tallies, setTallies] = useState(() => lastTallies(columns));
  const wanted = useRef(columns);
  useEffect(() => {
    wanted.current = columns;
    // also when the cases changed meanwhile: they may change faster than they can be counted
    void talliesOf(columns).then((now) => {
      if (wanted.current !== columns) return;
      setTallies(now);
      void prepareCounts(workplaces, now);
    });
  }, [columns, status, workplaces]);
  return tallies;
}
