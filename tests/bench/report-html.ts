import { pathToFileURL } from 'node:url';
import { assertNever } from '../../shared/kernel/assert.ts';
import { pageMargins } from '../../shared/pdf/page.ts';
import { ink } from '../../shared/pdf/style.ts';
import type { Report, ReportBlock } from '../../shared/report/report.ts';
import { fontFiles } from './fonts.ts';

/** The report as a page for Chromium to print; margins, letterhead and page count are given to `printToPDF`. */
export function reportHtml(report: Report): string {
  const sections = report.sections
    .map((section) => `<h2>${escape(section.heading)}</h2>${section.blocks.map(blockHtml).join('')}`)
    .join('');
  const signatures = report.signatures
    .map((one) => `<p class="signature">${[one.name, one.role, ...one.details].map(escape).join('<br>')}</p>`)
    .join('');
  return `<!doctype html><html lang="${report.language}"><meta charset="utf-8"><title>${escape(report.title)}</title>
<style>${css()}</style><h1>${escape(report.title)}</h1>${sections}${signatures}</html>`;
}

/** Options of `printToPDF` that repeat on every page; margins in inches. */
export interface PrintFrame {
  readonly headerTemplate: string;
  readonly footerTemplate: string;
  readonly margins: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
}

/** What Chromium prints above and below every page. */
export function printFrame(report: Report): PrintFrame {
  const { top, right, bottom, left } = pageMargins(report);
  const line = (text: string) =>
    `<div style="font:8pt sans-serif;width:100%;margin:0 ${right}pt 0 ${left}pt">${text}</div>`;
  return {
    headerTemplate: line(report.letterhead.map(escape).join('<br>')),
    footerTemplate: line(
      `${escape(report.number)} · ${escape(report.footer)} · Página <span class="pageNumber"></span> de <span class="totalPages"></span>`,
    ),
    margins: { top: top / 72, right: right / 72, bottom: bottom / 72, left: left / 72 },
  };
}

function blockHtml(block: ReportBlock): string {
  switch (block.kind) {
    case 'fields':
      return `<table class="fields">${block.rows.map((row) => `<tr><th>${escape(row.label)}<td>${escape(row.value)}`).join('')}</table>`;
    case 'table': {
      const total = block.columns.reduce((sum, column) => sum + column.weight, 0);
      const columns = block.columns.map((column) => `<col style="width:${(100 * column.weight) / total}%">`).join('');
      const head = block.columns.map((column) => `<th>${escape(column.header)}`).join('');
      const rows = block.rows.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}`).join('')}`).join('');
      return `<table><caption>${escape(block.caption)}</caption><colgroup>${columns}</colgroup><thead><tr>${head}</thead><tbody>${rows}</tbody></table>`;
    }
    case 'numbered':
      return `<ol>${block.items.map((item) => `<li>${escape(item)}`).join('')}</ol>`;
    case 'checks':
      return `<ul>${block.items.map((item) => `<li>${item.checked ? '[x]' : '[ ]'} ${escape(item.label)}`).join('')}</ul>`;
    case 'paragraph':
      return `${block.label === undefined ? '' : `<h3>${escape(block.label)}</h3>`}<p>${escape(block.text)}</p>`;
    case 'blanks':
      return `<ul>${block.rows
        .flat()
        .map(({ label }) => `<li>${escape(label)}`)
        .join('')}</ul>`;
    case 'photos':
      throw new Error('no paper of the bench has photographs');
    case 'notice':
      return `<p class="notice">${escape(block.text)}</p>`;
    default:
      return assertNever(block);
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
}

function css(): string {
  const face = (file: string, weight: number) =>
    `@font-face{font-family:body;font-weight:${weight};src:url(${pathToFileURL(file).href})}`;
  return `${face(fontFiles.regular, 400)}${face(fontFiles.bold, 700)}
body{font:9.6pt body;color:${ink.text};margin:0}
h1{font-size:15.5pt;text-align:center;color:${ink.accent}} h2{font-size:11pt;color:${ink.accent}} h3{font-size:8.8pt}
table{border-collapse:collapse;width:100%;table-layout:fixed;font-size:8.9pt}
th,td{border-bottom:.4pt solid ${ink.hairline};padding:3pt;text-align:left;vertical-align:top} tr{break-inside:avoid}
.fields th{width:160pt;font-size:8.8pt} caption{text-align:left;font-weight:700;font-size:8.8pt}
.notice{background:${ink.fill};padding:6pt 10pt} .signature{margin-top:30pt;break-inside:avoid}`;
}
