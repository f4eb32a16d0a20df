import type { RefObject } from 'react';
import { useCallback, useRef } from 'react';

/** A form that, when something in it is wrong, can put the focus on the first field that is. */
export function useFormFocus(): {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly focusFirstProblem: () => void;
} {
  const form = useRef<HTMLFormElement>(null);
  const focusFirstProblem = useCallback(() => {
    // the marks are drawn after the state that asked for them
    requestAnimationFrame(() => {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] button')?.focus();
    });
  }, []);
  return { form, focusFirstProblem };
}
