import type { Fault } from '../../../shared/kernel/fault.ts';
import { readLegalRules, type LegalRules } from '../../db/legal-parameters.ts';
import { useOfficeReading } from '../use-office-reading.ts';

/** The office's parameters and tables of wages, read again when the office notes anything, and on request. */
export interface LegalRulesState {
  readonly rules: LegalRules | undefined;
  readonly fault: Fault | undefined;
  readonly reload: () => void;
}

/** Reads what the office counts with. */
export function useLegalRules(): LegalRulesState {
  const { value: rules, fault, reload } = useOfficeReading(readLegalRules);
  return { rules, fault, reload };
}
