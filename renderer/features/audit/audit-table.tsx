import { useCallback, useMemo, useState } from 'react';
import type { AuditEntry } from '../../../shared/journal/audit-entry.ts';
import type { Person } from '../../../shared/ipc/contract.ts';
import { useLists, useListStatus, useTexts } from '../../lists.ts';
import type { Summary } from '../../db/summaries.ts';
import type { SummaryList } from '../../db/summary-list.ts';
import { formatInstant } from '../../parts/format.ts';
import { reference } from '../../parts/alerts/alert-words.ts';
import { workplaceName } from '../../parts/workplaces/workplace-name.ts';
import { t } from '../../text/index.ts';
import { LongTable } from '../../ui/long-table.tsx';
import { actText, detailText, personText } from './act-text.ts';

interface AuditTableProps {
  /** in the order of the chain */
  readonly entries: readonly AuditEntry[];
  readonly people: readonly Person[];
  /** stands for what was asked for: when it changes the list begins at its top */
  readonly listKey: string;
  readonly onOpen: (entry: AuditEntry) => void;
}

/** Acts, the newest first unless asked otherwise; however many, only those in sight are drawn. */
export function AuditTable({ entries, people, listKey, onOpen }: AuditTableProps) {
  const [oldestFirst, setOldestFirst] = useState(false);
  const [drawn, setDrawn] = useState<readonly number[]>([]);
  const rows = useMemo(() => (oldestFirst ? entries : [...entries].reverse()), [entries, oldestFirst]);
  const caseText = useCaseTexts(useMemo(() => drawn.flatMap((index) => rows[index]?.caseId ?? []), [drawn, rows]));
  const sort = useCallback(({ descending }: { readonly descending: boolean }) => setOldestFirst(!descending), []);
  return (
    <LongTable
      label={t('audit.label')}
      count={rows.length}
      keyAt={(index) => String(rows[index]?.n)}
      rowAt={(index) => rows[index]}
      rowLabel={(entry) =>
        [formatInstant(entry.at), personText(entry.person, people), actText(entry.action)].join(', ')
      }
      onOpen={(key) => {
        const entry = rows.find(({ n }) => String(n) === key);
        if (entry !== undefined) onOpen(entry);
      }}
      sort={{ column: 'at', descending: !oldestFirst }}
      onSort={sort}
      listKey={`${listKey} ${oldestFirst}`}
      onDrawn={setDrawn}
      columns={[
        {
          key: 'at',
          header: t('audit.column_at'),
          cell: ({ at }) => formatInstant(at),
          sortable: true,
          width: '13rem',
        },
        {
          key: 'person',
          header: t('audit.column_person'),
          cell: ({ person }) => personText(person, people),
          width: '19%',
        },
        { key: 'act', header: t('audit.column_act'), cell: ({ action }) => <strong>{actText(action)}</strong> },
        {
          key: 'case',
          header: t('audit.column_case'),
          cell: ({ caseId }) => (caseId === undefined ? '' : caseText(caseId)),
          width: '16%',
        },
        {
          key: 'detail',
          header: t('audit.column_detail'),
          cell: (entry) => (
            <span className={entry.details === undefined ? undefined : 'audit-soft'}>{detailText(entry)}</span>
          ),
          width: '22%',
        },
      ]}
    />
  );
}

/**
 * How cases are called in a list: by their number, or by the employer while they have none.
 * @param caseIds a new array whenever they change
 * @returns the text of a case; empty while it is being read
 */
export function useCaseTexts(caseIds: readonly string[]): (caseId: string) => string {
  const { cases, workplaces, alerts } = useLists();
  const texts = useTextsOf(cases, caseIds);
  const workplaceTexts = useTextsOf(workplaces, caseIds);
  const alertTexts = useTextsOf(alerts, caseIds);
  const known = useMemo(
    () =>
      new Map([
        ...texts.map((text) => [text.caseId, text.number || text.employer || t('audit.unnumbered')] as const),
        ...workplaceTexts.map((text) => [text.id, workplaceName(text)] as const),
        ...alertTexts.map(({ id }) => [id, t('alerts.kicker', { reference: reference(id) })] as const),
      ]),
    [texts, workplaceTexts, alertTexts],
  );
  return (id) => {
    const text = known.get(id);
    if (text !== undefined) return text;
    const isHere = [cases, workplaces, alerts].some(({ columns }) => columns.find(id) !== undefined);
    return isHere ? '' : t('audit.otherCase');
  };
}

/** The texts of those ids that a list has. */
function useTextsOf<T extends Summary>(list: SummaryList<T>, ids: readonly string[]): readonly T[] {
  const status = useListStatus(list);
  const slots = useMemo(
    () => ids.flatMap((id) => list.columns.find(id) ?? []),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other slots
    [list, ids, status],
  );
  const texts = useTexts(list, slots);
  return useMemo(() => texts.filter((text) => text !== undefined), [texts]);
}
