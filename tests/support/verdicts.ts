import { latin1, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { prepareSignature } from '../../shared/signature/prepare.ts';
import type { PreparedSignature } from '../../shared/signature/signer.ts';
import type { PdfVerdict, ReasonCode, SignatureVerdict } from '../../shared/signature/verdict.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';
import { signablePdf, SIGNED_AT } from './signable-pdf.ts';

/** The day after the test signatures are made. */
export const NOW = new Date('2026-11-25T00:00:00Z');

/** The verdict of somebody who trusts one root. */
export function verdictOf(pdf: Bytes, root: Bytes): Promise<PdfVerdict> {
  return verifyPdf(pdf, { roots: [root], now: NOW });
}

/** The verdict on the first signature; throws when there is none to speak of. */
export async function firstVerdict(pdf: Bytes, root: Bytes): Promise<SignatureVerdict> {
  const verdict = await verdictOf(pdf, root);
  const first = verdict.kind === 'signed' ? verdict.signatures[0] : undefined;
  if (!first) throw new Error(`no signature: ${JSON.stringify(verdict)}`);
  return first;
}

export const codesOf = (signature: SignatureVerdict): ReasonCode[] => signature.reasons.map(({ code }) => code);

/** True when a file is not taken for a good one: damaged, or with a signature that does not hold. */
export async function isRefused(pdf: Bytes, root: Bytes): Promise<boolean> {
  const verdict = await verdictOf(pdf, root);
  if (verdict.kind !== 'signed') return verdict.kind === 'damaged' || verdict.kind === 'not-a-pdf';
  return verdict.signatures.some((signature) => signature.verdict === 'not-valid');
}

/** Changes text in a PDF to another of the same length. */
export function replaced(pdf: Bytes, from: string, to: string): Bytes {
  const at = latin1(pdf).indexOf(from);
  if (at < 0 || from.length !== to.length) throw new Error('nothing to replace');
  const out = pdf.slice();
  out.set(utf8(to), at);
  return out;
}

/** The gap of the first signature. */
export function gapOf(pdf: Bytes): [number, number] {
  const [, start, end] = /\/ByteRange \[0 (\d+) (\d+)/.exec(latin1(pdf)) ?? [];
  return [Number(start), Number(end)];
}

/** The test document with room for an unadorned signature. */
export async function preparedPdf(): Promise<PreparedSignature> {
  const room = { field: 'Firma_Inspector_1', name: 'Ana', reason: '', place: '', when: SIGNED_AT };
  const prepared = await prepareSignature(signablePdf(), room);
  if (!prepared.ok) throw new Error(prepared.fault.code);
  return prepared.value;
}
