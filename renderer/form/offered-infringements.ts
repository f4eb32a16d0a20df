import { createContext, useContext } from 'react';
import type { Option } from '../ui/option.tsx';

/**
 * The infringements that an office offers on the day a record is about, each under what the record will hold. Given by the
 * screen around a form; without it a form offers those of the catalogue.
 */
export const OfferedInfringementsContext = createContext<readonly Option[] | undefined>(undefined);

/** Those around a field. */
export function useOfferedInfringements(): readonly Option[] | undefined {
  return useContext(OfferedInfringementsContext);
}
