import { departmentOf, findMunicipality } from '../../../shared/catalog/territory.ts';
import type { TrustedOffice } from '../../../shared/roster/trust-list.ts';
import { normalise } from '../../../shared/search/normalise.ts';

/**
 * The office that an alert probably belongs to: the one that is called by the municipality, else by the department. The list
 * of trust knows no territories, so that a person has the last word.
 * @param municipality code (DDMM), or nothing
 */
export function officeForPlace(offices: readonly TrustedOffice[], municipality: string): TrustedOffice | undefined {
  const names = [findMunicipality(municipality)?.name, departmentOf(municipality)?.name];
  for (const name of names) {
    const wanted = name === undefined ? '' : normalise(name);
    const called = offices.filter(({ nombre }) => wanted !== '' && normalise(nombre).includes(wanted));
    if (called.length === 1) return called[0];
  }
  return undefined;
}
