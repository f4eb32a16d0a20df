import { useState } from 'react';
import { findDepartment, placeName } from '../../../shared/catalog/territory.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { removeClosure, type StoredClosure } from '../../db/legal-calendar.ts';
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
import { ClosureDialog } from './closure-dialog.tsx';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';

interface CalendarPanelProps {
  readonly closures: readonly StoredClosure[];
  readonly onChanged: () => void;
}

/** What the office knows of days beside the holidays of the law. */
export function CalendarPanel({ closures, onChanged }: CalendarPanelProps) {
  const { db, may } = useSession();
  const toast = useToasts();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<StoredClosure>();
  const { busy, fault, run } = useDeed();
  const fixed = !may('settings.write');

  function remove(closure: StoredClosure): void {
    void run(
      () => removeClosure(db, closure),
      () => {
        setRemoving(undefined);
        toast({ kind: 'success', title: t('deadlines.removed') });
        onChanged();
      },
    );
  }

  return (
    <Panel
      title={t('deadlines.calendar')}
      flush
      actions={
        !fixed && (
          <Button icon="plus" onPress={() => setAdding(true)}>
            {t('deadlines.add')}
          </Button>
        )
      }
    >
      {fixed && (
        <p className="deadlines-note deadlines-padded">
          {t('deadlines.readOnly', { roles: rolesThat('settings.write') })}
        </p>
      )}
      <DataTable
        label={t('deadlines.calendarLabel')}
        rows={closures}
        rowKey={({ id }) => id}
        rowLabel={(closure) => `${closure.label}, ${daysOf(closure)}`}
        empty={
          <EmptyState icon="calendar" title={t('deadlines.calendarEmpty')}>
            {t('deadlines.calendarEmptyText')}
          </EmptyState>
        }
        {...(fixed ? {} : { onOpen: setRemoving, onDelete: setRemoving })}
        columns={[
          { key: 'days', header: t('deadlines.column_days'), cell: daysOf, width: '14rem' },
          { key: 'kind', header: t('deadlines.column_kind'), cell: ({ kind }) => t(`deadlines.kind_${kind}`) },
          {
            key: 'label',
            header: t('deadlines.column_label'),
            cell: ({ label, norm }) => (norm === undefined ? label : `${label} (${norm})`),
          },
          { key: 'where', header: t('deadlines.column_where'), cell: ({ places }) => placesText(places) },
          {
            key: 'sure',
            header: t('deadlines.column_sure'),
            cell: ({ confidence }) => <ConfidenceBadge confidence={confidence} />,
          },
        ]}
      />
      {adding && (
        <ClosureDialog
          onClose={() => setAdding(false)}
          onAdded={() => {
            setAdding(false);
            toast({ kind: 'success', title: t('deadlines.added') });
            onChanged();
          }}
        />
      )}
      {removing && (
        <ConfirmDialog
          open
          danger
          busy={busy}
          title={t('deadlines.removeTitle')}
          confirmLabel={t('deadlines.remove')}
          onConfirm={() => remove(removing)}
          onCancel={() => setRemoving(undefined)}
        >
          <p>{t('deadlines.removeText', { label: removing.label })}</p>
          {fault && <FaultNotice fault={fault} />}
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function daysOf({ from, until }: StoredClosure): string {
  if (from === until) return formatDate(from);
  return t('deadlines.span', { from: formatDate(from), until: formatDate(until) });
}

function placesText(places: StoredClosure['places']): string {
  if (places === undefined) return t('deadlines.everywhere');
  return places.map((code) => (code.length === 2 ? (findDepartment(code)?.name ?? code) : placeName(code))).join('; ');
}
