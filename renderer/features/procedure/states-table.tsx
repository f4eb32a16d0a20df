import { useState } from 'react';
import type { Procedure } from '../../../shared/procedure/procedure.ts';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { t } from '../../text/index.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { renameState } from './edit-procedure.ts';

interface StatesTableProps {
  readonly procedure: Procedure;
  readonly onChange: (next: Procedure) => void;
}

/** The states, to be called otherwise. */
export function StatesTable({ procedure, onChange }: StatesTableProps) {
  const [open, setOpen] = useState<Procedure['states'][number]>();
  return (
    <>
      <DataTable
        label={t('procedure.states')}
        rows={procedure.states}
        rowKey={({ key }) => key}
        rowLabel={({ label }) => label}
        onOpen={setOpen}
        columns={[
          { key: 'label', header: t('procedure.column_state'), cell: ({ label }) => label },
          {
            key: 'sure',
            header: t('procedure.column_sure'),
            width: '10rem',
            cell: ({ confidence }) => <ConfidenceBadge confidence={confidence} />,
          },
        ]}
      />
      {open && (
        <NameDialog
          title={t('procedure.stateTitle')}
          name={open.label}
          onName={(label) => {
            onChange(renameState(procedure, open.key, label));
            setOpen(undefined);
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

interface NameDialogProps {
  readonly title: string;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

function NameDialog({ title, name, onName, onClose }: NameDialogProps) {
  const [typed, setTyped] = useState(name);
  const [checked, setChecked] = useState(false);
  const isEmpty = typed.trim() === '';
  return (
    <FormDialog
      title={title}
      confirm={t('procedure.apply')}
      busy={false}
      fault={undefined}
      onConfirm={() => {
        setChecked(true);
        if (!isEmpty) onName(typed.trim());
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('procedure.name')}
        value={typed}
        onChange={setTyped}
        problem={checked && isEmpty ? t('procedure.problem_name') : undefined}
        maxLength={80}
        required
        autoFocus
      />
    </FormDialog>
  );
}
