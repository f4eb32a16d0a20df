import {
  formatAge,
  formatApproximateDate,
  parseTypedAge,
  parseTypedApproximateDate,
} from '../../../shared/record/approximate.ts';
import { t } from '../../text/index.ts';
import type { ValueInputProps } from './parsed-input.tsx';
import { ParsedInput } from './parsed-input.tsx';

/** As much of a date as somebody knows: a day, `marzo de 2025`, `hacia 2024`. Value: see `shared/record/approximate.ts`. */
export function ApproximateDateInput(props: ValueInputProps) {
  return (
    <ParsedInput
      {...props}
      hint={props.hint ?? t('fields.approximateDate.hint')}
      parse={parseTypedApproximateDate}
      format={formatApproximateDate}
    />
  );
}

/** An age in years, as sure as somebody is of it: `14`, `unos 14`, `entre 14 y 16`. */
export function AgeInput(props: ValueInputProps) {
  return <ParsedInput {...props} hint={props.hint ?? t('fields.age.hint')} parse={parseTypedAge} format={formatAge} />;
}
