import * as v from 'valibot';
import type { Role } from '../../shared/access/roles.ts';
import { CertificateInfo } from '../../shared/ipc/certificate-calls.ts';
import { OfficeInput, PersonInput } from '../../shared/ipc/first-calls.ts';
import { Base64Bytes, Id, LegacySlot, parseAs, Signing } from './keyring.ts';

/** Format 1 knew no roles; everybody worked on cases. */
export const ROLES_OF_FORMAT_1: readonly Role[] = ['inspector'];

/**
 * `keyring.json` as the first version wrote it: one key for everything, wrapped for each person and for a recovery
 * code. Read only to be made format 2 (`upgrade-keyring.ts`).
 */
const Keyring1 = v.strictObject({
  format: v.literal(1),
  vaultId: Id,
  officeId: Id,
  installationId: Id,
  ready: v.boolean(),
  office: OfficeInput,
  people: v.pipe(
    v.array(
      v.strictObject({
        id: Id,
        ...PersonInput.entries,
        slot: LegacySlot,
        signing: Signing,
        former: v.array(v.strictObject({ id: Id, certificate: Base64Bytes })),
      }),
    ),
    v.minLength(1),
  ),
  recovery: LegacySlot,
  authority: v.strictObject({ certificate: Base64Bytes, sealedKey: Base64Bytes }),
  imported: v.array(v.strictObject({ ...CertificateInfo.entries, kind: v.literal('imported') })),
  proof: Base64Bytes,
});
export type Keyring1 = v.InferOutput<typeof Keyring1>;

/**
 * Reads a keyring file's content.
 * @returns the keyring, or undefined when it is not one of format 1
 */
export function parseKeyring1(text: string): Keyring1 | undefined {
  return parseAs(Keyring1, text);
}
