import type { SignatureField } from '../../../shared/signature/signature-fields.ts';
import { t } from '../../text/index.ts';

/** A place to sign as a person reads it: what the paper says of it, else what its name tells. */
export function fieldLabel({ name, tip }: Pick<SignatureField, 'name' | 'tip'>): string {
  // the paper's tip reads "Firma electrónica: NAME, ROLE"; the first words say nothing here
  const said = tip
    .replace(/^[^:]*:\s*/, '')
    .replace(/^,\s*/, '')
    .trim();
  if (said !== '') return said;
  const inspector = /^Firma_Inspector_(\d+)$/.exec(name);
  if (inspector) return t('documents.role_inspector', { n: inspector[1] ?? '' });
  return name === 'Firma_Jefatura' ? t('documents.role_chief') : name;
}

/**
 * The place offered first: the free one that names the person at work, else the first free one.
 * @param person full name
 */
export function preferredField(fields: readonly SignatureField[], person: string): SignatureField | undefined {
  const free = fields.filter(({ signed }) => !signed);
  return free.find(({ tip }) => tip.includes(person)) ?? free[0];
}
