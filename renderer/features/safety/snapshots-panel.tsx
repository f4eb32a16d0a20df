import type { ReactNode } from 'react';
import type { SafetyFacts, SnapshotFacts } from '../../../shared/ipc/contract.ts';
import { formatInstant, sizeText } from '../../parts/format.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { placeName } from './safety-rows.ts';

export interface SnapshotsPanelProps {
  readonly facts: SafetyFacts;
  readonly actions?: ReactNode;
  /** what one copy is good for was asked for; absent for whoever may take nothing out of it */
  readonly onOpen?: ((snapshot: SnapshotFacts) => void) | undefined;
}

/** Every copy that is known here, newest first; opening one shows what it holds. */
export function SnapshotsPanel({ facts, actions, onOpen }: SnapshotsPanelProps) {
  return (
    <Panel title={t('safety.snapshots')} flush actions={actions}>
      {onOpen && facts.snapshots.length > 0 && <p className="safety-lead">{t('safety.snapshots.open')}</p>}
      <DataTable
        label={t('safety.snapshots.label')}
        rows={facts.snapshots}
        rowKey={({ place, id }) => `${place}/${id}`}
        rowLabel={(one) => `${formatInstant(one.madeAt)}, ${placeName(one, facts)}, ${t(`safety.copy.${one.state}`)}`}
        onOpen={onOpen}
        sort={{ column: 'madeAt', descending: true }}
        empty={<EmptyState icon="save" title={t('safety.copies.none')} />}
        columns={[
          {
            key: 'madeAt',
            header: t('safety.column.madeAt'),
            cell: ({ madeAt }) => formatInstant(madeAt),
            sortValue: ({ madeAt }) => madeAt,
          },
          {
            key: 'place',
            header: t('safety.column.place'),
            cell: (one) => placeName(one, facts),
            sortValue: (one) => placeName(one, facts),
          },
          {
            key: 'size',
            header: t('safety.column.size'),
            cell: ({ size }) => sizeText(size),
            sortValue: ({ size }) => size,
            align: 'right',
          },
          {
            key: 'checked',
            header: t('safety.column.checked'),
            cell: ({ checkedAt }) => (checkedAt === undefined ? t('safety.copy.atMaking') : formatInstant(checkedAt)),
          },
          {
            key: 'state',
            header: t('safety.column.state'),
            cell: ({ state }) => <Badge {...marks[state]}>{t(`safety.copy.${state}`)}</Badge>,
          },
        ]}
      />
    </Panel>
  );
}

const marks = {
  whole: { kind: 'success', icon: 'success' },
  damaged: { kind: 'error', icon: 'error' },
  unchecked: { kind: 'neutral', icon: 'help' },
} as const;
