import type { Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Report } from '../report/report.ts';
import { toDefinition } from './definition.ts';
import { printDefinition, type PdfAssets, type Progress } from './engine/print.ts';
import type { FieldSpot } from './engine/signature-fields.ts';

export type { FontFaces, PdfAssets, Progress } from './engine/print.ts';

export interface RenderedPdf {
  readonly pdf: Bytes;
  readonly pages: number;
  /** the empty signature fields, in reading order */
  readonly fields: readonly FieldSpot[];
}

/**
 * Prints a report as PDF 1.7, PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), with the record attached and empty
 * signature fields in place. Dates come from the report: the same report gives the same bytes (of another version of
 * the runtime perhaps differently compressed ones, with the same content).
 * @param report plain data, final strings
 * @param assets fonts and colour profile as bytes
 * @param onProgress told how much is done
 * @returns the bytes; fault `pdf/engine` with the engine's own reason when it cannot lay the report out
 */
export function renderPdf(report: Report, assets: PdfAssets, onProgress?: Progress): Promise<Result<RenderedPdf>> {
  return Promise.resolve(render(report, assets, onProgress));
}

function render(report: Report, assets: PdfAssets, onProgress: Progress | undefined): Result<RenderedPdf> {
  try {
    return ok(printDefinition(() => toDefinition(report), assets, onProgress));
  } catch (error) {
    // pdfmake says what is wrong with a document by throwing
    return fail('pdf/engine', { reason: error instanceof Error ? error.message : String(error) });
  }
}
