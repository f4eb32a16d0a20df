import { assertNever } from '../kernel/assert.ts';
import { layoutWords } from '../report/second-language.ts';
import type { LayoutWords } from '../report/text/layout.ts';
import type { Report, ReportBlock, ReportSignature } from '../report/report.ts';
import { itemNumber } from './blocks.ts';
import { markOf, numberLine } from './definition.ts';
import { footerText, pageCount } from './page.ts';
import { printable } from './printable.ts';

/** A text that must be in the finished document, and how to name the place to a person. */
export interface Expected {
  readonly where: string;
  readonly text: string;
}

/**
 * Every text of a report in reading order, as it must be found in the finished document. Written from the report
 * alone, not from the layout, so that whatever the layout loses is missed.
 */
export function expectedTexts(report: Report): readonly Expected[] {
  const words = layoutWords(report.second);
  const texts: Expected[] = [
    { where: 'Título', text: report.title },
    { where: 'Número', text: numberLine(report) },
  ];
  for (const section of report.sections) {
    texts.push({ where: section.heading, text: section.heading });
    for (const block of section.blocks) texts.push(...blockTexts(block, section.heading, words));
  }
  if (report.signatures.length > 0) texts.push({ where: words.signatures, text: words.signatures });
  for (const signature of report.signatures) texts.push(...signatureTexts(signature, words));
  if (report.code) {
    const where = report.code.heading;
    for (const text of [report.code.alt, where, ...report.code.lines]) texts.push({ where, text });
  }
  return texts.map(({ where, text }) => ({ where, text: printable(text) })).filter(({ text }) => text.trim() !== '');
}

/** What every page must carry beside its content. */
export function expectedOnPage(report: Report, page: number, pages: number): readonly Expected[] {
  const mark = markOf(report);
  return [
    ...report.letterhead.map((text) => ({ where: `Membrete, página ${page}`, text: printable(text) })),
    { where: `Pie, página ${page}`, text: footerText(report) },
    { where: `Pie, página ${page}`, text: pageCount(page, pages, report.second) },
    ...(mark === undefined ? [] : [{ where: `Marca, página ${page}`, text: mark }]),
  ];
}

function blockTexts(block: ReportBlock, heading: string, words: LayoutWords): Expected[] {
  switch (block.kind) {
    case 'fields':
      return block.rows.flatMap(({ label, value }) => [
        { where: label, text: label },
        { where: label, text: value },
      ]);
    case 'paragraph': {
      const where = block.label ?? heading;
      return [
        { where, text: block.label ?? '' },
        { where, text: block.text },
      ];
    }
    case 'numbered':
      return block.items.flatMap((text, i) => {
        const where = `${heading}, n.º ${i + 1}`;
        return [
          { where, text: itemNumber(i) },
          { where, text },
        ];
      });
    case 'checks':
      return block.items.flatMap(({ label, checked }) => [
        { where: label, text: checked ? words.checked : words.unchecked },
        { where: label, text: label },
      ]);
    case 'table':
      return tableTexts(block);
    case 'blanks':
      return block.rows
        .flat()
        .flatMap(({ label, fill }) =>
          [label, ...(fill.kind === 'choices' ? fill.options : [])].map((text) => ({ where: label, text })),
        );
    case 'photos':
      return block.photos.flatMap(({ alt, rows, caption }) => [
        { where: alt, text: alt },
        ...rows.flatMap(({ label, value }) => [label, value].map((text) => ({ where: `${alt}, ${label}`, text }))),
        { where: alt, text: caption },
      ]);
    case 'notice':
      return [{ where: heading, text: block.text }];
    default:
      return assertNever(block);
  }
}

function tableTexts({ caption, columns, rows }: Extract<ReportBlock, { kind: 'table' }>): Expected[] {
  return [
    { where: caption, text: caption },
    ...columns.map(({ header }) => ({ where: `${caption}, encabezado`, text: header })),
    ...rows.flatMap((row, i) =>
      row.map((text, column) => ({ where: `${caption}, fila ${i + 1}, ${columns[column]?.header ?? ''}`, text })),
    ),
  ];
}

function signatureTexts({ field, name, role, details }: ReportSignature, words: LayoutWords): Expected[] {
  const where = `Firma de ${name}`;
  return [field === undefined ? '' : words.electronic, words.ink, name, role, ...details].map((text) => ({
    where,
    text,
  }));
}
