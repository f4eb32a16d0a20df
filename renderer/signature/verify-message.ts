import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { PdfVerdict } from '../../shared/signature/verdict.ts';

/** What the window asks the verifying worker. */
export interface VerifyQuestion {
  readonly pdf: Bytes;
  /** certificates whose word counts, DER */
  readonly roots: readonly Bytes[];
  /** revocation lists that were given, DER */
  readonly crls: readonly Bytes[];
  /** milliseconds since 1970 by this computer's clock */
  readonly now: number;
}

/** What the worker answers; an error is a bug of the verifier, named without any of the file's content. */
export type VerifyAnswer =
  { readonly ok: true; readonly verdict: PdfVerdict } | { readonly ok: false; readonly error: string };
