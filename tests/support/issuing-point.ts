import { Extension } from '@peculiar/x509';
import { fromHex, toHex, utf8 } from '../../shared/kernel/bytes.ts';

/** An IssuingDistributionPoint with these parts, hexadecimal; critical, as RFC 5280 section 5.2.5 wants it. */
export function issuingPoint(...parts: readonly string[]): Extension {
  const value = parts.join('');
  return new Extension('2.5.29.28', true, fromHex(`30${(value.length / 2).toString(16).padStart(2, '0')}${value}`));
}
const length = (hex: string): string => (hex.length / 2).toString(16).padStart(2, '0');
const wrapped = (tag: string, hex: string): string => `${tag}${length(hex)}${hex}`;
/** The place of a list, as such a part. */
export const placeAt = (url: string): string => wrapped('a0', wrapped('a0', wrapped('86', toHex(utf8(url)))));
