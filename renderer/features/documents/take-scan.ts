import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { isSamePaper, readPaperCode, type PaperCode } from '../../../shared/record/paper-code.ts';
import type { DocumentHead } from '../../db/documents.ts';
import type { Source } from '../../parts/evidence/sources.ts';

/** What taking in a scan needs from outside. */
export interface ScanSteps {
  /** the texts of the codes in a picture or PDF */
  readonly readCodes: (bytes: Bytes) => Promise<Result<readonly string[]>>;
  /** keeps it as a piece of evidence of the case that says which paper it is the scan of */
  readonly keep: (source: Source, scanOf: PaperCode) => Promise<Result<{ readonly id: string }>>;
}

/** What the code of a sealed paper says. */
export function codeOf({
  number,
  version,
  recordHash,
}: Pick<DocumentHead, 'number' | 'version' | 'recordHash'>): PaperCode {
  return { number, version, hash: recordHash };
}

/**
 * Takes in the scan of the paper that was signed in ink. Which paper it is its code says, not whoever brings it. Faults:
 * `scan/no-code`; `scan/other-paper` (`number`, `version`) for the code of another paper, version or copy; those of reading
 * codes and of keeping evidence.
 * @returns id of the piece
 */
export async function takeScan(
  steps: ScanSteps,
  head: Pick<DocumentHead, 'number' | 'version' | 'recordHash'>,
  source: Source,
): Promise<Result<{ readonly id: string }>> {
  const read = await source.read();
  if (!read.ok) return read;
  const texts = await steps.readCodes(read.value);
  if (!texts.ok) return texts;
  const codes = texts.value.flatMap((text) => readPaperCode(text) ?? []);
  const [first] = codes;
  if (first === undefined) return fail('scan/no-code');
  const own = codes.find((code) => isSamePaper(code, codeOf(head)));
  if (own === undefined) return fail('scan/other-paper', { number: first.number, version: first.version });
  return await steps.keep({ ...source, read: () => Promise.resolve(ok(read.value)) }, own);
}
