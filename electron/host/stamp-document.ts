import type { Handlers } from '../../shared/ipc/contract.ts';
import { concatBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { archivalLack, type ArchivalLack } from '../../shared/signature/archival-lack.ts';
import { embedSignature } from '../../shared/signature/embed.ts';
import type { PreparedSignature } from '../../shared/signature/signer.ts';
import { mergeProofs, type ValidationData } from '../../shared/signature/validation-data.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';
import type { Ledger } from '../journal/ledger.ts';
import { knownRoots, officeCertificate } from '../vault/certificates.ts';
import { handedLists, revocationList } from '../vault/revocation.ts';
import type { Vault } from '../vault/vault.ts';
import { noteFailures } from './act-log.ts';
import { allowed } from './allowed.ts';
import type { Stamping } from './prove-authority.ts';
import { assertSameDocument } from './sign-pdf.ts';
import { checkUnchanged } from './unchanged.ts';

/** Makes room for a time stamp over a whole document. Faults `pdf/unreadable`, `pdf/engine`. */
export type PrepareTimestamp = (
  pdf: Bytes,
  proof: ValidationData | undefined,
) => Promise<Result<PreparedSignature & { readonly field: string }>>;

/** What stamping runs on. */
export interface StampTools extends Stamping {
  readonly prepareTimestamp: PrepareTimestamp;
  readonly clock: Clock;
}

/** A document with a time stamp over all of it. */
export interface StampedPdf {
  readonly pdf: Bytes;
  readonly field: string;
  /** what it still lacks to be judged years later */
  readonly lacks: ArchivalLack;
}

/** What stamping needs from the rest of the main process. */
export interface StampDeps extends StampTools {
  readonly vault: Vault;
  /** where it is written down */
  readonly ledger: Pick<Ledger, 'record'>;
}

/** What is stamped, and by whom. */
interface ToStamp {
  readonly pdf: Bytes;
  /** what proves the signatures that are in the document */
  readonly proof: ValidationData | undefined;
  readonly url: string;
  readonly roots: readonly Bytes[];
  /** revocation lists that were handed over, DER */
  readonly lists: readonly Bytes[];
  /** the authorities of the stamps that are in the document, each up to its root, DER */
  readonly stamped: readonly (readonly Bytes[])[];
}

/**
 * Adds a time stamp over a whole document (PAdES, DocTimeStamp): the authority learns a hash and nothing else. Before it,
 * in the same update, come the certificates and lists of every earlier stamp and of this authority, so that the stamp covers
 * what proves all of them (B-LTA); a later one covers this one with lists that are newer.
 * @returns `sign/no-timestamp` when there is no good answer in time; the faults of {@link PrepareTimestamp}
 */
export async function stampDocument(
  { prepareTimestamp, askTimestamp, proveAuthority, clock }: StampTools,
  { pdf, proof, url, roots, lists, stamped }: ToStamp,
): Promise<Result<StampedPdf>> {
  const authority = await proveAuthority({ url, roots, lists, stamped });
  if (authority === undefined) return fail('sign/no-timestamp');
  const prepared = await prepareTimestamp(pdf, mergeProofs(proof, authority));
  if (!prepared.ok) return prepared;
  await assertSameDocument(pdf, prepared.value);
  const { pdf: whole, gap, field } = prepared.value;
  const token = await askTimestamp(url, concatBytes(whole.subarray(0, gap[0]), whole.subarray(gap[1])));
  if (token === undefined) return fail('sign/no-timestamp');
  const made = embedSignature(prepared.value, token);
  const verdict = await verifyPdf(made, { roots, now: new Date(clock.now()) });
  const signatures = verdict.kind === 'signed' ? verdict.signatures : [];
  return ok({ pdf: made, field, lacks: archivalLack(signatures, field) });
}

/**
 * The call that stamps a signed paper. Only at the address that the office set, only when somebody asks for it, and written
 * down before anybody gets it. Faults: `access/denied`, `sign/no-timestamp`, those of `checkUnchanged` and of `Ledger.record`.
 */
export function createStampHandlers({ vault, ledger, ...tools }: StampDeps): Pick<Handlers, 'stampDocument'> {
  return {
    stampDocument: async ({ pdf, about }) => {
      const office = allowed(vault, 'document.sign');
      if (!office.ok) return office;
      const { keyring } = office.value;
      const url = keyring.signing?.timestampUrl;
      if (url === undefined) return fail('sign/no-timestamp');
      const roots = knownRoots(keyring);
      const unchanged = await checkUnchanged(pdf, roots, tools.clock.now());
      if (!unchanged.ok) return unchanged;
      const list = revocationList(keyring);
      const proof = { certificates: [officeCertificate(keyring)], revocationLists: list === undefined ? [] : [list] };
      const stamped = await stampDocument(tools, {
        ...{ pdf, proof, url, roots },
        lists: handedLists(keyring),
        stamped: unchanged.value.flatMap(({ authority }) => (authority === undefined ? [] : [authority])),
      });
      await noteFailures(vault, (act) => ledger.record(act));
      if (!stamped.ok) return stamped;
      const recorded = await ledger.record({ ...about, action: 'stamped', detail: new URL(url).host });
      return recorded.ok ? stamped : recorded;
    },
  };
}
