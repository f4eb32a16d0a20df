import { useMemo, useState } from 'react';
import type { AlertSummary } from '../../db/summaries.ts';
import { useLists, useTexts } from '../../lists.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { LongTable } from '../../ui/long-table.tsx';
import { alertName, alertPlace, reference, senderText, stateText } from '../../parts/alerts/alert-words.ts';
import { ClockBadge } from '../../parts/alerts/clock-badge.tsx';

interface AlertTableProps {
  /** slots of the list, in order */
  readonly rows: Uint32Array;
  /** changes when the rows are others */
  readonly listKey: string;
  readonly now: number;
  /** ids of those that were passed on and have not left: their time runs on */
  readonly unsent: ReadonlySet<string>;
  readonly onOpen: (id: string) => void;
}

/** The order is the one to work in; no column has another. */
const IN_ORDER = { column: '', descending: false };

/** Alerts in the order in which somebody should look at them. */
export function AlertTable({ rows, listKey, now, unsent, onOpen }: AlertTableProps) {
  const { alerts } = useLists();
  const [drawn, setDrawn] = useState<readonly number[]>([]);
  const slots = useMemo(() => drawn.flatMap((index) => rows[index] ?? []), [drawn, rows]);
  const texts = useTexts(alerts, slots);
  const shown = useMemo(() => new Map(texts.map((text, at) => [slots[at] ?? -1, text] as const)), [slots, texts]);
  return (
    <LongTable<AlertSummary>
      label={t('alerts.title')}
      count={rows.length}
      keyAt={(index) => alerts.columns.idOf(rows[index] ?? 0)}
      rowAt={(index) => shown.get(rows[index] ?? -1)}
      rowLabel={(row) =>
        [t('alerts.kicker', { reference: reference(row.id) }), alertName(row), alertPlace(row)].join(', ')
      }
      onOpen={onOpen}
      sort={IN_ORDER}
      onSort={() => undefined}
      listKey={listKey}
      onDrawn={setDrawn}
      columns={[
        {
          key: 'when',
          header: t('alerts.column_when'),
          cell: (row) => {
            const isUnsent = unsent.has(row.id);
            return (
              <span className="alert-what">
                {(row.state === 'new' || isUnsent) && <ClockBadge alert={row} now={now} />}
                {row.state !== 'new' && <Badge>{isUnsent ? t('alerts.unsent') : stateText(row.state)}</Badge>}
              </span>
            );
          },
          width: '14rem',
        },
        {
          key: 'what',
          header: t('alerts.column_what'),
          cell: (row) => (
            <span className="alert-what">
              {row.urgent && (
                <Badge kind="error" icon="warning">
                  {t('alerts.urgent')}
                </Badge>
              )}
              {row.children === 'yes' && <Badge kind="warn">{t('alerts.children')}</Badge>}
              <strong>{alertName(row)}</strong> {row.facts}
            </span>
          ),
        },
        { key: 'place', header: t('alerts.column_place'), cell: alertPlace, width: '22%' },
        { key: 'sender', header: t('alerts.column_sender'), cell: ({ sender }) => senderText(sender), width: '11rem' },
      ]}
    />
  );
}
