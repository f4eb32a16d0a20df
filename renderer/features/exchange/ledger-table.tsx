import { isAcknowledgedBy, PARTLY, type LedgerEntry } from '../../../shared/merge/ledger.ts';
import { codeText, otherOf } from '../../parts/exchange/bundle-words.ts';
import { formatInstant } from '../../parts/format.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';

interface LedgerTableProps {
  readonly entries: readonly LedgerEntry[];
  readonly onOpen: (entry: LedgerEntry) => void;
}

/** All bundles that left or came, the newest first, and what became of each. */
export function LedgerTable({ entries, onOpen }: LedgerTableProps) {
  return (
    <DataTable
      label={t('exchange.ledger')}
      rows={entries}
      rowKey={({ id }) => id}
      rowLabel={(entry) => [codeText(entry), otherOf(entry), standText(entry)].join(', ')}
      onOpen={onOpen}
      columns={[
        { key: 'code', header: t('exchange.column_code'), cell: codeText, width: '9rem' },
        { key: 'who', header: t('exchange.column_who'), cell: otherOf, sortValue: otherOf },
        { key: 'kind', header: t('exchange.column_kind'), cell: ({ kind }) => t(`exchange.kind_${kind}`) },
        {
          ...{ key: 'cases', header: t('exchange.column_cases'), align: 'right' },
          cell: ({ cases }) => (cases.length === 0 ? '' : String(cases.length)),
          width: '7rem',
        },
        {
          ...{ key: 'state', header: t('exchange.column_state') },
          cell: (entry) => <Badge kind={badgeOf(entry)}>{standText(entry)}</Badge>,
          width: '13rem',
        },
        {
          ...{ key: 'when', header: t('exchange.column_when'), width: '13rem' },
          cell: (entry) => formatInstant(lastOf(entry).at),
          sortValue: (entry) => lastOf(entry).at,
        },
      ]}
    />
  );
}

function lastOf({ events }: LedgerEntry): LedgerEntry['events'][number] {
  return events.at(-1) ?? { what: 'made', at: '', by: '', note: '' };
}

function standText(entry: LedgerEntry): string {
  const { what, note } = lastOf(entry);
  if (isPartlyAnswered(entry)) {
    const n = entry.to.filter(({ office }) => isAcknowledgedBy(entry, office)).length;
    return t('exchange.acknowledgedSome', { n, all: entry.to.length });
  }
  return what === 'imported' && note === PARTLY ? t('exchange.importedPartly') : t(`exchange.event_${what}`);
}

/** Whether some of several offices have said that it arrived, and not all. */
function isPartlyAnswered(entry: LedgerEntry): boolean {
  if (lastOf(entry).what !== 'acknowledged') return false;
  return !entry.to.every(({ office }) => isAcknowledgedBy(entry, office));
}

function badgeOf(entry: LedgerEntry): 'neutral' | 'success' | 'warn' | 'info' {
  const { what, note } = lastOf(entry);
  if (isPartlyAnswered(entry)) return 'info';
  if (note === PARTLY) return 'warn';
  if (what === 'acknowledged' || what === 'imported') return 'success';
  if (what === 'refused' || what === 'destroyed' || what === 'withdrawn') return 'warn';
  return what === 'made' ? 'neutral' : 'info';
}
