import { useState } from 'react';
import { infringements } from '../../../shared/catalog/catalog.ts';
import type { InfringementOnDay, InfringementVersion } from '../../../shared/catalog/office-infringements.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, formatDate } from '../../../shared/kernel/plain-date.ts';
import { noteInfringement } from '../../db/infringements.ts';
import { DateInput } from '../../form/inputs/date-input.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { infringementForm, readInfringement, type InfringementForm } from './infringement-form.ts';

interface InfringementDialogProps {
  /** the infringement as it stands; undefined to add one of the office */
  readonly known: InfringementOnDay | undefined;
  /** every note of it, whatever its days */
  readonly versions: readonly InfringementVersion[];
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

const NONE = '-';

/** Notes how an infringement stands from a day on: its words, its norm, in which document that was read; or withdraws it. */
export function InfringementDialog({ known, versions, onClose, onChanged }: InfringementDialogProps) {
  const { db, person } = useSession();
  const toast = useToasts();
  const today = dateInHonduras(instantFrom(db.clock.now()));
  const [form, setForm] = useState<InfringementForm>(() => infringementForm(known, today));
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const change = (part: Partial<InfringementForm>): void => setForm((before) => ({ ...before, ...part }));
  const { problems } = readInfringement(form, { by: person.name, on: today, withdrawn: false });
  const problem = (field: keyof InfringementForm): string | undefined => {
    const key = problems[field];
    return checked && key !== undefined ? t(key) : undefined;
  };
  const isOwn = known === undefined || infringements.every(({ key }) => key !== known.key);

  function note(withdrawn: boolean): void {
    setChecked(true);
    const { version } = readInfringement(form, { by: person.name, on: today, withdrawn });
    if (version === undefined) return;
    void run(
      () => noteInfringement(db, known?.key, version),
      () => {
        toast({ kind: 'success', title: t(withdrawn ? 'calculators.withdrawn' : 'calculators.infringementNoted') });
        onChanged();
      },
    );
  }

  return (
    <FormDialog
      title={t(known === undefined ? 'calculators.addInfringement' : 'calculators.changeInfringement')}
      confirm={t('calculators.noteInfringement')}
      busy={busy}
      fault={fault}
      onConfirm={() => note(false)}
      onClose={onClose}
    >
      <p>{t('calculators.infringementText')}</p>
      {versions.length > 0 && (
        <ul className="calculators-list">
          {[...versions]
            .sort((a, b) => a.from.localeCompare(b.from))
            .map((one) => (
              <li key={one.from} className="calculators-note">
                {versionText(one)}
              </li>
            ))}
        </ul>
      )}
      <TextInput
        label={t('calculators.infringementLabel')}
        value={form.label}
        onChange={(label) => change({ label })}
        problem={problem('label')}
        maxLength={160}
        required
        autoFocus
      />
      <TextInput
        label={t('calculators.norm')}
        hint={t('calculators.normHint')}
        value={form.norm}
        onChange={(norm) => change({ norm })}
        problem={problem('norm')}
        maxLength={200}
      />
      {isOwn && (
        <Select
          label={t('calculators.fineAs')}
          options={[
            { key: NONE, label: t('calculators.fineAsNone') },
            ...infringements.map(({ key, label }) => ({ key, label })),
          ]}
          value={form.fineAs === '' ? NONE : form.fineAs}
          onChange={(key) => change({ fineAs: key === NONE ? '' : key })}
        />
      )}
      <DateInput
        label={t('calculators.from')}
        value={form.from}
        onChange={(from) => change({ from })}
        problem={problem('from')}
        clock={db.clock}
        required
      />
      <TextInput
        label={t('calculators.document')}
        hint={t('calculators.documentOpen')}
        value={form.document}
        onChange={(document) => change({ document })}
        maxLength={200}
      />
      {known !== undefined && known.state !== 'withdrawn' && (
        <div>
          <Button icon="close" disabled={busy} onPress={() => note(true)}>
            {t('calculators.withdraw')}
          </Button>
        </div>
      )}
    </FormDialog>
  );
}

function versionText({ from, label, norm, withdrawn, document, by, on }: InfringementVersion): string {
  const what = withdrawn === true ? t('calculators.versionWithdrawn') : [label, norm].filter(Boolean).join('; ');
  const sure = document ?? t('deadlines.confidence_unverified');
  return t('calculators.versionLine', { from: formatDate(from), what, sure, by, on: formatDate(on) });
}
