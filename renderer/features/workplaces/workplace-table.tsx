import { memo, useMemo, useState } from 'react';
import { catalogLabel } from '../../../shared/catalog/catalog.ts';
import { placeName } from '../../../shared/catalog/territory.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import type { Tallies, Tally } from '../../db/workplace-cases.ts';
import { workplaceMark } from '../../db/workplace-mark.ts';
import type { WorkplaceSummary } from '../../db/summaries.ts';
import type { WorkplaceSorting, WorkplaceSortKey, WorkplaceWish } from '../../db/workplace-rows.ts';
import { useLists, useTexts } from '../../lists.ts';
import { workplaceName } from '../../parts/workplaces/workplace-name.ts';
import { t } from '../../text/index.ts';
import { LongTable } from '../../ui/long-table.tsx';

interface WorkplaceTableProps {
  /** slots of the list, in order */
  readonly rows: Uint32Array;
  readonly tallies: Tallies;
  readonly wish: WorkplaceWish;
  /** the order that was asked for, which the next press on its heading turns round; that of the rows is in `wish` */
  readonly wantedSorting: WorkplaceSorting;
  readonly onSort: (sorting: WorkplaceSorting) => void;
  readonly onOpen: (id: string) => void;
}

type Row = WorkplaceSummary & Tally;

/** Columns of the table and what each is ordered by. */
const orderedBy: Readonly<Record<string, WorkplaceSortKey>> = {
  name: 'name',
  rtn: 'number',
  place: 'place',
  branch: 'type',
  cases: 'cases',
  last: 'last',
};

const NO_CASES: Tally = { cases: 0, last: 0 };

/** Workplaces, however many: only what is in sight is read and drawn. Typing draws it again only once there are other rows. */
export const WorkplaceTable = memo(function WorkplaceTable({
  rows,
  tallies,
  wish,
  wantedSorting,
  onSort,
  onOpen,
}: WorkplaceTableProps) {
  const { workplaces } = useLists();
  const [drawn, setDrawn] = useState<readonly number[]>([]);
  const slots = useMemo(() => drawn.flatMap((index) => rows[index] ?? []), [drawn, rows]);
  const texts = useTexts(workplaces, slots);
  const shown = useMemo(
    () =>
      new Map(
        texts.flatMap((text, at): readonly (readonly [number, Row])[] =>
          text === undefined
            ? []
            : [[slots[at] ?? -1, { ...text, ...(tallies.get(workplaceMark(text.id)) ?? NO_CASES) }]],
        ),
      ),
    [slots, texts, tallies],
  );
  const column = Object.entries(orderedBy).find(([, by]) => by === wantedSorting.by)?.[0] ?? 'name';
  return (
    <LongTable<Row>
      label={t('workplaces.title')}
      count={rows.length}
      keyAt={(index) => workplaces.columns.idOf(rows[index] ?? 0)}
      rowAt={(index) => shown.get(rows[index] ?? -1)}
      rowLabel={(row) => [workplaceName(row), placeOf(row)].filter((part) => part !== '').join(', ')}
      onOpen={onOpen}
      sort={{ column, descending: wantedSorting.descending }}
      onSort={(wanted) => onSort({ by: orderedBy[wanted.column] ?? 'name', descending: wanted.descending })}
      listKey={JSON.stringify(wish)}
      onDrawn={setDrawn}
      columns={[
        {
          key: 'name',
          header: t('workplaces.column_name'),
          cell: (row) => <strong>{workplaceName(row)}</strong>,
          sortable: true,
        },
        { key: 'rtn', header: t('workplaces.column_rtn'), cell: ({ rtn }) => rtn, sortable: true, width: '11.5rem' },
        { key: 'place', header: t('workplaces.column_place'), cell: placeOf, sortable: true, width: '15%' },
        {
          key: 'branch',
          header: t('workplaces.column_branch'),
          cell: ({ branch }) => (branch === '' ? '' : catalogLabel('branches', branch)),
          sortable: true,
          width: '15%',
        },
        {
          key: 'cases',
          header: t('workplaces.column_cases'),
          cell: ({ cases: many }) => (many === 0 ? '' : many),
          sortable: true,
          width: '6rem',
        },
        {
          key: 'last',
          header: t('workplaces.column_last'),
          cell: ({ last }) => (last === 0 ? '' : formatDate(plainDate(last))),
          sortable: true,
          width: '9.5rem',
        },
      ]}
    />
  );
});

function placeOf({ municipality }: WorkplaceSummary): string {
  return municipality === '' ? '' : placeName(municipality);
}

/** `YYYYMMDD` as a date. */
function plainDate(day: number): string {
  return String(day).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
}
