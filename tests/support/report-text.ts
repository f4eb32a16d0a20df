import type { Report, ReportBlock } from '../../shared/report/report.ts';

/** Every string of a report in reading order: what a reader of the paper can read. */
export function reportTexts(report: Report): readonly string[] {
  return [
    ...report.letterhead,
    report.title,
    report.number,
    ...report.sections.flatMap((section) => [section.heading, ...section.blocks.flatMap(blockTexts)]),
    ...report.signatures.flatMap(({ role, name, details }) => [name, role, ...details]),
    ...(report.code === undefined ? [] : [report.code.heading, ...report.code.lines]),
    report.footer,
  ];
}

function blockTexts(block: ReportBlock): readonly string[] {
  switch (block.kind) {
    case 'fields':
      return block.rows.flatMap(({ label, value }) => [label, value]);
    case 'paragraph':
      return [...(block.label === undefined ? [] : [block.label]), block.text];
    case 'numbered':
      return block.items;
    case 'checks':
      return block.items.map(({ label }) => label);
    case 'table':
      return [block.caption, ...block.columns.map(({ header }) => header), ...block.rows.flat()];
    case 'blanks':
      return block.rows.flat().flatMap(({ label, fill }) => [label, ...(fill.kind === 'choices' ? fill.options : [])]);
    case 'photos':
      return block.photos.flatMap(({ alt, rows, caption }) => [
        alt,
        ...rows.flatMap(({ label, value }) => [label, value]),
        caption,
      ]);
    case 'notice':
      return [block.text];
  }
}
