import PDFDocument from 'pdfkit';
import { assertNever } from '../../../shared/kernel/assert.ts';
import { concatBytes, type Bytes } from '../../../shared/kernel/bytes.ts';
import { contentWidth, pageMargins, paperSize } from '../../../shared/pdf/page.ts';
import { body, ink, label, small, tableHead, tableText } from '../../../shared/pdf/style.ts';
import type { Report, ReportBlock } from '../../../shared/report/report.ts';
import { fontFiles } from '../fonts.ts';
import type { CreateMaker } from './maker.ts';

interface TextStyle {
  readonly fontSize?: number;
  readonly bold?: boolean;
  readonly color?: string;
}
interface Cell extends TextStyle {
  readonly text: string;
  readonly width: number;
  readonly align?: 'left' | 'right' | undefined;
}

const LABEL_WIDTH = 160;
const PADDING = 3;

/** Raw pdfkit, laid out by hand: the least that can make this paper. */
export const createPdfkitMaker: CreateMaker = () =>
  Promise.resolve(async (report) => {
    const page = new HandLaidPage(report);
    for (const section of report.sections) {
      page.heading(section.heading);
      for (const block of section.blocks) drawBlock(page, block);
    }
    for (const signature of report.signatures) {
      page.text(`${signature.name}\n${[signature.role, ...signature.details].join('\n')}`, body);
    }
    return page.finish();
  });

function drawBlock(page: HandLaidPage, block: ReportBlock): void {
  switch (block.kind) {
    case 'fields':
      for (const row of block.rows) {
        page.row([
          { ...label, text: row.label, width: LABEL_WIDTH },
          { ...body, text: row.value, width: contentWidth - LABEL_WIDTH },
        ]);
      }
      break;
    case 'table': {
      const total = block.columns.reduce((sum, column) => sum + column.weight, 0);
      const widths = block.columns.map((column) => (contentWidth * column.weight) / total);
      const head = block.columns.map((column, i): Cell => ({
        ...tableHead,
        text: column.header,
        width: widths[i] ?? 0,
      }));
      page.text(block.caption, label);
      page.row(head);
      for (const row of block.rows) {
        page.row(
          row.map((text, i) => ({ ...tableText, text, width: widths[i] ?? 0, align: block.columns[i]?.align })),
          head,
        );
      }
      break;
    }
    case 'numbered':
      block.items.forEach((text, i) =>
        page.row([
          { ...body, text: `${i + 1}.`, width: 22 },
          { ...body, text, width: contentWidth - 22 },
        ]),
      );
      break;
    case 'checks':
      for (const item of block.items) page.text(`${item.checked ? '[x]' : '[ ]'} ${item.label}`, body);
      break;
    case 'paragraph':
      if (block.label !== undefined) page.text(block.label, label);
      page.text(block.text, body);
      break;
    case 'blanks':
      for (const { label: text } of block.rows.flat()) page.text(text, label);
      break;
    case 'photos':
      throw new Error('no paper of the bench has photographs');
    case 'notice':
      page.text(block.text, body);
      break;
    default:
      assertNever(block);
  }
}

/** A pen that knows where it is on the page and starts a new one when a row does not fit. */
class HandLaidPage {
  private readonly document: PDFKit.PDFDocument;
  private readonly parts: Uint8Array[] = [];
  private readonly margins: { readonly left: number; readonly top: number; readonly bottom: number };
  private readonly bottom: number;
  private readonly report: Report;
  private y: number;

  constructor(report: Report) {
    this.report = report;
    const { width, height } = paperSize[report.paper];
    this.margins = pageMargins(report);
    this.bottom = height - this.margins.bottom;
    this.document = new PDFDocument({
      size: [width, height],
      margins: pageMargins(report),
      bufferPages: true,
      pdfVersion: '1.7',
      lang: report.language,
      font: fontFiles.regular,
      info: { Title: report.title },
    });
    this.document.on('data', (part: Uint8Array) => this.parts.push(part));
    this.document.registerFont('regular', fontFiles.regular).registerFont('bold', fontFiles.bold);
    this.y = this.margins.top;
    this.text(report.title, { fontSize: 15.5, bold: true, color: ink.accent });
  }

  heading(text: string): void {
    this.y += 9;
    this.text(text, { fontSize: 11, bold: true, color: ink.accent });
  }

  text(text: string, style: TextStyle): void {
    this.row([{ ...style, text, width: contentWidth }], undefined, false);
  }

  row(cells: readonly Cell[], repeatedHead?: readonly Cell[], ruled = true): void {
    const heights = cells.map((cell) => this.pick(cell).heightOfString(cell.text, { width: cell.width - 2 * PADDING }));
    const height = Math.max(...heights) + 2 * PADDING;
    if (this.y + height > this.bottom) {
      this.document.addPage();
      this.y = this.margins.top;
      if (repeatedHead) this.row(repeatedHead);
    }
    let x = this.margins.left;
    for (const cell of cells) {
      this.pick(cell).text(cell.text, x + PADDING, this.y + PADDING, {
        width: cell.width - 2 * PADDING,
        ...(cell.align ? { align: cell.align } : {}),
      });
      x += cell.width;
    }
    this.y += height;
    if (ruled) this.rule(this.y);
  }

  async finish(): Promise<Bytes> {
    const { start, count } = this.document.bufferedPageRange();
    const { left } = this.margins;
    for (let page = start; page < start + count; page += 1) {
      this.document.switchToPage(page);
      // text below the lower margin would otherwise start a page of its own
      this.document.page.margins.bottom = 0;
      this.report.letterhead.forEach((line, i) =>
        this.pick({ fontSize: 8.5, bold: i === 0 }).text(line, left, 30 + 11.6 * i, { lineBreak: false }),
      );
      this.rule(this.margins.top - 14);
      const footer = this.bottom + 21;
      this.pick(small).text(`${this.report.number}  ·  ${this.report.footer}`, left, footer, { lineBreak: false });
      this.document.text(`Página ${page + 1} de ${count}`, left, footer, { width: contentWidth, align: 'right' });
    }
    const ended = new Promise((resolve) => this.document.once('end', resolve));
    this.document.end();
    await ended;
    return concatBytes(...this.parts);
  }

  private pick(style: TextStyle): PDFKit.PDFDocument {
    return this.document
      .font(style.bold ? 'bold' : 'regular')
      .fontSize(style.fontSize ?? 9.6)
      .fillColor(style.color ?? ink.text);
  }

  private rule(y: number): void {
    const { left } = this.margins;
    this.document
      .moveTo(left, y)
      .lineTo(left + contentWidth, y)
      .lineWidth(0.4)
      .stroke(ink.hairline);
  }
}
