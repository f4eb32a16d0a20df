import { useState } from 'react';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import type { Procedure } from '../../../shared/procedure/procedure.ts';
import { saveProcedure, type Procedures } from '../../db/procedures.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { DifferenceList } from './difference-list.tsx';

interface SaveDialogProps {
  readonly procedure: Procedure;
  readonly procedures: Procedures;
  readonly terms: readonly TermInForce[];
  readonly proposedNote: string;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Shows what changes, asks why, and saves the next version. */
export function SaveDialog({ procedure, procedures, terms, proposedNote, onSaved, onClose }: SaveDialogProps) {
  const { db, person } = useSession();
  const [note, setNote] = useState(proposedNote);
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const number = (procedures.versions[0]?.number ?? 1) + 1;

  function confirm(): void {
    setChecked(true);
    if (note.trim() !== '') void run(() => saveProcedure(db, procedure, { by: person.name, note }), onSaved);
  }

  return (
    <FormDialog
      title={t('procedure.saveTitle', { n: number })}
      confirm={t('procedure.saveVersion')}
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('procedure.saveText')}</p>
      <TextInput
        label={t('procedure.note')}
        hint={t('procedure.noteHint')}
        value={note}
        onChange={setNote}
        problem={checked && note.trim() === '' ? t('procedure.problem_note') : undefined}
        maxLength={200}
        required
        autoFocus
      />
      <div>
        <h3 className="procedure-heading">{t('procedure.differences')}</h3>
        <DifferenceList before={procedures.current} after={procedure} terms={terms} />
      </div>
    </FormDialog>
  );
}
