import type { ValueInputProps } from './parsed-input.tsx';
import { ParsedInput } from './parsed-input.tsx';
import {
  formatTypedCoordinates,
  formatTypedInteger,
  formatTypedMoney,
  parseTypedCoordinates,
  parseTypedInteger,
  parseTypedMoney,
} from './typed-values.ts';

/** A whole number; the arrows count up and down. Value: digits, or what was typed. */
export function IntegerInput(props: ValueInputProps) {
  return (
    <ParsedInput
      {...props}
      parse={parseTypedInteger}
      format={formatTypedInteger}
      keyValue={(key, value) => {
        if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
        const number = /^\d{0,9}$/.test(value) ? Number(value) : undefined;
        if (number === undefined) return undefined;
        return String(Math.max(0, number + (key === 'ArrowUp' ? 1 : -1)));
      }}
      inputMode="numeric"
      numeric
    />
  );
}

/** An amount in lempiras. Value: `1234.50`, or what was typed. */
export function MoneyInput(props: ValueInputProps) {
  return (
    <ParsedInput {...props} parse={parseTypedMoney} format={formatTypedMoney} inputMode="decimal" prefix="L" numeric />
  );
}

/** A point on the map in decimal degrees. Value: `14.0723,-87.1921`, or what was typed. */
export function CoordinatesInput(props: ValueInputProps) {
  return <ParsedInput {...props} parse={parseTypedCoordinates} format={formatTypedCoordinates} />;
}
