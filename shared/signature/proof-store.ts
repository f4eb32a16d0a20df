import type { Bytes } from '../kernel/bytes.ts';
import { certificatesOf, type Certificate } from './certificate.ts';
import { readCrl, type Crl } from './crl.ts';
import { DerError } from './der-read.ts';
import type { PdfState } from './file/pdf-state.ts';
import { entryOf, PdfError } from './file/value.ts';
import { decodeStream } from './file/xref-section.ts';

/** What a file brings along to prove its signatures (DSS, ETSI EN 319 142-1 section 5.4.2); nothing of it is verified. */
export interface ProofStore {
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Crl[];
}

/** More belong to no signed document of an office; a file with more only costs time. */
const MAX_ITEMS = 64;

/** Reads what can be read of a file's document security store; the rest of it is left aside: it could only have helped. */
export async function readProofStore(state: PdfState): Promise<ProofStore> {
  const certificates = await certificatesOf(await streamsOf(state, 'Certs'));
  return { certificates, crls: crlsOf(await streamsOf(state, 'CRLs')) };
}

/** Those of some bytes that are revocation lists. */
export function crlsOf(lists: readonly Bytes[]): readonly Crl[] {
  return lists.slice(0, MAX_ITEMS).flatMap((der) => {
    try {
      return readCrl(der);
    } catch (error) {
      if (error instanceof DerError) return [];
      throw error;
    }
  });
}

async function streamsOf(state: PdfState, key: 'Certs' | 'CRLs'): Promise<readonly Bytes[]> {
  try {
    const catalog = await state.resolve(state.root);
    const store = await state.resolve(entryOf(catalog, 'DSS'));
    const list = await state.resolve(entryOf(store, key));
    const items = list?.kind === 'array' ? list.items.slice(0, MAX_ITEMS) : [];
    const found: Bytes[] = [];
    for (const item of items) {
      const object = item.kind === 'reference' ? await state.object(item.number) : undefined;
      if (object) found.push(await decodeStream(state.bytes, object));
    }
    return found;
  } catch (error) {
    if (error instanceof PdfError) return [];
    throw error;
  }
}
