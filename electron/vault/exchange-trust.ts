import { fromBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { acceptTrustList } from '../../shared/roster/accept-trust.ts';
import { readTrustFile, trustFile, type SignedTrustList, type TrustList } from '../../shared/roster/trust-list.ts';
import { readOfficeFile, writeOfficeFile, type FileOffice } from './office-file.ts';

/** The ministry's list that this office goes by. */
export interface OfficeTrust extends SignedTrustList {
  readonly read: TrustList;
  /** the root that somebody compared by telephone, DER */
  readonly root: Bytes;
}

/**
 * The list in use, verified anew at each reading.
 * @returns the list; undefined in an office that has none; `vault/damaged` when it was exchanged on the disk
 */
export async function readTrust(office: FileOffice): Promise<Result<OfficeTrust | undefined>> {
  const file = await readOfficeFile(office, fileName(office));
  if (!file.ok || file.value === undefined) return file.ok ? ok(undefined) : file;
  const signed = readTrustFile(file.value);
  const verified = signed.ok ? await acceptTrustList(undefined, signed.value, undefined, 0) : signed;
  if (!signed.ok || !verified.ok) return fail('vault/damaged');
  const { list, root } = verified.value;
  return ok({ ...signed.value, read: list, root });
}

/** Takes a list into use that was accepted. @returns nothing, or the fault of the disk */
export async function keepTrust(office: FileOffice, signed: SignedTrustList): Promise<Result<undefined>> {
  const file = trustFile(signed);
  return file.ok ? writeOfficeFile(office, fileName(office), file.value) : file;
}

/** The certificate that the list has for an installation and its key; undefined when it has none that counts. */
export function certificateFor(list: TrustList | undefined, replica: string): Bytes | undefined {
  for (const { equipos } of list?.oficinas ?? []) {
    const own = equipos.find((one) => one.replica === replica && one.estado === 'activo');
    if (own !== undefined) return fromBase64(own.cert);
  }
  return undefined;
}

function fileName({ keyring }: FileOffice): string {
  return `exchange-trust-${keyring.vaultId}.sealed`;
}
