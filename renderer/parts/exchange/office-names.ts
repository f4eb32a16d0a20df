import type { TrustedOffice } from '../../../shared/roster/trust-list.ts';

/** The offices that a bundle is for, by name and code; by code where the list has them no more. Undefined for somebody outside. */
export function namesOf(offices: readonly TrustedOffice[], codes: readonly string[]): string | undefined {
  const names = codes.map((code) => {
    const office = offices.find(({ oficina }) => oficina === code);
    return office === undefined ? code : `${office.nombre} (${code})`;
  });
  return names.length === 0 ? undefined : names.join(', ');
}
