import { useCallback, useEffect, useRef, useState } from 'react';
import type { Procedure } from '../../../shared/procedure/procedure.ts';
import type { ProcedureDraft } from '../../db/procedures.ts';
import { useSession } from '../../session.tsx';
import { keepDraft } from './draft-keeping.ts';

/** What is being changed, with the way back. */
interface Edit {
  /** id of the version that the changes began with */
  readonly base: string;
  readonly past: readonly Procedure[];
  readonly present: Procedure;
  readonly future: readonly Procedure[];
}

/** Steps that can be taken back. */
const MOST_STEPS = 100;

export interface ProcedureEdit {
  /** what stands on the screen while it is changed; undefined while nobody changes anything */
  readonly present: Procedure | undefined;
  readonly base: string | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Begins, with a draft where there is one. */
  readonly begin: (base: string, procedure: Procedure, draft?: Procedure) => void;
  readonly change: (next: Procedure) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Ends; what was changed is thrown away, from the disk too. */
  readonly end: () => void;
}

/**
 * The changes that somebody makes before they are saved as a version. Leaving the screen, locking and closing keep them
 * as the office's draft.
 * @param current the version in force: what says the same need not be kept
 */
export function useProcedureEdit(current: Procedure | undefined): ProcedureEdit {
  const { db, beforeLock } = useSession();
  const [edit, setEdit] = useState<Edit>();
  const latest = useRef<{ readonly edit: Edit | undefined; readonly current: Procedure | undefined }>(undefined);
  // what lies on the disk as the draft, as far as this screen knows
  const kept = useRef<Procedure>(undefined);
  useEffect(() => {
    latest.current = { edit, current };
  });

  useEffect(() => {
    const wanted = (): ProcedureDraft | undefined => {
      const { edit: now, current: inForce } = latest.current ?? {};
      if (now === undefined || isSame(now.present, inForce)) return undefined;
      return { base: now.base, procedure: now.present };
    };
    const hasUnkept = (): boolean => wanted()?.procedure !== kept.current;
    const keep = async (): Promise<void> => {
      const draft = wanted();
      if (draft?.procedure === kept.current) return;
      const done = await keepDraft(db, draft);
      if (done.ok) kept.current = draft?.procedure;
    };
    const release = beforeLock({ keep, hasUnkept });
    return () => {
      release();
      void keep();
    };
  }, [db, beforeLock]);

  const begin = useCallback((base: string, procedure: Procedure, draft?: Procedure) => {
    kept.current = draft;
    setEdit({ base, past: draft === undefined ? [] : [procedure], present: draft ?? procedure, future: [] });
  }, []);
  const change = useCallback((next: Procedure) => {
    setEdit((before) => {
      if (before === undefined || isSame(next, before.present)) return before;
      return { ...before, past: [...before.past, before.present].slice(-MOST_STEPS), present: next, future: [] };
    });
  }, []);
  const undo = useCallback(() => setEdit((before) => before && stepBack(before)), []);
  const redo = useCallback(() => setEdit((before) => before && stepAhead(before)), []);
  const end = useCallback(() => {
    if (kept.current !== undefined) void keepDraft(db, undefined);
    kept.current = undefined;
    setEdit(undefined);
  }, [db]);
  useUndoKeys(edit !== undefined, undo, redo);

  return {
    present: edit?.present,
    base: edit?.base,
    canUndo: edit !== undefined && edit.past.length > 0,
    canRedo: edit !== undefined && edit.future.length > 0,
    begin,
    change,
    undo,
    redo,
    end,
  };
}

function stepBack(edit: Edit): Edit {
  const previous = edit.past.at(-1);
  if (previous === undefined) return edit;
  return { ...edit, past: edit.past.slice(0, -1), present: previous, future: [edit.present, ...edit.future] };
}

function stepAhead(edit: Edit): Edit {
  const [next, ...future] = edit.future;
  return next === undefined ? edit : { ...edit, past: [...edit.past, edit.present], present: next, future };
}

function isSame(a: Procedure, b: Procedure | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Ctrl+Z and Ctrl+Y, as everywhere; a window over the screen keeps them to itself. */
function useUndoKeys(active: boolean, undo: () => void, redo: () => void): void {
  useEffect(() => {
    if (!active) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (!event.ctrlKey || event.altKey || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      const key = event.key.toLowerCase();
      if (key === 'y' || (key === 'z' && event.shiftKey)) redo();
      else if (key === 'z') undo();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [active, undo, redo]);
}
