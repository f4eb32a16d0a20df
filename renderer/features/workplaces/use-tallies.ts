import { useEffect, useState } from 'react';
import type { ListStatus } from '../../db/summary-list.ts';
import type { SummaryColumns } from '../../db/summary-columns.ts';
import { lastTallies, talliesOf, type Tallies } from '../../db/workplace-cases.ts';

/**
 * How many cases each workplace has; those of before until it is counted again, undefined until it was counted once.
 * @param status of the list of cases: a new one stands for other cases
 */
export function useTallies(columns: SummaryColumns, status: ListStatus): Tallies | undefined {
  const [tallies, setTallies] = useState(() => lastTallies(columns));
  useEffect(() => {
    let isWanted = true;
    void talliesOf(columns).then((now) => {
      if (isWanted) setTallies(now);
    });
    return () => {
      isWanted = false;
    };
  }, [columns, status]);
  return tallies;
}
