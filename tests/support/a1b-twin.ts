import { printDefinition } from '../../shared/pdf/engine/print.ts';
import { toDefinition } from '../../shared/pdf/definition.ts';
import { without } from '../../shared/kernel/without.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Definition } from '../../shared/pdf/nodes.ts';
import type { Report } from '../../shared/report/report.ts';
import { pdfAssets } from './pdf-assets.ts';

/**
 * The same paper as PDF/A-1b, the one profile that PDFBox's preflight judges. It has no attachment and no tags, which that
 * profile does not know, and so no fields, which hang on tags; pages, fonts, colours, pictures and metadata are the paper's.
 */
export function a1bTwin(report: Report): Bytes {
  const signatures = report.signatures.map((one) => without(one, 'field'));
  const build = (): Definition => {
    const definition = without(toDefinition({ ...report, signatures }), 'attachment');
    return { ...definition, conformance: 'PDF/A-1b' as Definition['conformance'] };
  };
  return printDefinition(build, pdfAssets()).pdf;
}
