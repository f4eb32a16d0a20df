import { useEffect, type RefObject } from 'react';

/** What the keys of the editor do. */
export interface EditorKeys {
  readonly save: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/**
 * Ctrl+S anywhere on the screen, and Ctrl+Z / Ctrl+Y / Ctrl+Shift+Z for the record as a whole. A text field takes
 * back its own typing first: only when it stands as it was entered do the keys reach the record.
 * @param root the form
 */
export function useEditorKeys(root: RefObject<HTMLElement | null>, keys: EditorKeys): void {
  useEffect(() => {
    // what the focused text held when it was entered
    let entered: { readonly field: Element; readonly text: string } | undefined;
    const onFocus = (event: FocusEvent): void => {
      entered = isTextField(event.target) ? { field: event.target, text: event.target.value } : undefined;
    };
    const hasOwnUndo = (target: EventTarget | null): boolean =>
      isTextField(target) && entered?.field === target && entered.text !== target.value;

    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === 's' && !event.shiftKey) {
        event.preventDefault();
        // held down, the key repeats; one press is one save
        if (!event.repeat) keys.save();
        return;
      }
      const undo = key === 'z' && !event.shiftKey;
      const redo = key === 'y' || (key === 'z' && event.shiftKey);
      if (!undo && !redo) return;
      if (!(event.target instanceof Node) || root.current?.contains(event.target) !== true) return;
      if (hasOwnUndo(event.target)) return;
      event.preventDefault();
      if (undo) keys.undo();
      else keys.redo();
    };
    document.addEventListener('focusin', onFocus);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('keydown', onKey);
    };
  }, [root, keys]);
}

function isTextField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
