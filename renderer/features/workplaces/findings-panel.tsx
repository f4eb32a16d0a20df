import { useMemo } from 'react';
import { catalogLabel } from '../../../shared/catalog/catalog.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { formatInteger, formatMoney } from '../../../shared/kernel/words.ts';
import { tablesOf } from '../../../shared/record/fields.ts';
import { reinspection } from '../../../shared/record/kinds/reinspection.ts';
import type { Finding, Visit } from '../../../shared/record/workplace-history.ts';
import type { Go } from '../../routes.ts';
import { optionLabel } from '../../text/field-text.ts';
import { t } from '../../text/index.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';

interface FindingsPanelProps {
  /** newest first */
  readonly visits: readonly Visit[];
  readonly go: Go;
}

/** An infringement with the visit that found it; undefined for a visit that found none. */
interface Row {
  readonly key: string;
  readonly visit: Visit;
  readonly finding: Finding | undefined;
}

const resultField = tablesOf(reinspection)
  .flatMap(({ columns }) => columns)
  .find(({ key }) => key === 'result');

/** What sealed actas say was found at a workplace, over time, and what became of it. */
export function FindingsPanel({ visits, go }: FindingsPanelProps) {
  const rows = useMemo(
    () =>
      visits.flatMap((visit, at): readonly Row[] =>
        visit.findings.length === 0
          ? [{ key: `${at}`, visit, finding: undefined }]
          : visit.findings.map((finding, n) => ({ key: `${at}/${n}`, visit, finding })),
      ),
    [visits],
  );
  return (
    <Panel title={t('workplaces.findings')} flush>
      <DataTable
        label={t('workplaces.findings')}
        rows={rows}
        rowKey={({ key }) => key}
        rowLabel={(row) => [formatDate(row.visit.date), infringementOf(row)].join(', ')}
        onOpen={({ visit }) => go({ name: 'case', id: visit.caseId })}
        empty={
          <EmptyState icon="document" title={t('workplaces.noFindings')}>
            {t('workplaces.noFindingsHint')}
          </EmptyState>
        }
        columns={[
          {
            key: 'date',
            header: t('workplaces.column_visit'),
            cell: ({ visit }) => formatDate(visit.date),
            width: '7.5rem',
          },
          { key: 'infringement', header: t('workplaces.column_infringement'), cell: infringementOf },
          {
            key: 'workers',
            header: t('workplaces.column_workers'),
            cell: ({ finding }) => formatInteger(finding?.workersAffected ?? ''),
            align: 'right',
            width: '5.5rem',
          },
          {
            key: 'owed',
            header: t('workplaces.column_owed'),
            cell: ({ finding }) => formatMoney(finding?.amountOwed ?? ''),
            align: 'right',
            width: '8rem',
          },
          { key: 'result', header: t('workplaces.column_result'), cell: resultOf, width: '8.5rem' },
        ]}
      />
    </Panel>
  );
}

function infringementOf({ finding }: Row): string {
  return finding === undefined ? t('workplaces.nothingFound') : catalogLabel('infringements', finding.infringement);
}

function resultOf({ finding }: Row): string {
  if (finding === undefined || finding.result === '' || resultField === undefined) return '';
  return optionLabel({ kind: reinspection.key, table: 'reviewed', field: 'result' }, resultField, finding.result);
}
