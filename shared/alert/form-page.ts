import * as v from 'valibot';
import { fromBase64, toBase64, type Bytes } from '../kernel/bytes.ts';
import { alertKeyId } from './envelope.ts';

/** What stands in the page of the form until an office is put in. Data, not a script: the page's policy runs no other. */
export const FORM_SLOT = '<script type="application/json" id="office">null</script>';

/** Whom a copy of the form is for. */
export interface FormOffice {
  readonly name: string;
  /** of its alert key, 65 bytes */
  readonly publicKey: Bytes;
}

const Slot = v.strictObject({ name: v.string(), publicKey: v.pipe(v.string(), v.base64()), keyId: v.string() });

/**
 * Puts an office into the page of the form.
 * @param page as it was built
 */
export async function fillForm(page: string, { name, publicKey }: FormOffice): Promise<string> {
  const slot = { name, publicKey: toBase64(publicKey), keyId: await alertKeyId(publicKey) };
  // the name may not end the element that it stands in
  const json = JSON.stringify(slot).replaceAll('<', '\\u003c');
  const [before, after, ...more] = page.split(FORM_SLOT);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error('a page with one place for an office');
  return before + FORM_SLOT.replace('null', () => json) + after;
}

/**
 * The office of a copy of the form.
 * @param json what stands in its place
 * @returns undefined for a page without an office, or with a key that is not the one it names
 */
export async function readFormOffice(json: string): Promise<(FormOffice & { readonly keyId: string }) | undefined> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const slot = v.safeParse(Slot, value);
  if (!slot.success) return undefined;
  const { name, keyId } = slot.output;
  const publicKey = fromBase64(slot.output.publicKey);
  return publicKey.length === 65 && (await alertKeyId(publicKey)) === keyId ? { name, keyId, publicKey } : undefined;
}
