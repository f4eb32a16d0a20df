import { readBack } from '../../shared/pdf/read-back.ts';
import { renderPdf, type PdfAssets } from '../../shared/pdf/render.ts';
import type { Report } from '../../shared/report/report.ts';

/** A paper of no meaning with one block of each common kind; nobody ever sees it. */
const paper: Report = {
  template: 'acta-inspeccion',
  addressee: 'file',
  language: 'es-HN',
  title: 'Acta de inspección',
  number: '',
  version: 1,
  draft: true,
  madeAt: '2026-01-01T00:00:00.000Z',
  paper: 'letter',
  letterhead: ['República de Honduras'],
  author: '',
  sections: [
    {
      heading: '1. Apertura',
      blocks: [
        {
          kind: 'paragraph',
          text: 'En la ciudad, se hace constar lo siguiente: sin más que hacer constar, se cierra.',
        },
        { kind: 'fields', rows: [{ label: 'Fecha de inicio', value: '01/01/2026' }] },
        { kind: 'numbered', items: ['Se constató que el registro de horas no coincide con la planilla.'] },
        { kind: 'table', caption: 'Personas', columns: [{ header: 'Nombre', weight: 1 }], rows: [['Ñáñez']] },
      ],
    },
  ],
  signatures: [{ field: 'Firma_1', role: 'Inspectora', name: 'Ñáñez', details: [] }],
  code: { qr: 'ATALAYA', heading: 'Código de verificación', lines: ['SHA-256'], alt: 'Código QR' },
  footer: '',
};

/**
 * Makes a paper and throws it away: parses the fonts and gets the layout engine compiled, which takes most of the time
 * of the first document of a process.
 */
export async function warmUp(assets: PdfAssets): Promise<void> {
  const rendered = await renderPdf(paper, assets);
  if (rendered.ok) await readBack(rendered.value.pdf, paper);
}
