import { useState } from 'react';
import type { WageTable } from '../../../shared/calculator/wage-table.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { removeWageTable } from '../../db/legal-parameters.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { rolesThat } from '../../parts/role-text.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { WageImportDialog } from './wage-import-dialog.tsx';

interface WageTablesPanelProps {
  readonly tables: readonly WageTable[];
  readonly onChanged: () => void;
}

/** The tables of minimum wages that the office has taken in. */
export function WageTablesPanel({ tables, onChanged }: WageTablesPanelProps) {
  const { db, may } = useSession();
  const toast = useToasts();
  const [importing, setImporting] = useState(false);
  const [removing, setRemoving] = useState<WageTable>();
  const { busy, fault, run } = useDeed();
  const fixed = !may('settings.write');

  function remove(table: WageTable): void {
    void run(
      () => removeWageTable(db, table),
      () => {
        setRemoving(undefined);
        toast({ kind: 'success', title: t('calculators.removed') });
        onChanged();
      },
    );
  }

  return (
    <Panel
      title={t('calculators.tables')}
      flush
      actions={
        !fixed && (
          <Button icon="upload" onPress={() => setImporting(true)}>
            {t('calculators.import')}
          </Button>
        )
      }
    >
      {fixed && (
        <p className="calculators-note calculators-padded">
          {t('calculators.readOnly', { roles: rolesThat('settings.write') })}
        </p>
      )}
      <DataTable
        label={t('calculators.tables')}
        rows={tables}
        rowKey={({ id }) => id}
        rowLabel={(table) => `${table.document}, ${periodText(table)}`}
        empty={
          <EmptyState icon="document" title={t('calculators.tablesEmpty')}>
            {t('calculators.tablesEmptyText')}
          </EmptyState>
        }
        {...(fixed ? {} : { onOpen: setRemoving, onDelete: setRemoving })}
        columns={[
          { key: 'document', header: t('calculators.column_document'), cell: ({ document }) => document },
          { key: 'period', header: t('calculators.column_period'), width: '14rem', cell: periodText },
          {
            key: 'rows',
            header: t('calculators.column_rows'),
            align: 'right',
            width: '6rem',
            cell: ({ rows }) => rows.length,
          },
          {
            key: 'by',
            header: t('calculators.column_by'),
            cell: ({ by, on }) => t('calculators.byOn', { by, on: formatDate(on) }),
          },
        ]}
      />
      {importing && (
        <WageImportDialog
          onClose={() => setImporting(false)}
          onImported={() => {
            setImporting(false);
            toast({ kind: 'success', title: t('calculators.imported') });
            onChanged();
          }}
        />
      )}
      {removing && (
        <ConfirmDialog
          open
          danger
          busy={busy}
          title={t('calculators.removeTitle')}
          confirmLabel={t('calculators.remove')}
          onConfirm={() => remove(removing)}
          onCancel={() => setRemoving(undefined)}
        >
          <p>{t('calculators.removeText', { document: removing.document })}</p>
          {fault && <FaultNotice fault={fault} />}
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function periodText({ rows }: WageTable): string {
  const from = rows.map((row) => row.from).reduce((a, b) => (a < b ? a : b));
  const until = rows.map((row) => row.until).reduce((a, b) => (a > b ? a : b));
  return t('calculators.span', { from: formatDate(from), until: formatDate(until) });
}
