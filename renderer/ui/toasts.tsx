import type { ReactNode } from 'react';
import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import './layout.css';
import type { NoticeKind } from './notice.tsx';
import { Notice } from './notice.tsx';
import { useUiWords } from './words.tsx';

export interface Toast {
  readonly kind: NoticeKind;
  readonly title: string;
  readonly text?: string | undefined;
}

/** Long enough to read two lines twice; an error stays until it is closed. */
const STAY_MS = 8000;

const ToastContext = createContext<((toast: Toast) => void) | undefined>(undefined);

/** Holds the short messages of everything below, in the corner and in a live region. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const words = useUiWords();
  const [toasts, setToasts] = useState<readonly (Toast & { readonly id: number })[]>([]);
  const counter = useRef(0);
  const timers = useRef(new Set<number>());
  const close = useCallback((id: number) => setToasts((now) => now.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (toast: Toast) => {
      counter.current += 1;
      const id = counter.current;
      setToasts((now) => [...now.slice(-3), { ...toast, id }]);
      if (toast.kind === 'error') return;
      const timer = window.setTimeout(() => {
        timers.current.delete(timer);
        close(id);
      }, STAY_MS);
      timers.current.add(timer);
    },
    [close],
  );
  useEffect(() => {
    const running = timers.current;
    return () => running.forEach((timer) => window.clearTimeout(timer));
  }, []);
  return (
    <ToastContext value={show}>
      {children}
      <section className="ui-toasts" aria-label={words.notifications} aria-live="polite">
        {toasts.map((toast) => (
          <Notice key={toast.id} kind={toast.kind} title={toast.title} onClose={() => close(toast.id)}>
            {toast.text}
          </Notice>
        ))}
      </section>
    </ToastContext>
  );
}

/** Says something short without moving the focus: "Guardado", "Se envió a la impresora". */
export function useToasts(): (toast: Toast) => void {
  const show = useContext(ToastContext);
  if (!show) throw new Error('useToasts needs a ToastProvider above it');
  return show;
}
