import { memo, useCallback, useDeferredValue, useMemo, useState, type Dispatch, type SetStateAction } from 'react';
import { branches } from '../../../shared/catalog/catalog.ts';
import { listDepartments } from '../../../shared/catalog/territory.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { establishment } from '../../../shared/record/kinds/establishment.ts';
import { listSorting, workplaceRows, type WorkplaceSorting, type WorkplaceWish } from '../../db/workplace-rows.ts';
import { useLists, useListStatus, useSearch, useSorting } from '../../lists.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useSearchLog } from '../../parts/use-search-log.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import './workplaces.css';
import { useCountOrder } from './use-count-order.ts';
import { useTallies } from './use-tallies.ts';
import { WorkplaceTable } from './workplace-table.tsx';

const everything = { typed: '', department: '', branch: '' };
const byName: WorkplaceSorting = { by: 'name', descending: false };

/** Every workplace of the office, to be found by any word of it, by department and by branch. */
export function WorkplaceListScreen({ go }: { readonly go: Go }) {
  const { may } = useSession();
  const { workplaces, cases } = useLists();
  const status = useListStatus(workplaces);
  const caseStatus = useListStatus(cases);
  const [filter, setFilter] = useState(everything);
  const searched = useSearch(workplaces, filter.typed);
  const department = useDeferredValue(filter.department);
  const branch = useDeferredValue(filter.branch);
  const [wantedSorting, setSorting] = useState(byName);
  const tallies = useTallies(cases.columns, caseStatus, workplaces.columns);
  const sorting = useCountOrder(workplaces, tallies, useSorting(workplaces, wantedSorting, listSorting));
  const wish: WorkplaceWish = useMemo(
    () => ({ typed: searched, department, branch, ...(sorting ?? byName) }),
    [searched, department, branch, sorting],
  );
  useSearchLog(filter.typed);
  const rows = useMemo(
    () => (sorting === undefined || tallies === undefined ? undefined : workplaceRows(workplaces, tallies, wish)),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
    [workplaces, tallies, status, sorting, wish],
  );
  const fault = status.fault ?? caseStatus.fault;
  const { count } = status;
  const change = (some: Partial<typeof everything>): void => setFilter((before) => ({ ...before, ...some }));
  const open = useCallback((id: string) => go({ name: 'workplace', id }), [go]);
  const start = may('case.write') && (
    <Button
      kind="primary"
      icon="plus"
      onPress={() => {
        const id = newId();
        go({ name: 'record', caseId: id, kind: establishment.key, id });
      }}
    >
      {t('workplaces.new')}
    </Button>
  );

  return (
    <div className="workplace-list">
      <PageHeader title={t('workplaces.title')} actions={start} />
      {status.damaged > 0 && <FaultNotice fault={{ code: 'db/damaged', detail: { place: 'summaries' } }} />}
      {fault ? (
        <FaultNotice fault={fault} />
      ) : rows === undefined || tallies === undefined || (status.phase === 'opening' && count === 0) ? (
        <Spinner size={24} label={t('common.loading')} />
      ) : count === 0 && status.making === 0 ? (
        <Panel>
          <EmptyState icon="workplace" title={t('workplaces.empty')}>
            {t('workplaces.emptyHint')}
          </EmptyState>
        </Panel>
      ) : (
        <>
          <div className="workplace-tools">
            <TextInput
              label={t('workplaces.filter')}
              value={filter.typed}
              onChange={(typed) => change({ typed })}
              className="workplace-filter"
              onKeyDown={(event) => {
                if (event.key === 'Escape') change({ typed: '' });
              }}
            />
            <KindFilters department={filter.department} branch={filter.branch} onChange={setFilter} />
            <p role="status" className="workplace-count">
              {rows.length === count
                ? tCount('workplaces.count', count)
                : t('workplaces.countOf', { count: rows.length, total: count })}
              {status.making > 0 && ` · ${tCount('workplaces.making', status.making)}`}
            </p>
          </div>
          <Panel flush>
            {rows.length === 0 ? (
              <EmptyState
                icon="search"
                title={t('workplaces.noMatch')}
                actions={<Button onPress={() => setFilter(everything)}>{t('workplaces.clearFilter')}</Button>}
              >
                {t('workplaces.noMatchHint')}
              </EmptyState>
            ) : (
              <WorkplaceTable
                rows={rows}
                tallies={tallies}
                wish={wish}
                wantedSorting={wantedSorting}
                onSort={setSorting}
                onOpen={open}
              />
            )}
          </Panel>
        </>
      )}
    </div>
  );
}

interface KindFiltersProps {
  readonly department: string;
  readonly branch: string;
  /** stable, so that typing into the search field leaves them as they are */
  readonly onChange: Dispatch<SetStateAction<typeof everything>>;
}

const KindFilters = memo(function KindFilters({ department, branch, onChange }: KindFiltersProps) {
  return (
    <>
      <ComboBox
        label={t('workplaces.department')}
        placeholder={t('workplaces.all')}
        options={listDepartments().map(({ code, name }) => ({ key: code, label: name }))}
        value={department === '' ? undefined : department}
        onChange={(key) => onChange((before) => ({ ...before, department: key ?? '' }))}
      />
      <ComboBox
        label={t('workplaces.branch')}
        placeholder={t('workplaces.all')}
        options={branches.map(({ key, label }) => ({ key, label }))}
        value={branch === '' ? undefined : branch}
        onChange={(key) => onChange((before) => ({ ...before, branch: key ?? '' }))}
      />
    </>
  );
});
