import { useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import type { Route } from '../../routes.ts';
import { useDrafts, useHeads } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import './inspection-list-screen.css';
import { filterRows, listRows, type ListRow } from './list-rows.ts';

const badgeKinds = { unsaved: 'warn', draft: 'info', correcting: 'warn', final: 'success' } as const;

/** Every inspection of the office, to be found by any word of it. */
export function InspectionListScreen({ go }: { readonly go: (route: Route) => void }) {
  const heads = useHeads();
  const drafts = useDrafts();
  const fault = heads?.fault ?? drafts?.fault;
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed);
  const rows = useMemo(() => (heads && drafts ? listRows(heads.rows, drafts.rows) : undefined), [heads, drafts]);
  const shown = useMemo(() => filterRows(rows ?? [], wanted), [rows, wanted]);

  const start = (
    <Button kind="primary" icon="plus" onPress={() => go({ name: 'inspection', id: newId() })}>
      {t('inspections.new')} <Kbd keys="Ctrl+N" />
    </Button>
  );
  return (
    <div className="inspection-list">
      <PageHeader title={t('inspections.title')} actions={start} />
      {(heads?.damaged ?? 0) > 0 && <FaultNotice fault={{ code: 'db/damaged', detail: { place: 'heads' } }} />}
      {fault ? (
        <FaultNotice fault={fault} />
      ) : rows === undefined ? (
        <Spinner size={24} label={t('common.loading')} />
      ) : rows.length === 0 ? (
        <Panel>
          <EmptyState icon="clipboard" title={t('inspections.empty')}>
            {t('inspections.emptyHint')}
          </EmptyState>
        </Panel>
      ) : (
        <>
          <div className="inspection-list-tools">
            <TextInput
              label={t('inspections.filter')}
              hint={t('inspections.filterHint')}
              value={typed}
              onChange={setTyped}
              className="inspection-list-filter"
              onKeyDown={(event) => {
                if (event.key === 'Escape') setTyped('');
              }}
            />
            <p role="status" className="inspection-list-count">
              {shown.length === rows.length
                ? tCount('inspections.count', rows.length)
                : t('inspections.countOf', { count: shown.length, total: rows.length })}
            </p>
          </div>
          <Panel flush>
            <InspectionTable
              rows={shown}
              onOpen={({ caseId }) => go({ name: 'inspection', id: caseId })}
              empty={
                <EmptyState
                  icon="search"
                  title={t('inspections.noMatch', { filter: wanted.trim() })}
                  actions={<Button onPress={() => setTyped('')}>{t('inspections.clearFilter')}</Button>}
                >
                  {t('inspections.noMatchHint')}
                </EmptyState>
              }
            />
          </Panel>
        </>
      )}
    </div>
  );
}

interface InspectionTableProps {
  readonly rows: readonly ListRow[];
  readonly onOpen: (row: ListRow) => void;
  readonly empty: ReactNode;
}

function InspectionTable({ rows, onOpen, empty }: InspectionTableProps) {
  return (
    <DataTable
      label={t('inspections.listLabel')}
      rows={rows}
      rowKey={({ caseId }) => caseId}
      rowLabel={(row) => [numberOf(row), employerOf(row), stateOf(row)].join(', ')}
      onOpen={onOpen}
      sort={{ column: 'date', descending: true }}
      empty={empty}
      columns={[
        {
          key: 'number',
          header: t('inspections.column_number'),
          cell: (row) => (
            <span className={row.number === '' ? 'inspection-list-soft' : undefined}>{numberOf(row)}</span>
          ),
          sortValue: ({ number }) => number,
        },
        {
          key: 'employer',
          header: t('inspections.column_employer'),
          cell: (row) => <strong>{employerOf(row)}</strong>,
          sortValue: ({ employer }) => employer,
        },
        { key: 'type', header: t('inspections.column_type'), cell: ({ type }) => type, sortValue: ({ type }) => type },
        {
          key: 'municipality',
          header: t('inspections.column_municipality'),
          cell: ({ municipality }) => municipality,
          sortValue: ({ municipality }) => municipality,
        },
        {
          key: 'date',
          header: t('inspections.column_date'),
          cell: ({ date }) => (date === '' ? '' : formatDate(date)),
          sortValue: ({ date }) => date,
          width: '7.5rem',
        },
        {
          key: 'state',
          header: t('inspections.column_state'),
          cell: (row) => <Badge kind={badgeKinds[row.state]}>{stateOf(row)}</Badge>,
          sortValue: stateOf,
        },
      ]}
    />
  );
}

function numberOf({ number }: ListRow): string {
  return number === '' ? t('inspections.unnumbered') : number;
}

function employerOf({ employer }: ListRow): string {
  return employer === '' ? t('inspections.unnamed') : employer;
}

function stateOf({ state, version }: ListRow): string {
  if (state === 'final' && version > 1) return t('inspections.state_final_version', { version });
  if (state === 'correcting') return t('inspections.state_correcting', { version: version + 1 });
  return t(`inspections.state_${state}`);
}
