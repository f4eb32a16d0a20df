import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';

const HOUR_MS = 3_600_000;

/** When somebody asks for a receipt, in hours from now; both in milliseconds since 1970. */
export function AskingBadge({ dueAt, now }: { readonly dueAt: number; readonly now: number }) {
  const hours = Math.floor(Math.abs(now - dueAt) / HOUR_MS);
  if (hours === 0) {
    return (
      <Badge kind={now < dueAt ? 'warn' : 'error'} icon="clock">
        {t('followUp.askNow')}
      </Badge>
    );
  }
  return now < dueAt ? (
    <Badge kind="info" icon="clock">
      {tCount('followUp.askIn', hours)}
    </Badge>
  ) : (
    <Badge kind="error" icon="clock">
      {tCount('followUp.overdue', hours)}
    </Badge>
  );
}
