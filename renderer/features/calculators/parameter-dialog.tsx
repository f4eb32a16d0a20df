import { useState } from 'react';
import { parameterValueText } from '../../../shared/calculator/value-text.ts';
import type { LegalParameter, ParameterConfirmation } from '../../../shared/catalog/legal-parameters.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, formatDate } from '../../../shared/kernel/plain-date.ts';
import { confirmParameter, unconfirmParameter } from '../../db/legal-parameters.ts';
import { refreshDues } from '../../db/refresh-dues.ts';
import { DateInput } from '../../form/inputs/date-input.tsx';
import { validityText } from '../../parts/calculators/calculator-text.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { emptyParameter, readParameter, type ParameterForm } from './parameter-form.ts';

interface ParameterDialogProps {
  readonly parameter: LegalParameter;
  readonly confirmations: readonly ParameterConfirmation[];
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Confirms a number of the law for some days, with the document it was read in, or takes a confirmation back. */
export function ParameterDialog({ parameter, confirmations, onClose, onChanged }: ParameterDialogProps) {
  const { db, person, may } = useSession();
  const toast = useToasts();
  const [form, setForm] = useState<ParameterForm>(emptyParameter);
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const change = (part: Partial<ParameterForm>): void => setForm((before) => ({ ...before, ...part }));
  const on = dateInHonduras(instantFrom(db.clock.now()));
  const { confirmation, problems } = readParameter(form, parameter, { by: person.name, on });
  const problem = (field: keyof ParameterForm): string | undefined => {
    const key = problems[field];
    return checked && key !== undefined ? t(key) : undefined;
  };
  const done = (title: string) => (): void => {
    toast({ kind: 'success', title });
    // the time for a receipt stands in what lists know of each case
    if (parameter.group === 'followUp' && may('case.write')) void refreshDues(db);
    onChanged();
  };
  function confirm(): void {
    setChecked(true);
    if (confirmation === undefined) return;
    void run(() => confirmParameter(db, parameter, confirmation), done(t('calculators.confirmed')));
  }

  return (
    <FormDialog
      title={t('calculators.confirmTitle')}
      confirm={t('calculators.confirm')}
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        <strong>{parameter.label}</strong>
      </p>
      <p>{t('calculators.confirmText')}</p>
      {parameter.conflict !== undefined && <p className="calculators-note">{parameter.conflict}</p>}
      {(parameter.periods.length > 0 || confirmations.length > 0) && (
        <ul className="calculators-list">
          {parameter.periods.map(({ value, validFrom, validUntil }) => (
            <li key={`${value} ${validFrom ?? ''}`} className="calculators-note">
              {t('calculators.knownBefore', { value: parameterValueText(value, parameter.unit) })}.{' '}
              {validityText(validFrom, validUntil)}
            </li>
          ))}
          {confirmations.map((one) => (
            <li key={`${one.validFrom ?? ''} ${one.validUntil ?? ''}`}>
              <div className="calculators-confirmation">
                <span>
                  {t('calculators.confirmedBy', {
                    value: parameterValueText(one.value, parameter.unit),
                    by: one.by,
                    on: formatDate(one.on),
                    document: one.document,
                  })}
                  . {validityText(one.validFrom, one.validUntil)}
                </span>
                <Button
                  icon="undo"
                  size="small"
                  disabled={busy}
                  onPress={() =>
                    void run(() => unconfirmParameter(db, parameter, one), done(t('calculators.unconfirmed')))
                  }
                >
                  {t('calculators.unconfirm')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <TextInput
        label={t('calculators.value')}
        hint={t(`calculators.unit_${parameter.unit}`)}
        value={form.value}
        onChange={(value) => change({ value })}
        problem={problem('value')}
        maxLength={16}
        required
        autoFocus
      />
      <div className="calculators-pair">
        <DateInput
          label={t('calculators.from')}
          hint={t('calculators.openHint')}
          value={form.from}
          onChange={(from) => change({ from })}
          problem={problem('from')}
          clock={db.clock}
        />
        <DateInput
          label={t('calculators.until')}
          hint={t('calculators.openHint')}
          value={form.until}
          onChange={(until) => change({ until })}
          problem={problem('until')}
          clock={db.clock}
        />
      </div>
      <TextInput
        label={t('calculators.document')}
        value={form.document}
        onChange={(document) => change({ document })}
        problem={problem('document')}
        maxLength={200}
        required
      />
    </FormDialog>
  );
}
