import type { Handlers } from '../../shared/ipc/contract.ts';
import { concatBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { embedSignature } from '../../shared/signature/embed.ts';
import type { PreparedSignature } from '../../shared/signature/signer.ts';
import { isStampVouchedFor } from '../../shared/signature/timestamp-request.ts';
import type { ValidationData } from '../../shared/signature/validation-data.ts';
import type { Ledger } from '../journal/ledger.ts';
import { knownRoots, officeCertificate } from '../vault/certificates.ts';
import { revocationList } from '../vault/revocation.ts';
import type { Vault } from '../vault/vault.ts';
import { noteFailures } from './act-log.ts';
import { allowed } from './allowed.ts';
import type { AskTimestamp } from './ask-timestamp.ts';
import { assertSameDocument } from './sign-pdf.ts';
import { checkUnchanged } from './unchanged.ts';

/** Makes room for a time stamp over a whole document. Faults `pdf/unreadable`, `pdf/engine`. */
export type PrepareTimestamp = (
  pdf: Bytes,
  proof: ValidationData | undefined,
) => Promise<Result<PreparedSignature & { readonly field: string }>>;

/** What stamping runs on. */
export interface StampTools {
  readonly prepareTimestamp: PrepareTimestamp;
  readonly askTimestamp: AskTimestamp;
}

/** A document with a time stamp over all of it. */
export interface StampedPdf {
  readonly pdf: Bytes;
  readonly field: string;
  /** a root of this office vouches for the authority */
  readonly known: boolean;
}

/** What stamping needs from the rest of the main process. */
export interface StampDeps extends StampTools {
  readonly vault: Vault;
  readonly clock: Clock;
  /** where it is written down */
  readonly ledger: Pick<Ledger, 'record'>;
}

/**
 * Adds a time stamp over a whole document (PAdES, DocTimeStamp): the authority learns a hash and nothing else.
 * @returns `sign/no-timestamp` when there is no good answer in time; the faults of {@link PrepareTimestamp}
 */
export async function stampDocument(
  { prepareTimestamp, askTimestamp }: StampTools,
  {
    pdf,
    proof,
    url,
    roots,
  }: {
    readonly pdf: Bytes;
    readonly proof: ValidationData | undefined;
    readonly url: string;
    readonly roots: readonly Bytes[];
  },
): Promise<Result<StampedPdf>> {
  const prepared = await prepareTimestamp(pdf, proof);
  if (!prepared.ok) return prepared;
  await assertSameDocument(pdf, prepared.value);
  const { pdf: whole, gap, field } = prepared.value;
  const covered = concatBytes(whole.subarray(0, gap[0]), whole.subarray(gap[1]));
  const token = await askTimestamp(url, covered);
  if (token === undefined) return fail('sign/no-timestamp');
  const known = await isStampVouchedFor(token, covered, roots);
  return ok({ pdf: embedSignature(prepared.value, token), field, known });
}

/**
 * The call that stamps a signed paper. Only at the address that the office set, only when somebody asks for it, and written
 * down before anybody gets it. Faults: `access/denied`, `sign/no-timestamp`, those of `checkUnchanged` and of `Ledger.record`.
 */
export function createStampHandlers({ vault, clock, ledger, ...tools }: StampDeps): Pick<Handlers, 'stampDocument'> {
  return {
    stampDocument: async ({ pdf, about }) => {
      const office = allowed(vault, 'document.sign');
      if (!office.ok) return office;
      const { keyring } = office.value;
      const url = keyring.signing?.timestampUrl;
      if (url === undefined) return fail('sign/no-timestamp');
      const roots = knownRoots(keyring);
      const unchanged = await checkUnchanged(pdf, roots, clock.now());
      if (!unchanged.ok) return unchanged;
      const list = revocationList(keyring);
      const proof = { certificates: [officeCertificate(keyring)], revocationLists: list === undefined ? [] : [list] };
      const stamped = await stampDocument(tools, { pdf, proof, url, roots });
      await noteFailures(vault, (act) => ledger.record(act));
      if (!stamped.ok) return stamped;
      const recorded = await ledger.record({ ...about, action: 'stamped', detail: new URL(url).host });
      return recorded.ok ? stamped : recorded;
    },
  };
}
