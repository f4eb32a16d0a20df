import { useEffect, useState } from 'react';
import { host } from '../../host.ts';

/** How many bytes the main process has written, read back or copied since this was last set to nothing. */
export function useBundleBytes(): { readonly bytes: number; readonly restart: () => void } {
  const [bytes, setBytes] = useState(0);
  useEffect(() => host.on('bundleProgress', (more) => setBytes((before) => before + more.bytes)), []);
  return { bytes, restart: () => setBytes(0) };
}
