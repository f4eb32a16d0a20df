import { useEffect, useState } from 'react';
import { useSession } from '../session.tsx';

const MINUTE_MS = 60_000;

/** The time by the office's clock in milliseconds since 1970, moved on every minute: clocks on the screen run by themselves. */
export function useNow(): number {
  const { db } = useSession();
  const [now, setNow] = useState(() => db.clock.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(db.clock.now()), MINUTE_MS);
    return () => clearInterval(ticking);
  }, [db]);
  return now;
}
