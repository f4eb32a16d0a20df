import { useCallback, useEffect, useRef } from 'react';
import { focusField, type FieldPath } from './field-path.ts';

/**
 * Puts the focus in a field, or as soon as it is drawn where an answer is what brings it out.
 * @returns stays the same function
 */
export function useFocusNext(): (path: FieldPath) => void {
  const wanted = useRef<FieldPath>(undefined);
  useEffect(() => {
    if (wanted.current && focusField(wanted.current)) wanted.current = undefined;
  });
  return useCallback((path: FieldPath) => {
    // an answer that is the same again draws nothing anew
    wanted.current = focusField(path) ? undefined : path;
  }, []);
}
