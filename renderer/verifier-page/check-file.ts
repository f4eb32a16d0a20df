import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { PdfVerdict } from '../../shared/signature/verdict.ts';
import { verifyFile } from '../signature/verify-file.ts';

/** What is read whole to verify its signatures. */
export const LARGEST_PDF_BYTES = 256 * 1024 * 1024;
/** A hostile file may not hold up the page for longer. */
const LONGEST_MS = 30_000;

/** read before the page draws itself over it */
const script = document.getElementById('verify-worker')?.textContent ?? '';

/** What the person vouches for or was given; the page itself knows nobody. */
export interface Given {
  /** certificates that were compared, DER */
  readonly roots: readonly Bytes[];
  /** revocation lists, DER */
  readonly crls: readonly Bytes[];
}

/**
 * Verifies a file in a worker made of the script that the page carries as text.
 * @returns the verdict; undefined when the browser lets no worker run
 */
export async function checkFile(pdf: Bytes, given: Given): Promise<PdfVerdict | undefined> {
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  try {
    return await verifyFile(pdf, { ...given, startWorker: () => new Worker(address), watchdogMs: LONGEST_MS });
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(address);
  }
}
