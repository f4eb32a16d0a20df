import { startTransition, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { summariesOf, type Summaries } from './db/summary-store.ts';
import type { Summary } from './db/summaries.ts';
import type { ListStatus, SummaryList } from './db/summary-list.ts';
import type { SummarySorting } from './db/summary-order.ts';
import { useSession } from './session.tsx';

/** The lists of the open office. Stable. */
export function useLists(): Summaries {
  return summariesOf(useSession().db);
}

/** How a list stands; draws again whenever a row comes or changes. */
export function useListStatus<T extends Summary>(list: SummaryList<T>): ListStatus {
  return useSyncExternalStore(list.subscribe, list.status);
}

/**
 * The sorting in which the rows of a list can be shown now: the wanted one once its order is worked out, which the window
 * does not stand still for; until then the one before. Undefined while there is none yet.
 * @param wanted a new object whenever it changes
 * @param sortingOf the order of the list that it needs. Stable
 */
export function useSorting<T extends Summary, S>(
  list: SummaryList<T>,
  wanted: S,
  sortingOf: (wanted: S) => SummarySorting,
): S | undefined {
  const { phase } = useListStatus(list);
  const [last, setLast] = useState<S>();
  useEffect(() => {
    let isWanted = true;
    const goOn = (): void => {
      if (isWanted) setLast(() => wanted);
    };
    // what could not be prepared is sorted in one go when its rows are asked for
    void list.prepare(sortingOf(wanted)).then(goOn, goOn);
    return () => {
      isWanted = false;
    };
  }, [list, wanted, sortingOf, phase]);
  return list.isAtHand(sortingOf(wanted)) ? wanted : last;
}

/**
 * What was typed last into a search field, as far as its rows can be shown now: what is typed at the moment once it was looked for
 * in all lines, which the window does not stand still for; until then what was typed before.
 */
export function useSearch<T extends Summary>(list: SummaryList<T>, typed: string): string {
  const [last, setLast] = useState(typed);
  useEffect(() => {
    let isWanted = true;
    const goOn = (): void => {
      if (isWanted) startTransition(() => setLast(typed));
    };
    // what could not be looked for is looked for in one go when its rows are asked for
    void list.find(typed, () => isWanted).then(goOn, goOn);
    return () => {
      isWanted = false;
    };
  }, [list, typed]);
  return last;
}

/**
 * The texts of rows, in the same order; undefined where one is still being read or cannot be.
 * @param slots a new array whenever they change
 */
export function useTexts<T extends Summary>(
  list: SummaryList<T>,
  slots: readonly number[],
): readonly (T | undefined)[] {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isWanted = true;
    if (slots.every((slot) => list.peek(slot) !== undefined)) return undefined;
    void list.load(slots).then(() => {
      if (isWanted) setTurn((before) => before + 1);
    });
    return () => {
      isWanted = false;
    };
  }, [list, slots]);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `turn` says that more of them can be peeked at now
  return useMemo(() => slots.map((slot) => list.peek(slot)), [list, slots, turn]);
}
