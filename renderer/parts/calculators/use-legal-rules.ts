import { useCallback, useEffect, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readLegalRules, type LegalRules } from '../../db/legal-parameters.ts';
import { useSession } from '../../session.tsx';

/** The office's parameters and tables of wages, read once and again on request. */
export interface LegalRulesState {
  readonly rules: LegalRules | undefined;
  readonly fault: Fault | undefined;
  readonly reload: () => void;
}

/** Reads what the office counts with. */
export function useLegalRules(): LegalRulesState {
  const { db } = useSession();
  const [rules, setRules] = useState<LegalRules>();
  const [fault, setFault] = useState<Fault>();
  const load = useCallback(async (): Promise<void> => {
    const read = await readLegalRules(db);
    setFault(read.ok ? undefined : read.fault);
    if (read.ok) setRules(read.value);
  }, [db]);
  useEffect(() => {
    void load();
  }, [load]);
  const reload = useCallback(() => void load(), [load]);
  return { rules, fault, reload };
}
