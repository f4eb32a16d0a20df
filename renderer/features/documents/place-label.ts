import { isSameName } from '../../../shared/kernel/same-name.ts';
import type { PlaceToSign } from '../../../shared/signature/places-to-sign.ts';
import { t } from '../../text/index.ts';

/** A place to sign as a person reads it: what the paper says of it, else what its name tells. */
export function placeLabel({ field, tip }: Pick<PlaceToSign, 'field' | 'tip'>): string {
  // the paper's tip reads "Firma electrónica: NAME, ROLE"; the first words say nothing here
  const said = tip
    .replace(/^[^:]*:\s*/, '')
    .replace(/^,\s*/, '')
    .trim();
  if (said !== '') return said;
  const inspector = /^Firma_Inspector_(\d+)$/.exec(field);
  if (inspector) return t('documents.role_inspector', { n: inspector[1] ?? '' });
  return field === 'Firma_Jefatura' ? t('documents.role_chief') : field;
}

/** Whether a place was printed for this person, by the whole name. */
export function isPlaceOf(place: Pick<PlaceToSign, 'tip'>, person: string): boolean {
  return printedNames(place).some((name) => isSameName(name, person));
}

/** Whether a place was printed for somebody, and that is another person. A place without a name is nobody's. */
export function isPlaceOfAnother(place: Pick<PlaceToSign, 'tip'>, person: string): boolean {
  return printedNames(place).length > 0 && !isPlaceOf(place, person);
}

/**
 * The place offered first: the free one that names who signs, else none. Another's place must be chosen on purpose:
 * a signature cannot be taken back.
 * @param signer full name of whom the certificate belongs to
 */
export function preferredPlace(places: readonly PlaceToSign[], signer: string): PlaceToSign | undefined {
  return places.find((place) => !place.signed && isPlaceOf(place, signer));
}

/**
 * What may be the name in a tip "Firma electrónica: NAME, ROLE". Either may hold commas, so that the name is one of
 * the beginnings up to a comma; only whole ones are given.
 */
function printedNames({ tip }: Pick<PlaceToSign, 'tip'>): readonly string[] {
  const said = /^[^:]*:\s*(\S.*)$/s.exec(tip)?.[1] ?? '';
  if (said === '' || said.startsWith(',')) return [];
  const parts = said.split(',');
  return parts.map((_, i) =>
    parts
      .slice(0, i + 1)
      .join(',')
      .trim(),
  );
}
