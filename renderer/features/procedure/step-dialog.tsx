import { useState } from 'react';
import { may } from '../../../shared/access/permissions.ts';
import { roles } from '../../../shared/access/roles.ts';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import { recordForms, type Procedure, type Step } from '../../../shared/procedure/procedure.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { roleName } from '../../parts/role-text.ts';
import { t } from '../../text/index.ts';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { YesNo } from '../../ui/yes-no.tsx';
import { NONE, readStep, stepForm, type StepForm, type StepProblems } from './step-form.ts';
import { formName, termText } from './step-text.ts';

interface StepDialogProps {
  readonly procedure: Procedure;
  /** undefined for a new one */
  readonly step: Step | undefined;
  readonly newKey: string;
  readonly terms: readonly TermInForce[];
  readonly onSave: (step: Step) => void;
  readonly onClose: () => void;
}

/** One step to be changed, or a new one. */
export function StepDialog({ procedure, step, newKey, terms, onSave, onClose }: StepDialogProps) {
  const [form, setForm] = useState<StepForm>(() => stepForm(step));
  const [checked, setChecked] = useState(false);
  const change = (part: Partial<StepForm>): void => setForm((before) => ({ ...before, ...part }));
  const read = readStep(form, step?.key ?? newKey, { procedure, before: step });
  const problem = (field: keyof StepProblems): string | undefined => {
    const key = read.problems[field];
    return checked && key !== undefined ? t(key) : undefined;
  };
  const none = { key: NONE, label: t('procedure.none') } as const;

  return (
    <FormDialog
      title={step === undefined ? t('procedure.newStepTitle') : t('procedure.stepTitle')}
      confirm={t('procedure.apply')}
      busy={false}
      fault={undefined}
      onConfirm={() => {
        setChecked(true);
        if (read.step) onSave(read.step);
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('procedure.name')}
        value={form.label}
        onChange={(label) => change({ label })}
        problem={problem('label')}
        maxLength={120}
        required
        autoFocus
      />
      <Select
        label={t('procedure.who')}
        options={roles.filter((role) => may([role], 'case.write')).map((key) => ({ key, label: roleName(key) }))}
        value={form.who}
        onChange={(who) => change({ who })}
      />
      <Select
        label={t('procedure.competency')}
        options={procedure.competencies}
        value={form.competency === '' ? undefined : form.competency}
        onChange={(competency) => change({ competency })}
        placeholder={t('procedure.choose')}
        problem={problem('competency')}
        required
      />
      <Select
        label={t('procedure.form')}
        options={[none, ...recordForms.map((key) => ({ key, label: formName(key) }))]}
        value={form.form}
        onChange={(kind) => change({ form: kind })}
      />
      <Select
        label={t('procedure.term')}
        hint={t('procedure.termHint')}
        options={[none, ...terms.map(({ key }) => ({ key, label: termText(key, terms) }))]}
        value={form.term}
        onChange={(term) => change({ term })}
      />
      <Select
        label={t('procedure.reaches')}
        options={[none, ...procedure.states.map(({ key, label }) => ({ key, label }))]}
        value={form.reaches}
        onChange={(reaches) => change({ reaches })}
      />
      <TextArea
        label={t('procedure.help')}
        hint={t('procedure.helpHint')}
        value={form.help}
        onChange={(help) => change({ help })}
        problem={problem('help')}
        maxLength={1000}
        required
      />
      <TextInput
        label={t('procedure.source')}
        value={form.source}
        onChange={(source) => change({ source })}
        problem={problem('source')}
        maxLength={300}
        required
      />
      <YesNo
        label={t('procedure.sure')}
        hint={t('procedure.sureHint')}
        value={form.sure}
        onChange={(sure) => change({ sure })}
      />
    </FormDialog>
  );
}
