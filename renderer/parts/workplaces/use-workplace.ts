import { useMemo } from 'react';
import type { WorkplaceSummary } from '../../db/summaries.ts';
import { useLists, useListStatus, useTexts } from '../../lists.ts';

/** What lists show of a workplace; undefined while it is being read, and for one that this office does not have. */
export function useWorkplace(id: string): WorkplaceSummary | undefined {
  const { workplaces } = useLists();
  const status = useListStatus(workplaces);
  const slots = useMemo(() => {
    const slot = id === '' ? undefined : workplaces.columns.find(id);
    return slot === undefined ? [] : [slot];
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other slots
  }, [workplaces, id, status]);
  return useTexts(workplaces, slots)[0];
}
