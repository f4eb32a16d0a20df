import { assertNever } from '../../../shared/kernel/assert.ts';
import type { InputDef } from '../../../shared/calculator/inputs.ts';
import type { CalculatorKey } from '../../../shared/catalog/entry.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { DateInput } from '../../form/inputs/date-input.tsx';
import { IntegerInput, MoneyInput } from '../../form/inputs/number-inputs.tsx';
import { t } from '../../text/index.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { YesNo } from '../../ui/yes-no.tsx';
import { choiceLabel, inputHint, inputLabel } from './calculator-text.ts';

interface CalculatorInputProps {
  readonly calculator: CalculatorKey;
  readonly input: InputDef;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem: string | undefined;
  readonly clock: Clock;
}

/** More options than this are found by typing. */
const LIST = 8;

/** One input of a calculator. */
export function CalculatorInput({ calculator, input, value, onChange, problem, clock }: CalculatorInputProps) {
  const common = {
    label: inputLabel(calculator, input.key),
    hint: inputHint(calculator, input.key),
    required: input.required,
    problem,
  };
  const typed = { ...common, value, onChange };
  switch (input.kind) {
    case 'money':
      return <MoneyInput {...typed} />;
    case 'date':
      return <DateInput {...typed} clock={clock} />;
    case 'integer':
      return <IntegerInput {...typed} />;
    case 'year':
      return <TextInput {...typed} inputMode="numeric" numeric maxLength={4} />;
    case 'number':
      return <TextInput {...typed} inputMode="decimal" numeric />;
    case 'spans':
      return <TextInput {...typed} />;
    case 'yesNo':
      return (
        <YesNo
          {...common}
          value={value === 'yes' ? true : value === 'no' ? false : undefined}
          onChange={(answer) => onChange(answer === undefined ? '' : answer ? 'yes' : 'no')}
        />
      );
    case 'choice': {
      const options = input.options.map((key) => ({ key, label: choiceLabel(input, key) }));
      const chosen = value === '' ? undefined : value;
      return options.length > LIST ? (
        <ComboBox
          {...common}
          options={options}
          value={chosen}
          onChange={(key) => onChange(key ?? '')}
          placeholder={t('fields.search')}
        />
      ) : (
        <Select {...common} options={options} value={chosen} onChange={onChange} placeholder={t('fields.choose')} />
      );
    }
    default:
      return assertNever(input);
  }
}
