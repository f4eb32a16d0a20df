import { readFileSync } from 'node:fs';
import { assertNever } from '../../../shared/kernel/assert.ts';
import { contentWidth, pageMargins, paperSize } from '../../../shared/pdf/page.ts';
import { body, ink, label, small, tableHead, tableText } from '../../../shared/pdf/style.ts';
import type { Report, ReportBlock } from '../../../shared/report/report.ts';
import { fontFiles } from '../fonts.ts';
import type { CreateMaker } from './maker.ts';
import { outsidePeer } from './outside-peer.ts';

interface JsPdf {
  addFileToVFS(name: string, base64: string): void;
  addFont(file: string, family: string, style: string): void;
  setFont(family: string, style: string): void;
  setFontSize(size: number): void;
  setTextColor(color: string): void;
  splitTextToSize(text: string, width: number): string[];
  text(text: string | readonly string[], x: number, y: number, options?: { readonly align: 'right' }): void;
  addPage(): void;
  setPage(page: number): void;
  getNumberOfPages(): number;
  output(kind: 'arraybuffer'): ArrayBuffer;
  readonly lastAutoTable: { readonly finalY: number };
}
interface JsPdfPackage {
  readonly jsPDF: new (options: object) => JsPdf;
}
interface AutoTablePackage {
  readonly autoTable: (document: JsPdf, options: object) => void;
}
interface Style {
  readonly fontSize?: number;
  readonly bold?: boolean;
  readonly color?: string;
}

const LABEL_WIDTH = 160;
const PADDING = 3;
/** of the font's size */
const LINE = 1.3;

/** jsPDF with its plug-in for tables; it makes neither tags nor PDF/A. */
export const createJspdfMaker: CreateMaker = () => {
  const { jsPDF } = outsidePeer('jspdf') as JsPdfPackage;
  const { autoTable } = outsidePeer('jspdf-autotable') as AutoTablePackage;
  const fonts = { normal: readFileSync(fontFiles.regular, 'base64'), bold: readFileSync(fontFiles.bold, 'base64') };
  return Promise.resolve((report) => {
    const { width, height } = paperSize[report.paper];
    const document = new jsPDF({ unit: 'pt', format: [width, height], compress: true });
    for (const [style, file] of Object.entries(fonts)) {
      document.addFileToVFS(`${style}.ttf`, file);
      document.addFont(`${style}.ttf`, 'body', style);
    }
    const paper = new JspdfPaper(document, autoTable, report);
    paper.text(report.title, { fontSize: 15.5, bold: true, color: ink.accent });
    for (const { heading, blocks } of report.sections) {
      paper.text(heading, { fontSize: 11, bold: true, color: ink.accent });
      for (const block of blocks) drawBlock(paper, block);
    }
    for (const { name, role, details } of report.signatures) paper.text([name, role, ...details].join('\n'), body);
    return Promise.resolve(paper.finish());
  });
};

function drawBlock(paper: JspdfPaper, block: ReportBlock): void {
  switch (block.kind) {
    case 'fields':
      paper.table(
        block.rows.map((row) => [row.label, row.value]),
        { widths: [LABEL_WIDTH, contentWidth - LABEL_WIDTH], style: body },
      );
      break;
    case 'table': {
      const total = block.columns.reduce((sum, { weight }) => sum + weight, 0);
      paper.text(block.caption, label);
      paper.table(block.rows, {
        head: block.columns.map(({ header }) => header),
        widths: block.columns.map(({ weight }) => (contentWidth * weight) / total),
        aligns: block.columns.map((column) => column.align),
        style: tableText,
      });
      break;
    }
    case 'numbered':
      paper.table(
        block.items.map((item, i) => [`${i + 1}.`, item]),
        { widths: [22, contentWidth - 22], style: body },
      );
      break;
    case 'checks':
      for (const item of block.items) paper.text(`${item.checked ? '[x]' : '[ ]'} ${item.label}`, body);
      break;
    case 'paragraph':
      if (block.label !== undefined) paper.text(block.label, label);
      paper.text(block.text, body);
      break;
    case 'blanks':
      for (const blank of block.rows.flat()) paper.text(blank.label, label);
      break;
    case 'photos':
      throw new Error('no paper of the bench has photographs');
    case 'notice':
      paper.text(block.text, body);
      break;
    default:
      assertNever(block);
  }
}

class JspdfPaper {
  private readonly document: JsPdf;
  private readonly autoTable: AutoTablePackage['autoTable'];
  private readonly report: Report;
  private readonly margins: ReturnType<typeof pageMargins>;
  private readonly bottom: number;
  private y: number;

  constructor(document: JsPdf, autoTable: AutoTablePackage['autoTable'], report: Report) {
    this.document = document;
    this.autoTable = autoTable;
    this.report = report;
    this.margins = pageMargins(report);
    this.bottom = paperSize[report.paper].height - this.margins.bottom;
    this.y = this.margins.top;
  }

  text(content: string, { fontSize = 9.6, bold = false, color = ink.text }: Style): void {
    this.pick(fontSize, bold, color);
    for (const line of this.document.splitTextToSize(content, contentWidth)) {
      if (this.y + fontSize * LINE > this.bottom) {
        this.document.addPage();
        this.y = this.margins.top;
      }
      this.y += fontSize * LINE;
      this.document.text(line, this.margins.left, this.y);
    }
    this.y += PADDING;
  }

  table(
    rows: readonly (readonly string[])[],
    look: {
      readonly widths: readonly number[];
      readonly style: Style;
      readonly head?: readonly string[];
      readonly aligns?: readonly ('left' | 'right' | undefined)[];
    },
  ): void {
    const { widths, style, head, aligns } = look;
    this.autoTable(this.document, {
      ...(head ? { head: [head] } : {}),
      body: rows,
      startY: this.y,
      margin: this.margins,
      rowPageBreak: 'avoid',
      theme: 'plain',
      styles: {
        ...{ font: 'body', fontSize: style.fontSize ?? 9.6, cellPadding: PADDING, textColor: ink.text },
        ...{ lineColor: ink.hairline, lineWidth: { bottom: 0.4 } },
      },
      headStyles: { fontSize: tableHead.fontSize, textColor: ink.accent, fontStyle: 'bold' },
      columnStyles: Object.fromEntries(
        widths.map((cellWidth, i) => [i, { cellWidth, ...(aligns?.[i] ? { halign: aligns[i] } : {}) }]),
      ),
    });
    this.y = this.document.lastAutoTable.finalY + PADDING;
  }

  finish(): Uint8Array<ArrayBuffer> {
    const pages = this.document.getNumberOfPages();
    const { left } = this.margins;
    for (let page = 1; page <= pages; page += 1) {
      this.document.setPage(page);
      this.report.letterhead.forEach((line, i) => {
        this.pick(8.5, i === 0, ink.text);
        this.document.text(line, left, 38 + 11.6 * i);
      });
      this.pick(small.fontSize ?? 8, false, ink.quiet);
      this.document.text(`${this.report.number}  ·  ${this.report.footer}`, left, this.bottom + 27);
      this.document.text(`Página ${page} de ${pages}`, left + contentWidth, this.bottom + 27, { align: 'right' });
    }
    return new Uint8Array(this.document.output('arraybuffer'));
  }

  private pick(size: number, bold: boolean, color: string): void {
    this.document.setFont('body', bold ? 'bold' : 'normal');
    this.document.setFontSize(size);
    this.document.setTextColor(color);
  }
}
