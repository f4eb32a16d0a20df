import { memo, useEffect, useRef, useState } from 'react';
import { instantFrom, type Clock, type Instant } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, timeInHonduras } from '../../../shared/kernel/plain-date.ts';
import { currentLocale } from '../../text/index.ts';
import { classNames } from '../../ui/class-names.ts';
import { weeksOf } from './month.ts';

/** So long the pointer rests on the time until one is back: nobody does that by chance. */
const HOLD_MS = 2000;

/** The instant of the minute that runs, so that the screen is drawn anew when it has something else to say. */
function minuteOf(clock: Clock): Instant {
  return instantFrom(Math.floor(clock.now() / 60_000) * 60_000);
}

interface CalendarScreenProps {
  readonly clock: Clock;
  /** called after the pointer was held on the time on purpose */
  readonly onHeld: () => void;
}

/**
 * What somebody who comes in sees: the month and the time, and nothing of what was on the screen. It stands ready behind the
 * interview, whose state alone decides which of the two is seen.
 */
export const CalendarScreen = memo(function CalendarScreen({ clock, onHeld }: CalendarScreenProps) {
  const [now, setNow] = useState(() => minuteOf(clock));
  const timer = useRef<number>(undefined);
  useEffect(() => {
    const tick = window.setInterval(() => setNow(minuteOf(clock)), 1000);
    return () => {
      window.clearInterval(tick);
      window.clearTimeout(timer.current);
    };
  }, [clock]);
  const today = dateInHonduras(now);
  const weeks = weeksOf(today);
  const say = (date: string, how: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(currentLocale(), { ...how, timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`));
  // 5 January 2026 was a Monday
  const weekdays = [5, 6, 7, 8, 9, 10, 11].map((day) =>
    say(`2026-01-${String(day).padStart(2, '0')}`, { weekday: 'short' }),
  );
  return (
    <div className="calendar-screen">
      <time
        className="calendar-time"
        onPointerDown={() => (timer.current = window.setTimeout(onHeld, HOLD_MS))}
        onPointerUp={() => window.clearTimeout(timer.current)}
        onPointerLeave={() => window.clearTimeout(timer.current)}
      >
        {timeInHonduras(now)}
      </time>
      <p className="calendar-day">{say(today, { weekday: 'long', day: 'numeric', month: 'long' })}</p>
      <table className="calendar-month">
        <caption>{say(today, { month: 'long', year: 'numeric' })}</caption>
        <thead>
          <tr>
            {weekdays.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, at) => (
            <tr key={week.find((date) => date !== undefined) ?? at}>
              {week.map((date, place) => (
                <td key={date ?? place} className={classNames(date === today && 'calendar-today')}>
                  {date === undefined ? '' : Number(date.slice(8))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});
