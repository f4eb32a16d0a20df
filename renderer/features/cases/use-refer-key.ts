import { useEffect } from 'react';

/**
 * Alt+R on the screen of a case refers it. An open dialog keeps it to itself.
 * @param refer undefined for whoever may not
 */
export function useReferKey(refer: (() => void) | undefined): void {
  useEffect(() => {
    if (refer === undefined) return;
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
      if (event.key.toLowerCase() !== 'r' || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      event.preventDefault();
      refer();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [refer]);
}
