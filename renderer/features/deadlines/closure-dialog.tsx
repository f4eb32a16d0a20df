import { useState } from 'react';
import { closureKinds } from '../../../shared/deadline/closure.ts';
import { addClosure } from '../../db/legal-calendar.ts';
import { DateInput } from '../../form/inputs/date-input.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { YesNo } from '../../ui/yes-no.tsx';
import { emptyClosure, readClosure, wheres, type ClosureForm } from './closure-form.ts';

interface ClosureDialogProps {
  readonly onClose: () => void;
  readonly onAdded: () => void;
}

/** Asks for days on which the office does not work, terms stop, or a holiday is worked on. */
export function ClosureDialog({ onClose, onAdded }: ClosureDialogProps) {
  const { db, office } = useSession();
  const [form, setForm] = useState<ClosureForm>(emptyClosure);
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const change = (part: Partial<ClosureForm>): void => setForm((before) => ({ ...before, ...part }));
  const { closure, problems } = readClosure(form, office.municipality);
  const problem = (field: 'from' | 'until' | 'label'): string | undefined => {
    const key = problems[field];
    return checked && key !== undefined ? t(key) : undefined;
  };

  function confirm(): void {
    setChecked(true);
    if (closure !== undefined) void run(() => addClosure(db, closure), onAdded);
  }

  return (
    <FormDialog
      title={t('deadlines.addTitle')}
      confirm={t('deadlines.add')}
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Select
        label={t('deadlines.kind')}
        options={closureKinds.map((key) => ({ key, label: t(`deadlines.kind_${key}`) }))}
        value={form.kind}
        onChange={(kind) => change({ kind })}
        autoFocus
      />
      <DateInput
        label={t('deadlines.first')}
        value={form.from}
        onChange={(from) => change({ from })}
        problem={problem('from')}
        clock={db.clock}
        required
      />
      <DateInput
        label={t('deadlines.last')}
        value={form.until}
        onChange={(until) => change({ until })}
        problem={problem('until')}
        clock={db.clock}
      />
      <TextInput
        label={t('deadlines.label')}
        value={form.label}
        onChange={(label) => change({ label })}
        problem={problem('label')}
        maxLength={200}
        required
      />
      <Select
        label={t('deadlines.where')}
        options={wheres.map((key) => ({ key, label: t(`deadlines.where_${key}`) }))}
        value={form.where}
        onChange={(where) => change({ where })}
      />
      <TextInput label={t('deadlines.norm')} value={form.norm} onChange={(norm) => change({ norm })} maxLength={200} />
      <YesNo
        label={t('deadlines.sure')}
        hint={t('deadlines.sureHint')}
        value={form.sure}
        onChange={(sure) => change({ sure })}
      />
    </FormDialog>
  );
}
