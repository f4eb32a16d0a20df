import { useState } from 'react';
import { parameterValueText, workingValueText } from '../../../shared/calculator/value-text.ts';
import { isSure, type Working } from '../../../shared/calculator/working.ts';
import { calculationLines } from '../../../shared/report/calculation.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { ConfidenceBadge } from '../confidence-badge.tsx';
import { CalculationDialog } from './calculation-dialog.tsx';
import { basisText, resultLabel, stepLabel, warningText } from './calculator-text.ts';
import './calculators.css';
import { copyText } from './copy-text.ts';

interface WorkingViewProps {
  readonly working: Working;
  readonly onUse?: ((working: Working) => void) | undefined;
}

/** A calculation: its result, what is doubtful about it, each line, and every number of the law with its norm. */
export function WorkingView({ working, onUse }: WorkingViewProps) {
  const toast = useToasts();
  const [printing, setPrinting] = useState(false);
  const { result, steps, parameters, warnings } = working;

  function copy(): void {
    const copied = copyText(calculationLines(working).join('\n'));
    toast(
      copied
        ? { kind: 'success', title: t('calculators.copied') }
        : { kind: 'error', title: t('calculators.notCopied') },
    );
  }

  return (
    <div className="calculator-result">
      <div className="calculator-total">
        <p role="status" className="calculator-total-value">
          {resultLabel(working)}: {workingValueText(result.value, result.unit)}
        </p>
        <div className="calculator-acts">
          <Button icon="print" onPress={() => setPrinting(true)}>
            {t('calculators.print')}
          </Button>
          <Button icon="document" onPress={copy}>
            {t('calculators.copy')}
          </Button>
          {onUse && (
            <Button kind="primary" icon="check" onPress={() => onUse(working)}>
              {t('calculators.use')}
            </Button>
          )}
        </div>
      </div>
      {!isSure({ parameters, warnings: [] }) && <Notice kind="warn" live={false} title={t('calculators.unsure')} />}
      {warnings.length > 0 && (
        <div>
          <h3 className="calculator-heading">{t('calculators.warnings')}</h3>
          <ul className="calculator-list">
            {warnings.map((warning) => (
              <li key={JSON.stringify(warning)}>{warningText(warning)}</li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <h3 className="calculator-heading">{t('calculators.steps')}</h3>
        <DataTable
          label={t('calculators.steps')}
          rows={steps.map((step, at) => ({ ...step, at }))}
          rowKey={({ at }) => String(at)}
          rowLabel={(step) => `${stepLabel(step)}, ${workingValueText(step.value, step.unit)}`}
          columns={[
            { key: 'step', header: t('calculators.column_step'), cell: stepLabel },
            {
              key: 'expression',
              header: t('calculators.column_expression'),
              cell: ({ expression }) => <span className="calculator-figures">{expression}</span>,
            },
            {
              key: 'value',
              header: t('calculators.column_value'),
              align: 'right',
              width: '9rem',
              cell: ({ value, unit }) => <span className="calculator-figures">{workingValueText(value, unit)}</span>,
            },
          ]}
        />
        <p className="calculator-note calculator-below">{t('calculators.rounding')}</p>
      </div>
      {parameters.length > 0 && (
        <div>
          <h3 className="calculator-heading">{t('calculators.used')}</h3>
          <DataTable
            label={t('calculators.used')}
            rows={parameters}
            rowKey={({ key, value, validFrom }) => `${key} ${value} ${validFrom ?? ''}`}
            rowLabel={({ label, value, unit }) => `${label}, ${parameterValueText(value, unit)}`}
            columns={[
              { key: 'label', header: t('calculators.column_parameter'), cell: ({ label }) => label },
              {
                key: 'value',
                header: t('calculators.column_value'),
                align: 'right',
                width: '8rem',
                cell: ({ value, unit }) => (
                  <span className="calculator-figures">{parameterValueText(value, unit)}</span>
                ),
              },
              { key: 'basis', header: t('calculators.column_basis'), cell: basisText },
              {
                key: 'sure',
                header: t('calculators.column_sure'),
                width: '9rem',
                cell: ({ confidence }) => <ConfidenceBadge confidence={confidence} />,
              },
            ]}
          />
        </div>
      )}
      {printing && <CalculationDialog working={working} onClose={() => setPrinting(false)} />}
    </div>
  );
}
