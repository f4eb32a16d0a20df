import { memo, useState } from 'react';
import { identifiers } from '../../shared/catalog/identifiers.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { assertNever } from '../../shared/kernel/assert.ts';
import type { FieldDef, FieldValue } from '../../shared/record/fields.ts';
import { fieldHint, fieldLabel } from '../text/field-text.ts';
import type { FieldProps } from '../ui/field-frame.tsx';
import { TextInput } from '../ui/text-input.tsx';
import { YesNo } from '../ui/yes-no.tsx';
import { AgeInput, ApproximateDateInput } from './inputs/approximate-inputs.tsx';
import { ChoiceInput, MultiChoiceInput } from './inputs/choice-inputs.tsx';
import { DateInput } from './inputs/date-input.tsx';
import { DigitsInput } from './inputs/digits-input.tsx';
import { LongTextInput } from './inputs/long-text-input.tsx';
import { CoordinatesInput, IntegerInput, MoneyInput } from './inputs/number-inputs.tsx';
import { DepartmentInput, MunicipalityInput } from './inputs/place-inputs.tsx';
import { TimeInput } from './inputs/time-input.tsx';

export interface FieldInputProps {
  /** key of the record kind, for the words */
  readonly kind: string;
  readonly field: FieldDef;
  readonly table?: string | undefined;
  readonly row?: string | undefined;
  /** DOM id: {@link fieldId} */
  readonly id: string;
  readonly value: FieldValue;
  /** must stay the same function from one drawing to the next */
  readonly onChange: (field: FieldDef, value: FieldValue, row: string | undefined) => void;
  readonly problem?: string | undefined;
  readonly severity?: 'error' | 'warning' | undefined;
  /** shows the problem even before the field was visited */
  readonly showProblem: boolean;
  /** the problem is only that nothing is here yet; then leaving the field does not show it either */
  readonly onlyEmpty: boolean;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly clock: Clock;
  /** for a municipality: two digits of the department chosen beside it, or '' */
  readonly department?: string | undefined;
}

/**
 * Draws one field of a record. All its properties are plain values or stable, so that a key stroke draws only the
 * field it was typed in.
 */
export const FieldInput = memo(function FieldInput(props: FieldInputProps) {
  const { field, value, id, row, onChange } = props;
  const place = { kind: props.kind, table: props.table, field: field.key };
  // what was already there when the form opened was typed by someone, so its problems may show at once
  const [visited, setVisited] = useState(value.length > 0);
  const shown = props.showProblem || (visited && !props.onlyEmpty);
  const common: FieldProps & { readonly onBlur: () => void } = {
    id,
    label: fieldLabel(place),
    hint: fieldHint(place),
    required: props.required,
    readOnly: props.readOnly,
    problem: shown && props.severity === 'error' ? props.problem : undefined,
    warning: shown && props.severity === 'warning' ? props.problem : undefined,
    onBlur: () => setVisited(true),
  };
  const text = typeof value === 'string' ? value : value.join(', ');
  const change = (next: FieldValue): void => onChange(field, next, row);
  const input = { ...common, value: text, onChange: change };

  switch (field.kind) {
    case 'text':
      return <TextInput {...input} />;
    case 'email':
      return <TextInput {...input} type="email" inputMode="email" onChange={(next) => change(next.trim())} />;
    case 'longText':
      return <LongTextInput {...input} place={place} isProtected={field.level === 'protected'} />;
    case 'date':
      return <DateInput {...input} clock={props.clock} />;
    case 'time':
      return <TimeInput {...input} clock={props.clock} />;
    case 'approximateDate':
      return <ApproximateDateInput {...input} />;
    case 'age':
      return <AgeInput {...input} />;
    case 'integer':
      return <IntegerInput {...input} />;
    case 'money':
      return <MoneyInput {...input} />;
    case 'coordinates':
      return <CoordinatesInput {...input} />;
    case 'dni':
      return <DigitsInput {...input} groups={identifiers.dni.groups} />;
    case 'phone':
      return <DigitsInput {...input} groups={identifiers.phone.groups} />;
    case 'rtn':
      return <DigitsInput {...input} groups={[identifiers.rtn.digits]} />;
    case 'department':
      return <DepartmentInput {...input} />;
    case 'municipality':
      return <MunicipalityInput {...input} department={props.department ?? ''} />;
    case 'yesNo':
      return (
        <YesNo
          {...common}
          value={text === 'yes' ? true : text === 'no' ? false : undefined}
          onChange={(answer) => change(answer === undefined ? '' : answer ? 'yes' : 'no')}
        />
      );
    case 'choice':
      return <ChoiceInput {...input} place={place} field={field} />;
    case 'multiChoice':
      return <MultiChoiceInput {...common} value={value} onChange={change} place={place} field={field} />;
    default:
      return assertNever(field);
  }
});
