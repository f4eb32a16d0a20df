import type { CertificateOf } from '../../shared/bundle/check-case.ts';
import { fromBase64, sha256, toBase64Url, type Bytes } from '../../shared/kernel/bytes.ts';
import type { TrustList } from '../../shared/roster/trust-list.ts';

/** The certificates that seals are checked with, by their hash. */
export interface KnownCertificates {
  readonly of: CertificateOf;
  /** Adds the sender's, which may be newer than the list. It was checked against the root. */
  readonly add: (office: string, certificate: Bytes) => Promise<void>;
  /** Adds those of a newer list. The root signed it. */
  readonly addList: (list: TrustList) => Promise<void>;
}

/**
 * Gathers the certificates of a list. An office vouches for the series of its own computers, those that are no more too
 * (one that was put back from a copy goes on under another id, and nobody has the old key); it never vouches for a
 * computer that the list gives to another office.
 */
export async function knownCertificates(list: TrustList): Promise<KnownCertificates> {
  const owners = new Map<string, string>();
  const byHash = new Map<string, { readonly der: Bytes; readonly office: string }>();
  const add = async (office: string, der: Bytes): Promise<void> => {
    byHash.set(toBase64Url(await sha256(der)), { der, office });
  };
  const addList = async ({ oficinas }: TrustList): Promise<void> => {
    for (const { oficina, equipos } of oficinas) {
      for (const { replica, cert, anteriores = [] } of equipos) {
        owners.set(replica, oficina);
        for (const text of [cert, ...anteriores]) await add(oficina, fromBase64(text));
      }
    }
  };
  await addList(list);
  return {
    add,
    addList,
    of: (replica, hash) => {
      const found = byHash.get(hash);
      const owner = owners.get(replica);
      return found !== undefined && (owner === undefined || owner === found.office) ? found.der : undefined;
    },
  };
}
