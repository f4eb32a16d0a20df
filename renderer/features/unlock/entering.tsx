import { useEffect, useState } from 'react';
import { t } from '../../text/index.ts';

/** A passphrase and an office of a hundred thousand cases take less. */
const LONG_MS = 8000;

/** What is being done while somebody comes in. When it takes long they are told why, and not to give up. */
export function Entering() {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLong(true), LONG_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return <span role="status">{t(isLong ? 'unlock.longer' : 'unlock.entering')}</span>;
}
