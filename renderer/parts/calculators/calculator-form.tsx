import { useMemo, useState } from 'react';
import { calculators } from '../../../shared/calculator/calculators.ts';
import { isShown, type InputValues, type Rules } from '../../../shared/calculator/inputs.ts';
import type { Working } from '../../../shared/calculator/working.ts';
import type { CalculatorKey } from '../../../shared/catalog/entry.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { CalculatorInput } from './calculator-input.tsx';
import { calculatorProblemText } from './calculator-text.ts';
import './calculators.css';
import { startValues } from './start-values.ts';
import { useLegalRules } from './use-legal-rules.ts';
import { WorkingView } from './working-view.tsx';

export interface CalculatorFormProps {
  /** must not change while the form stands: give the form a `key` of it */
  readonly calculator: CalculatorKey;
  /** what is known already, by the key of the input, in canonical text */
  readonly initial?: InputValues | undefined;
  /** takes the finished working over; without it there is no such button */
  readonly onUse?: ((working: Working) => void) | undefined;
}

/** A calculator with the office's own parameters: what is typed, and the working at once below it. */
export function CalculatorForm(props: CalculatorFormProps) {
  const { rules, fault } = useLegalRules();
  if (fault) return <FaultNotice fault={fault} />;
  if (rules === undefined) return <Spinner size={24} label={t('calculators.loading')} />;
  return <CalculatorWith {...props} rules={rules} />;
}

/** The same with parameters that somebody else has read already. */
export function CalculatorWith({ calculator, initial, onUse, rules }: CalculatorFormProps & { readonly rules: Rules }) {
  const { db } = useSession();
  const [values, setValues] = useState<InputValues>(() => startValues(calculator, db.clock, initial));
  const { inputs, compute } = calculators[calculator];
  const computed = useMemo(() => compute(values, rules), [compute, values, rules]);
  const problems = computed.ok ? [] : computed.fault;
  // an empty field is no mistake yet
  const problemOf = (key: string): string | undefined => {
    const found = problems.find(({ input, code }) => input === key && code !== 'missing');
    return found && calculatorProblemText(found);
  };
  const ofTheLaw = problems.filter(({ input }) => input === undefined);
  return (
    <div className="calculator">
      <div className="calculator-form">
        {inputs
          .filter((input) => isShown(input, values))
          .map((input) => (
            <CalculatorInput
              key={input.key}
              calculator={calculator}
              input={input}
              value={values[input.key] ?? ''}
              onChange={(value) => setValues((before) => ({ ...before, [input.key]: value }))}
              problem={problemOf(input.key)}
              clock={db.clock}
            />
          ))}
      </div>
      {ofTheLaw.map((problem) => (
        <Notice key={JSON.stringify(problem)} kind="warn" title={calculatorProblemText(problem)} />
      ))}
      {computed.ok && <WorkingView working={computed.value} onUse={onUse} />}
      {!computed.ok && ofTheLaw.length === 0 && <p className="calculator-note">{t('calculators.fill')}</p>}
    </div>
  );
}
