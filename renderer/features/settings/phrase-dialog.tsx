import { useState } from 'react';
import { phrases } from '../../../shared/catalog/phrases.ts';
import { placeholders } from '../../../shared/phrase/fill-phrase.ts';
import { addPhrase, changePhrase, type StoredPhrase } from '../../db/phrases.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import {
  catalogueOptions,
  emptyPhrase,
  infringementOptions,
  NONE,
  phraseForm,
  readPhrase,
  stepOptions,
  type PhraseForm,
} from './phrase-form.ts';

interface PhraseDialogProps {
  /** the phrase to change; undefined to add one */
  readonly phrase: StoredPhrase | undefined;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Asks for a phrase of the office; a new one may begin with one of the catalogue. */
export function PhraseDialog({ phrase, onClose, onSaved }: PhraseDialogProps) {
  const { db } = useSession();
  const [form, setForm] = useState<PhraseForm>(phrase === undefined ? emptyPhrase : phraseForm(phrase));
  const [start, setStart] = useState<string>();
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const change = (part: Partial<PhraseForm>): void => setForm((before) => ({ ...before, ...part }));
  const read = readPhrase(form);
  const problems = checked ? read.problems : {};

  function beginWith(key: string | undefined): void {
    setStart(key);
    const model = phrases.find((entry) => entry.key === key);
    if (model) setForm(phraseForm(model));
  }

  function confirm(): void {
    setChecked(true);
    const next = read.phrase;
    if (next === undefined) return;
    void run(
      () => (phrase === undefined ? addPhrase(db, next) : changePhrase(db, { ...next, id: phrase.id })),
      onSaved,
    );
  }

  return (
    <FormDialog
      title={t(phrase === undefined ? 'writing.addTitle' : 'writing.changeTitle')}
      confirm={t(phrase === undefined ? 'writing.add' : 'writing.save')}
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      {phrase === undefined && (
        <ComboBox
          label={t('writing.beginWith')}
          hint={t('writing.beginWithHint')}
          options={catalogueOptions()}
          value={start}
          onChange={beginWith}
          autoFocus
        />
      )}
      <TextInput
        label={t('writing.label')}
        value={form.label}
        onChange={(label) => change({ label })}
        problem={problems.label}
        maxLength={120}
        required
      />
      <Select
        label={t('writing.step')}
        options={stepOptions()}
        value={form.step}
        onChange={(step) => change({ step })}
      />
      <Select
        label={t('writing.infringement')}
        options={infringementOptions()}
        value={form.infringement === '' ? NONE : form.infringement}
        onChange={(key) => change({ infringement: key === NONE ? '' : key })}
      />
      <TextArea
        label={t('writing.text')}
        hint={t('writing.textHint', { places: placeholders.map((name) => `{${name}}`).join(' ') })}
        value={form.text}
        onChange={(text) => change({ text })}
        problem={problems.text}
        rows={4}
        required
      />
    </FormDialog>
  );
}
