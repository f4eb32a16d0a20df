import type { CallInput, CallValue } from '../../../shared/ipc/contract.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { PdfVerdict } from '../../../shared/signature/verdict.ts';
import type { DocumentHead } from '../../db/documents.ts';
import type { SignatureMade } from '../../parts/signature-level.ts';
import { objections } from '../../parts/signature-objections.ts';

/** What signing needs from outside. */
export interface SignSteps {
  /** the bytes as kept, checked against their hash */
  readonly read: () => Promise<Result<{ readonly pdf: Bytes }>>;
  /** signs in the main process; the key never comes here */
  readonly sign: (input: CallInput<'signDocument'>) => Promise<Result<CallValue<'signDocument'>>>;
  /** the app's own verifier, the one that is used on strangers' files */
  readonly verify: (pdf: Bytes) => Promise<PdfVerdict>;
  /** keeps the signed bytes as the next revision */
  readonly keep: (signed: {
    readonly pdf: Bytes;
    readonly signer: string;
    readonly at: string;
  }) => Promise<Result<DocumentHead>>;
}

/** What the person chose and typed. */
export type SignChoice = Omit<CallInput<'signDocument'>, 'pdf'>;

/** How signing ended. Only `signed` has changed anything. */
export type SignOutcome =
  | {
      readonly kind: 'signed';
      readonly signer: string;
      readonly head: DocumentHead;
      readonly made: SignatureMade;
    }
  /** the signature made does not hold before our own verifier; it was thrown away */
  | { readonly kind: 'not-verified'; readonly reasons: readonly string[] }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** Signs a document, verifies what came out, and keeps it. A signature that we would not accept is not kept. */
export async function signDocument(steps: SignSteps, choice: SignChoice): Promise<SignOutcome> {
  const current = await steps.read();
  if (!current.ok) return { kind: 'failed', fault: current.fault };
  const signed = await steps.sign({ ...choice, pdf: current.value.pdf });
  if (!signed.ok) return { kind: 'failed', fault: signed.fault };
  const { pdf, signer, signedAt, kind, timestamp, proven } = signed.value;
  const faults = objections(await steps.verify(pdf), choice.field);
  if (faults.length > 0) return { kind: 'not-verified', reasons: faults };
  const kept = await steps.keep({ pdf, signer, at: signedAt });
  if (!kept.ok) return { kind: 'failed', fault: kept.fault };
  return { kind: 'signed', signer, head: kept.value, made: { kind, timestamp, proven } };
}
