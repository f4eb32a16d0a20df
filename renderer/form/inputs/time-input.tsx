import type { Clock } from '../../../shared/kernel/clock.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { isPlainTime, timeInHonduras } from '../../../shared/kernel/plain-date.ts';
import { t } from '../../text/index.ts';
import type { ValueInputProps } from './parsed-input.tsx';
import { ParsedInput } from './parsed-input.tsx';
import { addMinutes, parseTypedTime } from './typed-values.ts';

/**
 * A time of day on the 24-hour clock: `930`, `9:30` and `0930` are the same. A sets the present time, the arrows move
 * it by a minute. Value: `HH:MM`, or what was typed.
 */
export function TimeInput({ clock, ...props }: ValueInputProps & { readonly clock: Clock }) {
  const now = (): string => timeInHonduras(instantFrom(clock.now()));
  return (
    <ParsedInput
      {...props}
      hint={props.hint ?? t('fields.time.hint')}
      // `93` on the way to `930` must not already count as a time
      parse={(text) => (isPlainTime(text) ? text : undefined)}
      complete={parseTypedTime}
      format={(value) => value}
      keyValue={(key, value) => {
        if (key === 'a' || key === 'A') return now();
        if (key === 'ArrowUp') return addMinutes(value, 1) ?? (value === '' ? now() : undefined);
        if (key === 'ArrowDown') return addMinutes(value, -1) ?? (value === '' ? now() : undefined);
        return undefined;
      }}
      inputMode="numeric"
      placeholder={t('fields.time.placeholder')}
    />
  );
}
