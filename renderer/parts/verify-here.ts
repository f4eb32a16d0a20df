import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { PdfVerdict } from '../../shared/signature/verdict.ts';
import { host } from '../host.ts';
import { startVerifyWorker } from '../signature/start-worker.ts';
import { verifyFile } from '../signature/verify-file.ts';

/** Verifies a file against the roots and revocation lists that this office knows. A fault means that nothing was found out about the file. */
export async function verifyHere(pdf: Bytes): Promise<Result<PdfVerdict>> {
  const known = await host.listCertificates({});
  if (!known.ok) return known;
  try {
    const { roots, crls } = known.value;
    return ok(await verifyFile(pdf, { roots, crls, startWorker: startVerifyWorker }));
  } catch {
    return fail('pdf/unreadable');
  }
}
