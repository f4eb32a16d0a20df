import { PDF } from '@libpdf/core';
import { assertNever } from '../../shared/kernel/assert.ts';
import { sha256, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { readBack } from '../../shared/pdf/read-back.ts';
import { renderPdf, type PdfAssets, type Progress } from '../../shared/pdf/render.ts';
import { renderStamp } from '../../shared/pdf/stamp.ts';
import type { Report } from '../../shared/report/report.ts';
import { prepareDocumentTimestamp } from '../../shared/signature/document-timestamp.ts';
import { listPlacesToSign } from '../../shared/signature/places-to-sign.ts';
import { prepareSignature } from '../../shared/signature/prepare.ts';
import type { PreparedSignature } from '../../shared/signature/signer.ts';
import type { CheckedPdf, DocumentAnswers, DocumentRequest, RoomRequest } from './protocol.ts';
import { warmUp } from './warm-up.ts';

/**
 * Does what the document process is asked. Faults: `pdf/engine`, `pdf/read-back-missing`, `pdf/unreadable`,
 * `sign/no-free-field`.
 * @param onProgress told how much of a paper is made, 0 to 1
 */
export async function answer(
  request: DocumentRequest,
  assets: PdfAssets,
  onProgress: Progress = () => undefined,
): Promise<Result<DocumentAnswers[DocumentRequest['kind']]>> {
  switch (request.kind) {
    case 'warm':
      await warmUp(assets);
      return ok(null);
    case 'render':
      return render(request.report, assets, onProgress);
    case 'prepare':
      return prepare(request.pdf, request.room, assets);
    case 'prepareTimestamp':
      return prepareDocumentTimestamp(request.pdf, request.proof);
    default:
      return assertNever(request);
  }
}

/** Reading back and looking for places to sign take the rest of the time. */
const PRINTING_SHARE = 0.75;

/** Prints a report and reads it back; a document that lost anything is not handed out. */
async function render(report: Report, assets: PdfAssets, onProgress: Progress): Promise<Result<CheckedPdf>> {
  const rendered = await renderPdf(report, assets, (share) => onProgress(share * PRINTING_SHARE));
  if (!rendered.ok) return rendered;
  const { pdf } = rendered.value;
  const complete = await readBack(pdf, report);
  if (!complete.ok) return complete;
  const signable = await checkPlaces(pdf, report);
  return signable.ok ? ok({ ...rendered.value, sha256: toHex(await sha256(pdf)) }) : signable;
}

/**
 * A sealed paper that nobody can sign any more would be a number lost: the strict reader that later prepares and
 * verifies signatures must find every place now, free, in the order of the report.
 */
export async function checkPlaces(pdf: Bytes, report: Report): Promise<Result<void>> {
  const places = await listPlacesToSign(pdf);
  if (!places.ok) return places;
  const wanted = report.signatures.flatMap(({ field }) => (field === undefined ? [] : [field]));
  const free = places.value.filter(({ signed }) => !signed).map(({ field }) => field);
  const missing = wanted.filter((field) => !free.includes(field));
  return missing.length === 0
    ? ok(undefined)
    : fail('pdf/engine', { reason: `no place to sign: ${missing.join(', ')}` });
}

/** Draws the stamp to the size of the field and makes room for the signature. */
async function prepare(pdf: Bytes, room: RoomRequest, assets: PdfAssets): Promise<Result<PreparedSignature>> {
  const size = await fieldSize(pdf, room.field);
  if (!size.ok) return size;
  const { field, signer: name, position, reason, place, when, serial, kind, proof } = room;
  const stamp = await renderStamp({ kind, name, position, reason, place, when, serial, ...size.value }, assets);
  if (!stamp.ok) return stamp;
  return prepareSignature(pdf, {
    field,
    name,
    reason,
    place,
    when: new Date(when),
    ...(room.certify ? { certify: 2 } : {}),
    stamp: stamp.value,
    ...(proof && { proof }),
  });
}

async function fieldSize(pdf: Bytes, name: string): Promise<Result<{ width: number; height: number }>> {
  try {
    const document = await PDF.load(pdf);
    const field = document
      .getForm()
      ?.getSignatureFields()
      .find((candidate) => candidate.name === name);
    const widget = field?.getWidgets()[0];
    return widget ? ok({ width: widget.width, height: widget.height }) : fail('sign/no-free-field', { field: name });
  } catch {
    // the library throws on files it cannot read
    return fail('pdf/unreadable');
  }
}
