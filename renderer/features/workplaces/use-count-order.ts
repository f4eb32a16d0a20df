import { useEffect, useState } from 'react';
import type { WorkplaceSummary } from '../../db/summaries.ts';
import type { SummaryList } from '../../db/summary-list.ts';
import type { Tallies } from '../../db/workplace-cases.ts';
import { isCountOrderAtHand, prepareCountOrder, type WorkplaceSorting } from '../../db/workplace-rows.ts';

/**
 * The sorting in which workplaces can be shown now: the wanted one once its order by counts is worked out, which the window
 * does not stand still for; until then the one before.
 * @param wanted undefined while the list itself has no order yet
 */
export function useCountOrder(
  workplaces: SummaryList<WorkplaceSummary>,
  tallies: Tallies | undefined,
  wanted: WorkplaceSorting | undefined,
): WorkplaceSorting | undefined {
  const [last, setLast] = useState<WorkplaceSorting>();
  useEffect(() => {
    if (wanted === undefined || tallies === undefined) return undefined;
    let isWanted = true;
    const goOn = (): void => {
      if (isWanted) setLast(wanted);
    };
    // what could not be prepared is ordered in one go when its rows are asked for
    void prepareCountOrder(workplaces, tallies, wanted).then(goOn, goOn);
    return () => {
      isWanted = false;
    };
  }, [workplaces, tallies, wanted]);
  if (wanted === undefined || tallies === undefined) return wanted;
  return isCountOrderAtHand(workplaces, tallies, wanted) ? wanted : (last ?? wanted);
}
