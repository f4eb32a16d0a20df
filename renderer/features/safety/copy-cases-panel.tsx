import { useDeferredValue, useMemo, useState } from 'react';
import type { Person, SnapshotPreview } from '../../../shared/ipc/contract.ts';
import { formatDate, isPlainDate } from '../../../shared/kernel/plain-date.ts';
import { listSnapshotCases, type SnapshotCase, type SnapshotCases } from '../../db/snapshot-cases.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { formatInstant } from '../../parts/format.ts';
import { useSearchLog } from '../../parts/use-search-log.ts';
import type { Go, Route } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { reference } from '../../parts/alerts/alert-words.ts';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LongTable } from '../../ui/long-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import type { Sorting } from '../../ui/sort-rows.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { CaseRestoreDialog } from './case-restore-dialog.tsx';
import { caseTitle } from './case-title.ts';
import { copyCases, type CopyScope } from './copy-cases.ts';
import { ReadingStatus } from './reading-status.tsx';
import { useCopyReading } from './use-copy-reading.ts';

export interface CopyCasesPanelProps {
  readonly preview: SnapshotPreview;
  readonly people: readonly Person[];
  readonly go: Go;
}

/** The cases of a copy beside those of the office, to add what is missing here of one of them. */
export function CopyCasesPanel({ preview, people, go }: CopyCasesPanelProps) {
  const { db } = useSession();
  const { value, fault, share, start, stop } = useCopyReading<SnapshotCases>(preview.token);
  return (
    <Panel title={t('safety.cases')}>
      <div className="safety-stack">
        <p className="safety-note">{t('safety.cases.intro')}</p>
        {fault && <FaultNotice fault={fault} />}
        {share !== undefined && <ReadingStatus share={share} onStop={stop} />}
        {value === undefined && share === undefined && (
          <div>
            <Button icon="search" onPress={() => start((port, how) => listSnapshotCases(db, port, how))}>
              {t('safety.cases.read')}
            </Button>
          </div>
        )}
        {value && <CopyCases found={value} preview={preview} people={people} go={go} />}
      </div>
    </Panel>
  );
}

const marks = {
  absent: { kind: 'warn', icon: 'warning' },
  partial: { kind: 'warn', icon: 'warning' },
  whole: { kind: 'success', icon: 'success' },
} as const;

function employerOf({ summary, workplace, alert }: SnapshotCase): string {
  const { employer = '' } = summary ?? workplace ?? alert ?? {};
  return employer === '' ? t('safety.case.unnamed') : employer;
}

function numberOf({ caseId, summary, workplace, alert }: SnapshotCase): string {
  if (alert) return t('alerts.kicker', { reference: reference(caseId) });
  return workplace ? t('workplaces.workplace') : (summary?.number ?? '');
}

function routeOf({ caseId, workplace, alert }: SnapshotCase): Route {
  if (alert) return { name: 'alert', id: caseId };
  return workplace ? { name: 'workplace', id: caseId } : { name: 'inspection', id: caseId };
}

/** Why the list shows nothing. */
function emptiness(count: number, scope: CopyScope, typed: string): 'none' | 'noneMissing' | 'noMatch' {
  if (count === 0) return 'none';
  return scope === 'missing' && typed.trim() === '' ? 'noneMissing' : 'noMatch';
}

const ignore = (): void => undefined;

function CopyCases({ found, preview, people, go }: CopyCasesPanelProps & { readonly found: SnapshotCases }) {
  const lacking = found.cases.filter(({ here }) => here !== 'whole').length;
  const [scope, setScope] = useState<CopyScope>(lacking > 0 ? 'missing' : 'all');
  const [typed, setTyped] = useState('');
  const [sort, setSort] = useState<Sorting>({ column: 'date', descending: true });
  const [chosen, setChosen] = useState<SnapshotCase>();
  // what was added is whole from then on, without reading the copy once more
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<SnapshotCase>();
  const wanted = useDeferredValue(typed);
  useSearchLog(typed);
  const cases = useMemo(
    () => found.cases.map((one) => (added.has(one.caseId) ? { ...one, here: 'whole' as const } : one)),
    [found, added],
  );
  const rows = useMemo(() => copyCases(cases, { scope, typed: wanted, sort }), [cases, scope, wanted, sort]);

  return (
    <>
      {found.gaps.length > 0 && <Notice kind="warn" live={false} title={t('safety.cases.cut')} />}
      {last && (
        <Notice
          kind="success"
          title={t('safety.cases.added', { name: caseTitle(last) })}
          actions={
            <Button size="small" onPress={() => go(routeOf(last))}>
              {t('safety.cases.open')}
            </Button>
          }
        />
      )}
      <div className="safety-tools">
        <RadioChoice
          label={t('safety.cases.scope')}
          options={[
            { key: 'missing', label: t('safety.cases.missing') },
            { key: 'all', label: t('safety.cases.all') },
          ]}
          value={scope}
          onChange={(key) => setScope(key ?? 'all')}
        />
        <TextInput
          label={t('safety.cases.search')}
          value={typed}
          onChange={setTyped}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setTyped('');
          }}
        />
        <p role="status" className="safety-note">
          {tCount('safety.cases.count', rows.length)}
        </p>
      </div>
      {rows.length === 0 ? (
        <EmptyState
          icon={lacking === 0 ? 'success' : 'search'}
          title={t(`safety.cases.${emptiness(cases.length, scope, wanted)}`)}
        />
      ) : (
        <LongTable
          label={t('safety.cases.label')}
          count={rows.length}
          keyAt={(index) => rows[index]?.caseId ?? ''}
          rowAt={(index) => rows[index]}
          rowLabel={(one) => `${caseTitle(one)}, ${t(`safety.cases.${one.here}`)}`}
          onOpen={(id) => setChosen(rows.find(({ caseId }) => caseId === id))}
          sort={sort}
          onSort={setSort}
          listKey={`${scope} ${sort.column} ${sort.descending} ${wanted}`}
          onDrawn={ignore}
          columns={[
            {
              key: 'number',
              header: t('safety.column.number'),
              cell: numberOf,
              sortable: true,
              width: '15rem',
            },
            {
              key: 'employer',
              header: t('safety.column.employer'),
              cell: (one) => <strong>{employerOf(one)}</strong>,
              sortable: true,
            },
            {
              key: 'date',
              header: t('safety.column.date'),
              cell: ({ summary }) => (summary && isPlainDate(summary.date) ? formatDate(summary.date) : ''),
              sortable: true,
              width: '8rem',
            },
            {
              key: 'here',
              header: t('safety.column.here'),
              cell: ({ here }) => <Badge {...marks[here]}>{t(`safety.cases.${here}`)}</Badge>,
              sortable: true,
              width: '13rem',
            },
          ]}
        />
      )}
      {chosen && (
        <CaseRestoreDialog
          token={preview.token}
          one={chosen}
          counters={found.counters}
          name={t('safety.case.source', { at: formatInstant(preview.madeAt) })}
          people={people}
          onClose={() => setChosen(undefined)}
          onRestored={() => {
            setAdded((before) => new Set([...before, chosen.caseId]));
            setLast(chosen);
            setChosen(undefined);
          }}
        />
      )}
    </>
  );
}
