import { useState } from 'react';
import type { Competency, Procedure } from '../../../shared/procedure/procedure.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { newCompetencyKey, setCompetency } from './edit-procedure.ts';

interface CompetenciesPanelProps {
  readonly procedure: Procedure;
  readonly inForce: Procedure;
  readonly onChange: ((next: Procedure) => void) | undefined;
}

/** What people must know how to do, for the steps that ask for it. */
export function CompetenciesPanel({ procedure, inForce, onChange }: CompetenciesPanelProps) {
  const [open, setOpen] = useState<Competency>();
  return (
    <Panel
      title={t('procedure.competencies')}
      flush
      actions={
        onChange && (
          <Button
            icon="plus"
            onPress={() => setOpen({ key: newCompetencyKey([procedure, inForce]), label: '', description: '' })}
          >
            {t('procedure.addCompetency')}
          </Button>
        )
      }
    >
      <DataTable
        label={t('procedure.competencies')}
        rows={procedure.competencies}
        rowKey={({ key }) => key}
        rowLabel={({ label }) => label}
        {...(onChange ? { onOpen: setOpen } : {})}
        columns={[
          { key: 'label', header: t('procedure.competency'), width: '18rem', cell: ({ label }) => label },
          { key: 'text', header: t('procedure.column_means'), cell: ({ description }) => description },
        ]}
      />
      {open && onChange && (
        <CompetencyDialog
          competency={open}
          onSave={(competency) => {
            onChange(setCompetency(procedure, competency));
            setOpen(undefined);
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Panel>
  );
}

interface CompetencyDialogProps {
  readonly competency: Competency;
  readonly onSave: (competency: Competency) => void;
  readonly onClose: () => void;
}

function CompetencyDialog({ competency, onSave, onClose }: CompetencyDialogProps) {
  const [label, setLabel] = useState(competency.label);
  const [description, setDescription] = useState(competency.description);
  const [checked, setChecked] = useState(false);
  const problem = (text: string): string | undefined =>
    checked && text.trim() === '' ? t('procedure.problem_name') : undefined;
  return (
    <FormDialog
      title={t('procedure.competency')}
      confirm={t('procedure.apply')}
      busy={false}
      fault={undefined}
      onConfirm={() => {
        setChecked(true);
        if (label.trim() === '' || description.trim() === '') return;
        onSave({ key: competency.key, label: label.trim(), description: description.trim() });
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('procedure.name')}
        value={label}
        onChange={setLabel}
        problem={problem(label)}
        maxLength={80}
        required
        autoFocus
      />
      <TextArea
        label={t('procedure.column_means')}
        value={description}
        onChange={setDescription}
        problem={problem(description)}
        maxLength={600}
        required
      />
    </FormDialog>
  );
}
