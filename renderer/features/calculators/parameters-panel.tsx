import { useState } from 'react';
import { parameterValueText } from '../../../shared/calculator/value-text.ts';
import {
  legalParameters,
  parameterAt,
  type LegalParameter,
  type ParameterInForce,
  type ParameterOverrides,
} from '../../../shared/catalog/legal-parameters.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import { validityText } from '../../parts/calculators/calculator-text.ts';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';
import { rolesThat } from '../../parts/role-text.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ParameterDialog } from './parameter-dialog.tsx';

interface ParametersPanelProps {
  readonly overrides: ParameterOverrides;
  readonly onChanged: () => void;
}

interface Row {
  readonly parameter: LegalParameter;
  readonly today: ParameterInForce | undefined;
}

/** The numbers of the law, what each is today, and how sure that is. */
export function ParametersPanel({ overrides, onChanged }: ParametersPanelProps) {
  const { db, may } = useSession();
  const [open, setOpen] = useState<LegalParameter>();
  const fixed = !may('settings.write');
  const today = dateInHonduras(instantFrom(db.clock.now()));
  const rows = legalParameters.map((parameter): Row => ({
    parameter,
    today: parameterAt(parameter.key, today, overrides),
  }));
  return (
    <Panel title={t('calculators.parameters')} flush>
      {fixed && (
        <p className="calculators-note calculators-padded">
          {t('calculators.readOnly', { roles: rolesThat('settings.write') })}
        </p>
      )}
      <DataTable
        label={t('calculators.parameters')}
        rows={rows}
        rowKey={({ parameter }) => parameter.key}
        rowLabel={(row) => `${row.parameter.label}, ${valueText(row)}`}
        {...(fixed ? {} : { onOpen: ({ parameter }: Row) => setOpen(parameter) })}
        columns={[
          {
            key: 'group',
            header: t('calculators.column_group'),
            width: '10rem',
            cell: ({ parameter }) => t(`calculators.group.${parameter.group}`),
          },
          { key: 'label', header: t('calculators.column_parameter'), cell: ({ parameter }) => parameter.label },
          {
            key: 'value',
            header: t('calculators.column_today'),
            align: 'right',
            width: '8rem',
            cell: (row) => <span className="calculator-figures">{valueText(row)}</span>,
          },
          {
            key: 'valid',
            header: t('calculators.column_basis'),
            cell: ({ parameter, today: known }) => basisOf(parameter, known),
          },
          {
            key: 'sure',
            header: t('calculators.column_sure'),
            width: '9rem',
            cell: ({ today: known }) => <ConfidenceBadge confidence={known?.confidence ?? 'unverified'} />,
          },
        ]}
      />
      {open && (
        <ParameterDialog
          parameter={open}
          confirmations={overrides[open.key] ?? []}
          onClose={() => setOpen(undefined)}
          onChanged={() => {
            setOpen(undefined);
            onChanged();
          }}
        />
      )}
    </Panel>
  );
}

function valueText({ parameter, today }: Row): string {
  return today === undefined ? t('calculators.noValue') : parameterValueText(today.value, parameter.unit);
}

function basisOf({ norm }: LegalParameter, today: ParameterInForce | undefined): string {
  const basis = norm ?? t('calculators.noNorm');
  return today?.validFrom === undefined && today?.validUntil === undefined
    ? basis
    : `${basis}. ${validityText(today.validFrom, today.validUntil)}`;
}
