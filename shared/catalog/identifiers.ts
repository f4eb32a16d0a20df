import * as v from 'valibot';
import { Confidence } from './entry.ts';
import identifiersData from './identifiers.json';

const fact = { confidence: Confidence, source: v.string() };
const Identifiers = v.strictObject({
  dni: v.strictObject({ digits: v.number(), groups: v.array(v.number()), ...fact }),
  rtn: v.strictObject({ digits: v.number(), ...fact }),
  phone: v.strictObject({
    digits: v.number(),
    groups: v.array(v.number()),
    country: v.string(),
    firstDigits: v.array(v.string()),
    ...fact,
  }),
});

/** How long the Honduran numbers are and how they are grouped. */
export const identifiers = v.parse(Identifiers, identifiersData);

/**
 * True for 13 digits `DDMMAAAANNNNN` whose department is 01 to 18 and whose year is 19xx or 20xx.
 * No check digit is published, and the year proves nobody's age.
 */
export function isDni(digits: string): boolean {
  return digits.length === identifiers.dni.digits && /^(0[1-9]|1[0-8])\d{2}(19|20)\d{7}$/.test(digits);
}

/** True for the 14 digits of a tax number; how companies' numbers are built is not published. */
export function isRtn(digits: string): boolean {
  return digits.length === identifiers.rtn.digits && /^\d+$/.test(digits);
}

/** True for the 8 digits of a Honduran line: fixed (2) or mobile (3, 7, 8, 9). */
export function isPhone(digits: string): boolean {
  const { phone } = identifiers;
  return digits.length === phone.digits && /^\d+$/.test(digits) && phone.firstDigits.includes(digits.charAt(0));
}

/** `0801198210044` as it is read: `0801-1982-10044`; anything else comes back as it is. */
export function formatDni(digits: string): string {
  return grouped(digits, identifiers.dni);
}

/** `99887766` as it is read: `9988-7766`; anything else comes back as it is. */
export function formatPhone(digits: string): string {
  return grouped(digits, identifiers.phone);
}

function grouped(digits: string, shape: { readonly digits: number; readonly groups: readonly number[] }): string {
  if (digits.length !== shape.digits || !/^\d+$/.test(digits)) return digits;
  let at = 0;
  return shape.groups.map((length) => digits.slice(at, (at += length))).join('-');
}
