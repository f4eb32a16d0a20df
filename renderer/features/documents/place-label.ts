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

/**
 * The place offered first: the free one that names the person at work, else the first free one.
 * @param person full name
 */
export function preferredPlace(places: readonly PlaceToSign[], person: string): PlaceToSign | undefined {
  const free = places.filter(({ signed }) => !signed);
  return free.find(({ tip }) => tip.includes(person)) ?? free[0];
}
