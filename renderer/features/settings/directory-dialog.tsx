import { useState } from 'react';
import type { DirectoryVersion, InstitutionOnDay } from '../../../shared/catalog/office-directory.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, formatDate } from '../../../shared/kernel/plain-date.ts';
import { noteInstitution } from '../../db/directory.ts';
import { DateInput } from '../../form/inputs/date-input.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { directoryForm, MOST_TELEPHONES, readDirectoryForm, type TelephoneForm } from './directory-form.ts';

interface DirectoryDialogProps {
  /** the institution as it stands; undefined to add one of the office */
  readonly known: InstitutionOnDay | undefined;
  /** every note of it, whatever its days */
  readonly versions: readonly DirectoryVersion[];
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Notes how an institution is reached from a day on, and how that was confirmed; or that it is not called any more. */
export function DirectoryDialog({ known, versions, onClose, onChanged }: DirectoryDialogProps) {
  const { db, person } = useSession();
  const toast = useToasts();
  const today = dateInHonduras(instantFrom(db.clock.now()));
  const [form, setForm] = useState(() => directoryForm(known, today));
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const change = (part: Partial<typeof form>): void => setForm((before) => ({ ...before, ...part }));
  const { problems } = readDirectoryForm(form, { by: person.name, on: today, withdrawn: false });
  const problem = (field: 'label' | 'from'): string | undefined => {
    const key = problems[field];
    return checked && key !== undefined ? t(key) : undefined;
  };
  const changeTelephone = (at: number, part: Partial<TelephoneForm>): void =>
    change({ telephones: form.telephones.map((one, i) => (i === at ? { ...one, ...part } : one)) });

  function note(withdrawn: boolean): void {
    setChecked(true);
    const { version } = readDirectoryForm(form, { by: person.name, on: today, withdrawn });
    if (version === undefined) return;
    void run(
      () => noteInstitution(db, known?.key, version),
      () => {
        toast({ kind: 'success', title: t(withdrawn ? 'directory.withdrawn' : 'directory.saved') });
        onChanged();
      },
    );
  }

  return (
    <FormDialog
      title={t(known === undefined ? 'directory.add' : 'directory.change')}
      confirm={t('directory.save')}
      wide
      busy={busy}
      fault={fault}
      onConfirm={() => note(false)}
      onClose={onClose}
    >
      <p>{t('directory.dialogText')}</p>
      {versions.length > 0 && (
        <ul className="office-points">
          {[...versions]
            .sort((a, b) => a.from.localeCompare(b.from))
            .map((one) => (
              <li key={one.from} className="office-note">
                {versionText(one)}
              </li>
            ))}
        </ul>
      )}
      <TextInput
        label={t('directory.institution')}
        value={form.label}
        onChange={(label) => change({ label })}
        problem={problem('label')}
        maxLength={200}
        required
        autoFocus
      />
      <TextInput label={t('directory.role')} value={form.role} onChange={(role) => change({ role })} maxLength={300} />
      {form.telephones.map((telephone, at) => (
        <div key={at} className="office-telephone">
          <TextInput
            label={t('directory.telephone', { n: at + 1 })}
            value={telephone.number}
            onChange={(number) => changeTelephone(at, { number })}
            problem={checked && problems.telephones.has(at) ? t('directory.problem_number') : undefined}
            maxLength={20}
            type="tel"
          />
          <TextInput
            label={t('directory.telephoneLabel', { n: at + 1 })}
            value={telephone.label}
            onChange={(label) => changeTelephone(at, { label })}
            maxLength={120}
          />
          <IconButton
            icon="trash"
            label={t('directory.removeTelephone', { n: at + 1 })}
            onPress={() => change({ telephones: form.telephones.filter((_, i) => i !== at) })}
          />
        </div>
      ))}
      {form.telephones.length < MOST_TELEPHONES && (
        <div>
          <Button
            size="small"
            icon="plus"
            onPress={() => change({ telephones: [...form.telephones, { number: '', label: '' }] })}
          >
            {t('directory.addTelephone')}
          </Button>
        </div>
      )}
      <DateInput
        label={t('directory.from')}
        value={form.from}
        onChange={(from) => change({ from })}
        problem={problem('from')}
        clock={db.clock}
        required
      />
      <TextInput
        label={t('directory.document')}
        hint={t('directory.documentHint')}
        value={form.document}
        onChange={(document) => change({ document })}
        maxLength={200}
      />
      {known !== undefined && known.state !== 'withdrawn' && (
        <div>
          <Button icon="close" disabled={busy} onPress={() => note(true)}>
            {t('directory.withdraw')}
          </Button>
        </div>
      )}
    </FormDialog>
  );
}

function versionText({ from, label, telephones, withdrawn, document, by, on }: DirectoryVersion): string {
  const what =
    withdrawn === true
      ? t('directory.versionWithdrawn')
      : [label, ...telephones.map(({ number }) => number)].join(', ');
  const sure = document ?? t('deadlines.confidence_unverified');
  return t('directory.versionLine', { from: formatDate(from), what, sure, by, on: formatDate(on) });
}
