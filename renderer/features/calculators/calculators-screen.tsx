import { useState } from 'react';
import { calculatorKeys, type CalculatorKey } from '../../../shared/catalog/entry.ts';
import { CalculatorWith } from '../../parts/calculators/calculator-form.tsx';
import { useLegalRules } from '../../parts/calculators/use-legal-rules.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { t, tCount } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import './calculators-screen.css';
import { InfringementsPanel } from './infringements-panel.tsx';
import { ParametersPanel } from './parameters-panel.tsx';
import { WageTablesPanel } from './wage-tables-panel.tsx';

/** The arithmetic of an inspection, and the numbers of the law that it rests on. */
export function CalculatorsScreen() {
  const { rules, fault, reload } = useLegalRules();
  const [calculator, setCalculator] = useState<CalculatorKey>('hours');
  return (
    <div className="calculators-screen">
      <PageHeader title={t('calculators.title')} subtitle={t('calculators.subtitle')} />
      {fault && <FaultNotice fault={fault} />}
      {rules === undefined && fault === undefined && <Spinner size={24} label={t('calculators.loading')} />}
      {rules && (
        <div className="calculators-panels">
          {rules.unreadable > 0 && (
            <Notice kind="warn" live={false} title={tCount('calculators.unreadable', rules.unreadable)} />
          )}
          <Panel title={t('calculators.calculate')}>
            <div className="calculators-choice">
              <Select
                label={t('calculators.calculator')}
                options={calculatorKeys.map((key) => ({ key, label: t(`calculators.name.${key}`) }))}
                value={calculator}
                onChange={setCalculator}
              />
            </div>
            <CalculatorWith key={calculator} calculator={calculator} rules={rules} />
          </Panel>
          <WageTablesPanel tables={rules.wageTables} onChanged={reload} />
          <InfringementsPanel overrides={rules.overrides} />
          <ParametersPanel overrides={rules.overrides} onChanged={reload} />
        </div>
      )}
    </div>
  );
}
