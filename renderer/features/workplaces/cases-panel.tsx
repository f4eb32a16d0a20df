import { catalogLabel } from '../../../shared/catalog/catalog.ts';
import { formatDate, isPlainDate } from '../../../shared/kernel/plain-date.ts';
import { caseStates, shippedProcedure, stateLabel } from '../../../shared/procedure/procedure.ts';
import type { CaseSummary } from '../../db/summaries.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';

interface CasesPanelProps {
  /** newest first */
  readonly cases: readonly CaseSummary[];
  readonly onOpen: (one: CaseSummary) => void;
}

/** The cases of a workplace, each with where it stands and what is due next. */
export function CasesPanel({ cases, onOpen }: CasesPanelProps) {
  return (
    <Panel title={t('workplaces.cases')} flush>
      <DataTable
        label={t('workplaces.cases')}
        rows={cases}
        rowKey={({ caseId }) => caseId}
        rowLabel={(one) => [numberOf(one), stateOf(one)].join(', ')}
        onOpen={onOpen}
        empty={
          <EmptyState icon="clipboard" title={t('workplaces.noCases')}>
            {t('workplaces.noCasesHint')}
          </EmptyState>
        }
        columns={[
          {
            key: 'number',
            header: t('workplaces.column_number'),
            cell: (one) => <strong>{numberOf(one)}</strong>,
            width: '15rem',
          },
          {
            key: 'type',
            header: t('workplaces.column_type'),
            cell: ({ type }) => (type === '' ? '' : catalogLabel('inspectionTypes', type)),
          },
          {
            key: 'date',
            header: t('workplaces.column_date'),
            cell: ({ date }) => (isPlainDate(date) ? formatDate(date) : ''),
            width: '7.5rem',
          },
          {
            key: 'state',
            header: t('workplaces.column_state'),
            cell: (one) => <Badge kind="info">{stateOf(one)}</Badge>,
          },
          {
            key: 'due',
            header: t('workplaces.column_due'),
            cell: ({ due }) => (due === undefined ? '' : formatDate(due)),
            width: '7.5rem',
          },
        ]}
      />
    </Panel>
  );
}

function numberOf({ number }: CaseSummary): string {
  return number === '' ? t('cases.unnumbered') : number;
}

function stateOf({ stage, state }: CaseSummary): string {
  const known = caseStates.find((key) => key === stage);
  return known === undefined ? t(`inspections.state_${state}`) : stateLabel(shippedProcedure, known);
}
