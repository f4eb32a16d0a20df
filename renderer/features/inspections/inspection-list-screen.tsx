import { useCallback, useMemo, useState } from 'react';
import { newId } from '../../../shared/kernel/id.ts';
import { getKind } from '../../../shared/record/kinds/kinds.ts';
import { blankFormKinds, hasAnnex } from '../../../shared/report/blank-form.ts';
import type { SummarySorting } from '../../db/summary-order.ts';
import { useLists, useListStatus, useSearch, useSorting } from '../../lists.ts';
import { FileDialog } from '../../parts/case-file/file-dialog.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { routeOfCase, type Route } from '../../routes.ts';
import { useDrafts, useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { BlankFormDialog, blankFormLabel, type BlankForm } from './blank-form-dialog.tsx';
import './inspection-list-screen.css';
import { InspectionTable } from './inspection-table.tsx';
import { rowsWith, unsavedRows } from './list-rows.ts';
import { VictimsDialog } from './victims-dialog.tsx';
import { useSearchLog } from '../../parts/use-search-log.ts';

/** The sheets to fill in by hand; no annex where a form keeps nothing from the employer. */
const blankForms: readonly BlankForm[] = blankFormKinds.flatMap((kind): readonly BlankForm[] => [
  { kind, part: 'form' },
  ...(hasAnnex(getKind(kind)) ? [{ kind, part: 'annex' } as const] : []),
]);

const newestFirst: SummarySorting = { by: 'date', descending: true };
const asItIs = (sorting: SummarySorting): SummarySorting => sorting;

/** Every inspection of the office, to be found by any word of it. */
export function InspectionListScreen({ go }: { readonly go: (route: Route) => void }) {
  const { cases } = useLists();
  const { may } = useSession();
  const [newCase, setNewCase] = useState<string>();
  const status = useListStatus(cases);
  const drafts = useDrafts();
  const fault = status.fault ?? drafts?.fault;
  const [typed, setTyped] = useState('');
  const [exporting, setExporting] = useState(false);
  const [blank, setBlank] = useState<BlankForm>();
  const [sorting, setSorting] = useState(newestFirst);
  const shownSorting = useSorting(cases, sorting, asItIs) ?? newestFirst;
  const wanted = useSearch(cases, typed);
  useSearchLog(typed);
  // a new status stands for other rows
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const saved = useMemo(() => cases.rows(wanted, shownSorting), [cases, status, wanted, shownSorting]);
  const withText = useMemo(() => new Set(drafts?.rows.map(({ caseId }) => caseId)), [drafts]);
  const isSaved = (caseId: string): boolean => cases.columns.find(caseId) !== undefined;
  const allUnsaved = useMemo(
    () => unsavedRows(drafts?.rows ?? [], isSaved),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- as above
    [drafts, status],
  );
  const unsaved = useMemo(() => rowsWith(allUnsaved, wanted), [allUnsaved, wanted]);
  const shown = unsaved.length + saved.length;
  const total = status.count + allUnsaved.length;

  // what is on the screen was read to be drawn
  const open = useCallback(
    (caseId: string): void => {
      const slot = cases.columns.find(caseId);
      const text = slot === undefined ? undefined : cases.peek(slot);
      go(routeOfCase({ ...text, caseId }));
    },
    [cases, go],
  );

  const start = (
    <>
      {may('case.write') && (
        <Button icon="clipboard" onPress={() => setNewCase(newId())}>
          {t('cases.new')}
        </Button>
      )}
      <Button kind="primary" icon="plus" onPress={() => go({ name: 'inspection', id: newId() })}>
        {t('inspections.new')} <Kbd keys="Ctrl+N" />
      </Button>
    </>
  );
  return (
    <div className="inspection-list">
      <PageHeader
        title={t('inspections.title')}
        actions={
          <>
            {may('victims.export') && (
              <Button icon="download" onPress={() => setExporting(true)}>
                {t('victims.menu')}
              </Button>
            )}
            <Button kind="quiet" onPress={() => go({ name: 'conflicts' })}>
              {t('conflicts.button')}
            </Button>
            <MenuButton
              label={t('writing.blank')}
              icon="print"
              items={blankForms.map((form, at) => ({ key: String(at), label: blankFormLabel(form) }))}
              onSelect={(at) => setBlank(blankForms[Number(at)])}
            />
            {start}
          </>
        }
      />
      {exporting && <VictimsDialog onClose={() => setExporting(false)} />}
      {blank && <BlankFormDialog form={blank} onClose={() => setBlank(undefined)} />}
      {newCase !== undefined && (
        <FileDialog
          view={{ caseId: newCase }}
          onClose={() => setNewCase(undefined)}
          onSaved={() => go({ name: 'case', id: newCase })}
          onOther={open}
        />
      )}
      {status.damaged > 0 && <FaultNotice fault={{ code: 'db/damaged', detail: { place: 'summaries' } }} />}
      {fault ? (
        <FaultNotice fault={fault} />
      ) : drafts === undefined || (status.phase === 'opening' && total === 0) ? (
        <Spinner size={24} label={t('common.loading')} />
      ) : total === 0 && status.making === 0 ? (
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
              {shown === total ? tCount('inspections.count', total) : t('inspections.countOf', { count: shown, total })}
              {status.making > 0 && ` · ${tCount('inspections.making', status.making)}`}
            </p>
          </div>
          <Panel flush>
            {shown === 0 && wanted.trim() !== '' ? (
              <EmptyState
                icon="search"
                title={t('inspections.noMatch', { filter: wanted.trim() })}
                actions={<Button onPress={() => setTyped('')}>{t('inspections.clearFilter')}</Button>}
              >
                {t('inspections.noMatchHint')}
              </EmptyState>
            ) : (
              <InspectionTable
                unsaved={unsaved}
                saved={saved}
                withText={withText}
                typed={wanted}
                sorting={shownSorting}
                wantedSorting={sorting}
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
