import { useEffect, useRef } from 'react';
import { t } from '../text/index.ts';
import { useToasts } from '../ui/toasts.tsx';
import { placeInCode } from './place-in-code.ts';

/**
 * Tells about bugs outside drawing (in an answer to a press, in work that nobody waits for), which would otherwise
 * end in silence. The same place is told once: a bug in a timer would bury the screen.
 */
export function BugWatch() {
  const toast = useToasts();
  const told = useRef(new Set<string>());
  useEffect(() => {
    const tell = (error: unknown): void => {
      const detail = placeInCode(error);
      if (told.current.has(detail)) return;
      told.current.add(detail);
      toast({ kind: 'error', title: t('common.bug.title'), text: t('common.bug.text', { detail }) });
    };
    const onError = (event: ErrorEvent): void => {
      // without an error it is a remark of the browser's own, e.g. that an observer saw too much at once
      if (event.error !== null && event.error !== undefined) tell(event.error);
    };
    const onRejection = (event: PromiseRejectionEvent): void => tell(event.reason);
    window.addEventListener('error', onError);
    window.addEventListener('unhandledrejection', onRejection);
    return () => {
      window.removeEventListener('error', onError);
      window.removeEventListener('unhandledrejection', onRejection);
    };
  }, [toast]);
  return null;
}
