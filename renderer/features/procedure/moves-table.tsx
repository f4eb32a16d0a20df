import { useState } from 'react';
import type { CaseState, Procedure } from '../../../shared/procedure/procedure.ts';
import { stateLabel } from '../../../shared/procedure/procedure.ts';
import type { Role } from '../../../shared/access/roles.ts';
import type { Confidence } from '../../../shared/catalog/entry.ts';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';
import { roleNames } from '../../parts/role-text.ts';
import { t } from '../../text/index.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { MoveDialog } from './move-dialog.tsx';

/** A move, a side exit or the reopening as one line. */
export interface MoveRow {
  readonly key: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly needsReason: boolean;
  /** the reason is asked for by law of the app, whatever the office thinks */
  readonly fixedReason: boolean;
  readonly by: readonly Role[];
  readonly confidence: Confidence;
}

function rowsOf(procedure: Procedure): readonly MoveRow[] {
  const label = (state: CaseState): string => stateLabel(procedure, state);
  const { moves, exits, reopen } = procedure;
  return [
    ...moves.map((move) => ({ ...move, from: label(move.from), to: label(move.to), fixedReason: false })),
    ...exits.map((exit) => ({
      ...exit,
      from: t('procedure.fromAny'),
      to: label(exit.to),
      fixedReason: exit.to === 'annulled',
    })),
    { ...reopen, from: label('archived'), to: t('procedure.toBefore'), needsReason: true, fixedReason: true },
  ];
}

interface MovesTableProps {
  readonly procedure: Procedure;
  /** undefined while nothing may be changed */
  readonly onChange: ((next: Procedure) => void) | undefined;
}

/** Every move in words: from where to where, who, and whether a reason is asked for. */
export function MovesTable({ procedure, onChange }: MovesTableProps) {
  const [open, setOpen] = useState<MoveRow>();
  return (
    <>
      <DataTable
        label={t('procedure.moves')}
        rows={rowsOf(procedure)}
        rowKey={({ key }) => key}
        rowLabel={({ label, from, to }) => `${label}: ${from}, ${to}`}
        {...(onChange ? { onOpen: setOpen } : {})}
        columns={[
          { key: 'label', header: t('procedure.column_move'), cell: ({ label }) => label },
          { key: 'from', header: t('procedure.column_from'), cell: ({ from }) => from },
          { key: 'to', header: t('procedure.column_to'), cell: ({ to }) => to },
          { key: 'by', header: t('procedure.column_by'), cell: ({ by }) => roleNames(by) },
          {
            key: 'reason',
            header: t('procedure.column_reason'),
            cell: ({ needsReason }) => (needsReason ? t('procedure.reasonAsked') : t('procedure.reasonNotAsked')),
          },
          {
            key: 'sure',
            header: t('procedure.column_sure'),
            cell: ({ confidence }) => <ConfidenceBadge confidence={confidence} />,
          },
        ]}
      />
      {open && onChange && (
        <MoveDialog procedure={procedure} move={open} onChange={onChange} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
