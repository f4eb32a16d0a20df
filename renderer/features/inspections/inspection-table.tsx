import { memo, useCallback, useMemo, useState } from 'react';
import { endStates, shippedProcedure, stateLabel } from '../../../shared/procedure/procedure.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import type { SortKey, SummarySorting } from '../../db/summary-order.ts';
import { useLists, useTexts } from '../../lists.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { LongTable } from '../../ui/long-table.tsx';
import { savedRow, type ListRow, type ListState } from './list-rows.ts';

const badgeKinds = { unsaved: 'warn', draft: 'info', correcting: 'warn', final: 'success' } as const;

/** Columns of the table and what of a summary each is ordered by. */
const orderedBy: Readonly<Record<string, SortKey>> = {
  number: 'number',
  employer: 'name',
  type: 'type',
  municipality: 'place',
  date: 'date',
  state: 'state',
};

interface InspectionTableProps {
  /** texts that belong to no saved inspection; they come first */
  readonly unsaved: readonly ListRow[];
  /** slots of the saved ones, in order */
  readonly saved: Uint32Array;
  /** cases with unsaved text */
  readonly withText: ReadonlySet<string>;
  /** what is searched for */
  readonly typed: string;
  /** the order of the rows, and the one that was asked for, which the next press on its heading turns round */
  readonly sorting: SummarySorting;
  readonly wantedSorting: SummarySorting;
  readonly onSort: (sorting: SummarySorting) => void;
  readonly onOpen: (caseId: string) => void;
}

/** The inspections of a list, however many: only what is in sight is read and drawn. Typing draws it again only once there are other rows. */
export const InspectionTable = memo(function InspectionTable({
  unsaved,
  saved,
  withText,
  typed,
  sorting,
  wantedSorting,
  onSort,
  onOpen,
}: InspectionTableProps) {
  const { cases } = useLists();
  const [drawn, setDrawn] = useState<readonly number[]>([]);
  const slots = useMemo(
    () => drawn.flatMap((index) => saved[index - unsaved.length] ?? []),
    [drawn, saved, unsaved.length],
  );
  const texts = useTexts(cases, slots);
  const rows = useMemo(
    () =>
      new Map(
        slots.flatMap((slot, i) => {
          const text = texts[i];
          return text === undefined ? [] : [[slot, savedRow(text, withText)] as const];
        }),
      ),
    [slots, texts, withText],
  );
  const rowAt = (index: number): ListRow | undefined => unsaved[index] ?? rows.get(saved[index - unsaved.length] ?? -1);
  const keyAt = (index: number): string =>
    unsaved[index]?.caseId ?? cases.columns.idOf(saved[index - unsaved.length] ?? 0);
  const column = Object.entries(orderedBy).find(([, by]) => by === wantedSorting.by)?.[0] ?? 'date';
  const sort = useCallback(
    (wanted: { readonly column: string; readonly descending: boolean }) =>
      onSort({ by: orderedBy[wanted.column] ?? 'date', descending: wanted.descending }),
    [onSort],
  );
  return (
    <LongTable
      label={t('inspections.listLabel')}
      count={unsaved.length + saved.length}
      keyAt={keyAt}
      rowAt={rowAt}
      rowLabel={(row) => [numberOf(row), employerOf(row), stateOf(row)].join(', ')}
      onOpen={onOpen}
      sort={{ column, descending: wantedSorting.descending }}
      onSort={sort}
      listKey={`${sorting.by} ${sorting.descending} ${typed}`}
      onDrawn={setDrawn}
      columns={[
        {
          key: 'number',
          header: t('inspections.column_number'),
          cell: (row) => (
            <span className={row.number === '' ? 'inspection-list-soft' : undefined}>{numberOf(row)}</span>
          ),
          sortable: true,
          width: '15rem',
        },
        {
          key: 'employer',
          header: t('inspections.column_employer'),
          cell: (row) => <strong>{employerOf(row)}</strong>,
          sortable: true,
        },
        { key: 'type', header: t('inspections.column_type'), cell: ({ type }) => type, sortable: true, width: '10rem' },
        {
          key: 'municipality',
          header: t('inspections.column_municipality'),
          cell: ({ municipality }) => municipality,
          sortable: true,
          width: '15%',
        },
        {
          key: 'date',
          header: t('inspections.column_date'),
          cell: ({ date }) => (date === '' ? '' : formatDate(date)),
          sortable: true,
          width: '7.5rem',
        },
        {
          key: 'state',
          header: t('inspections.column_state'),
          cell: (row) => <Badge kind={badgeOf(row)}>{stateOf(row)}</Badge>,
          sortable: true,
          width: '12rem',
        },
      ]}
    />
  );
});

function numberOf({ number }: ListRow): string {
  return number === '' ? t('inspections.unnumbered') : number;
}

function employerOf({ employer }: ListRow): string {
  return employer === '' ? t('inspections.unnamed') : employer;
}

function badgeOf({ state, stage }: ListRow): (typeof badgeKinds)[ListState] {
  if (stage === undefined) return badgeKinds[state];
  return endStates.includes(stage) ? 'success' : 'info';
}

function stateOf({ state, version, stage }: ListRow): string {
  if (stage !== undefined) return stateLabel(shippedProcedure, stage);
  if (state === 'final' && version > 1) return t('inspections.state_final_version', { version });
  if (state === 'correcting') return t('inspections.state_correcting', { version: version + 1 });
  return t(`inspections.state_${state}`);
}
