import type { Clock } from '../../../shared/kernel/clock.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, formatDate, isPlainDate, parseTypedDate } from '../../../shared/kernel/plain-date.ts';
import { t } from '../../text/index.ts';
import type { ValueInputProps } from './parsed-input.tsx';
import { ParsedInput } from './parsed-input.tsx';
import { addDays, completeDate } from './typed-values.ts';

/**
 * A civil date, typed as dd/mm/aaaa (slashes are not needed). H sets today, the arrows move it by a day.
 * Value: `YYYY-MM-DD`, or what was typed.
 */
export function DateInput({ clock, ...props }: ValueInputProps & { readonly clock: Clock }) {
  const today = (): string => dateInHonduras(instantFrom(clock.now()));
  return (
    <ParsedInput
      {...props}
      hint={props.hint ?? t('fields.date.hint')}
      parse={parseTypedDate}
      complete={(text) => completeDate(text, today())}
      format={(value) => (isPlainDate(value) ? formatDate(value) : value)}
      keyValue={(key, value) => {
        if (key === 'h' || key === 'H') return today();
        if (key === 'ArrowUp') return addDays(value, 1) ?? (value === '' ? today() : undefined);
        if (key === 'ArrowDown') return addDays(value, -1) ?? (value === '' ? today() : undefined);
        return undefined;
      }}
      inputMode="numeric"
      placeholder={t('fields.date.placeholder')}
    />
  );
}
