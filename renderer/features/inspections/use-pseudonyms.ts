import { useCallback, useEffect, useRef } from 'react';
import { rowsOf, type RecordDraft } from '../../../shared/record/draft.ts';
import type { Values } from '../../../shared/record/fields.ts';
import {
  findPseudonymTable,
  nextPseudonym,
  pseudonymsIn,
  pseudonymTableKeys,
} from '../../../shared/record/kinds/pseudonym.ts';

/** The pseudonyms of rows that one draft had and the next has not. */
export function pseudonymsGone(before: RecordDraft, after: RecordDraft): readonly string[] {
  return pseudonymTableKeys.flatMap((table) => {
    const stay = new Set(rowsOf(after, table).map(({ id }) => id));
    const gone = rowsOf(before, table).filter(({ id }) => !stay.has(id));
    return pseudonymsIn({ values: {}, tables: { [table]: gone } }, table);
  });
}

/**
 * What a new row begins with: somebody interviewed, and a child, gets the next pseudonym that nobody in the case has or
 * had.
 * @param given the pseudonyms that the case ever gave
 * @returns stable; asked when somebody presses a button, it goes by the draft that is then on the screen
 */
export function usePseudonyms(draft: RecordDraft, given: ReadonlySet<string> | undefined): (table: string) => Values {
  // rows taken out since the screen was opened are in no record
  const gone = useRef(new Set<string>());
  const seen = useRef(draft);
  useEffect(() => {
    for (const pseudonym of pseudonymsGone(seen.current, draft)) gone.current.add(pseudonym);
    seen.current = draft;
  }, [draft]);
  return useCallback(
    (key: string): Values => {
      const table = findPseudonymTable(key);
      if (table === undefined) return {};
      return {
        pseudonym: nextPseudonym([...(given ?? []), ...gone.current, ...pseudonymsIn(seen.current, table)], table),
      };
    },
    [given],
  );
}
