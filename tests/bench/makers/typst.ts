import path from 'node:path';
import { assertNever } from '../../../shared/kernel/assert.ts';
import { ownBytes } from '../../../shared/kernel/bytes.ts';
import { contentWidth, pageMargins, paperSize } from '../../../shared/pdf/page.ts';
import { body, ink, label, small, tableHead, tableText } from '../../../shared/pdf/style.ts';
import type { Report, ReportBlock } from '../../../shared/report/report.ts';
import { fontFiles } from '../fonts.ts';
import type { CreateMaker } from './maker.ts';
import { outsidePeer } from './outside-peer.ts';

interface Compiler {
  pdf(input: { readonly mainFileContent: string }): Uint8Array;
  /** forgets what was compiled before */
  evictCache(age: number): void;
}
interface TypstPackage {
  readonly NodeCompiler: {
    create(options: { readonly workspace: string; readonly fontArgs: readonly object[] }): Compiler;
  };
}
interface Style {
  readonly fontSize?: number;
  readonly bold?: boolean;
  readonly color?: string;
}

const LABEL_WIDTH = 160;
const SEMIBOLD = 600;

/** Typst by its compiler for Node: tagged, as it writes PDF unless told otherwise. Each paper is compiled anew, fonts stay. */
export const createTypstMaker: CreateMaker = () => {
  const { NodeCompiler } = outsidePeer('@myriaddreamin/typst-ts-node-compiler') as TypstPackage;
  const fontPaths = [path.dirname(fontFiles.regular), path.dirname(fontFiles.bold)];
  const compiler = NodeCompiler.create({ workspace: '.', fontArgs: [{ fontPaths }] });
  return Promise.resolve((report) => {
    compiler.evictCache(0);
    return Promise.resolve(ownBytes(compiler.pdf({ mainFileContent: sourceOf(report) })));
  });
};

function sourceOf(report: Report): string {
  const { width, height } = paperSize[report.paper];
  const { left, top, right, bottom } = pageMargins(report);
  const letterhead = report.letterhead.map((line, i) => text(line, { fontSize: 8.5, bold: i === 0 }));
  const hairline = `line(length: 100%, stroke: 0.4pt + rgb("${ink.hairline}"))`;
  return [
    `#set document(title: ${JSON.stringify(report.title)}, author: ${JSON.stringify(report.author)})`,
    `#set text(font: "Public Sans", size: ${body.fontSize}pt, lang: "es", fill: rgb("${ink.text}"))`,
    `#set page(width: ${width}pt, height: ${height}pt, margin: (left: ${left}pt, top: ${top}pt, right: ${right}pt, bottom: ${bottom}pt),`,
    `  header: stack(spacing: 4pt, ${letterhead.join(', ')}, ${hairline}),`,
    `  footer: context { ${text(`${report.number}  ·  ${report.footer}`, small)}; h(1fr); ` +
      `text(size: ${small.fontSize}pt)[Página #counter(page).display() de #counter(page).final().first()] })`,
    `#align(center, heading(level: 1, ${text(report.title, { fontSize: 15.5, bold: true, color: ink.accent })}))`,
    ...report.sections.flatMap(({ heading, blocks }) => [
      `#heading(level: 2, ${text(heading, { fontSize: 11, bold: true, color: ink.accent })})`,
      ...blocks.flatMap(blockSource),
    ]),
    ...report.signatures.map(
      ({ name, role, details }) => `#block(above: 30pt, ${text([name, role, ...details].join('\n'), body)})`,
    ),
  ].join('\n');
}

function blockSource(block: ReportBlock): string[] {
  switch (block.kind) {
    case 'fields': {
      const cells = block.rows.map((row) => `${text(row.label, label)}, ${text(row.value, body)}`);
      return [table([`${LABEL_WIDTH}pt`, `${contentWidth - LABEL_WIDTH}pt`], cells)];
    }
    case 'table': {
      const columns = block.columns.map(({ weight }) => `${weight}fr`);
      const head = block.columns.map(({ header }) => text(header, tableHead));
      const rows = block.rows.map((row) => row.map((cell) => JSON.stringify(cell)).join(', '));
      const align = block.columns.map((column) => column.align ?? 'left');
      return [`#${text(block.caption, label)}`, table(columns, rows, { head, align, fontSize: tableText.fontSize })];
    }
    case 'numbered': {
      const rows = block.items.map((item, i) => `${text(`${i + 1}.`, body)}, ${text(item, body)}`);
      return [table(['22pt', '1fr'], rows)];
    }
    case 'checks':
      return block.items.map((item) => paragraph(`${item.checked ? '[x]' : '[ ]'} ${item.label}`, body));
    case 'paragraph':
      return [...(block.label === undefined ? [] : [paragraph(block.label, label)]), paragraph(block.text, body)];
    case 'blanks':
      return block.rows.flat().map((blank) => paragraph(blank.label, label));
    case 'photos':
      throw new Error('no paper of the bench has photographs');
    case 'notice':
      return [paragraph(block.text, body)];
    default:
      return assertNever(block);
  }
}

interface TableLook {
  readonly head?: readonly string[];
  readonly align?: readonly string[];
  readonly fontSize?: number | undefined;
}

function table(columns: readonly string[], rows: readonly string[], look: TableLook = {}): string {
  const { head = [], align = columns.map(() => 'left'), fontSize = body.fontSize } = look;
  const rule = `(bottom: 0.4pt + rgb("${ink.hairline}"))`;
  const header = head.length === 0 ? '' : `table.header(${head.join(', ')}), `;
  return (
    `#{ set text(size: ${fontSize}pt); table(columns: (${columns.join(', ')}), align: (${align.join(', ')}), ` +
    `inset: 3pt, stroke: ${rule}, ${header}\n${rows.join(',\n')}) }`
  );
}

function paragraph(content: string, style: Style): string {
  return `#par(${text(content, style)})`;
}

function text(content: string, { fontSize = 9.6, bold = false, color = ink.text }: Style): string {
  const weight = bold ? `, weight: ${SEMIBOLD}` : '';
  return `text(size: ${fontSize}pt, fill: rgb("${color}")${weight}, ${JSON.stringify(content)})`;
}
