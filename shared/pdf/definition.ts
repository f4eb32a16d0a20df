import { utf8 } from '../kernel/bytes.ts';
import { isPractice } from '../report/practice.ts';
import { layoutWords } from '../report/second-language.ts';
import type { LayoutWords } from '../report/text/layout.ts';
import type { Report, ReportSection } from '../report/report.ts';
import { blockNodes, shortTableHeight } from './blocks.ts';
import { textHeight } from './estimate.ts';
import type { Definition, Node } from './nodes.ts';
import { contentWidth, pageFooter, pageHeader, pageMargins, paperSize } from './page.ts';
import { printable } from './printable.ts';
import { CELL_WIDTH, firstRowHeight, signatureBeside, signatureNodes } from './signatures.ts';
import { body, ink } from './style.ts';
import { VERIFICATION_HEIGHT, verificationNodes } from './verification.ts';

/** The word across every page of what is no valid paper: a draft, or one of an office whose data are invented. */
export function markOf({ draft, author, second }: Pick<Report, 'draft' | 'author' | 'second'>): string | undefined {
  const words = layoutWords(second);
  if (draft) return words.draft;
  return isPractice(author) ? words.practice : undefined;
}

/**
 * Turns a report into boxes on pages. Pure: the same report gives the same definition, and every text of the report is
 * in it, passed through `printable`.
 * @returns a fresh definition; the engine works in it, so it serves for one print
 */
export function toDefinition(report: Report): Definition {
  const mark = markOf(report);
  const words = layoutWords(report.second);
  return {
    page: paperSize[report.paper],
    margins: pageMargins(report),
    header: pageHeader(report),
    footer: pageFooter(report),
    style: body,
    content: [
      ...title(report),
      ...(report.signatures.length === 0
        ? report.sections.flatMap((section) => sectionNodes(section, words))
        : signed(report)),
      ...(report.code === undefined || report.signatures.length > 0 ? [] : verificationNodes(report.code)),
    ],
    ...(mark === undefined ? {} : { watermark: mark }),
    conformance: 'PDF/A-3a',
    language: report.language,
    info: {
      title: documentTitle(report),
      author: printable(report.author),
      subject: printable(report.title),
      createdAt: new Date(report.madeAt),
    },
    ...(report.attachment === undefined
      ? {}
      : {
          attachment: {
            name: report.attachment.name,
            type: 'application/json',
            description: report.attachment.description,
            bytes: utf8(report.attachment.json),
          },
        }),
  };
}

/** Title of the file, as a reader program shows it. */
function documentTitle(report: Report): string {
  return printable([report.title, report.number].filter((part) => part !== '').join(' '));
}

/** The line under the title: number and, from the second on, version. Empty for a first draft. */
export function numberLine(report: Report): string {
  const words = layoutWords(report.second);
  const version = report.version > 1 ? `${words.version} ${report.version}` : '';
  const number = report.number === '' ? '' : `${words.number} ${report.number}`;
  return printable([number, version].filter((part) => part !== '').join(', '));
}

function title(report: Report): Node[] {
  const line = numberLine(report);
  return [
    {
      text: printable(report.title),
      role: 'H1',
      fontSize: 15.5,
      bold: true,
      color: ink.accent,
      alignment: 'center',
      margin: [30, 6, 30, line === '' ? 10 : 2],
      keepWithNext: true,
    },
    ...(line === ''
      ? []
      : [{ text: line, fontSize: 10, alignment: 'center' as const, margin: [0, 0, 0, 10] as const }]),
  ];
}

/** A heading with its rule and margins, and what must fit below it where what follows may break. */
const HEADING_HEIGHT = 30;
const HEADED_HEIGHT = 34;

/** @param closing points that must be free below the section for it to end here; 0 when what follows may go its way */
function sectionNodes({ heading: text, blocks }: ReportSection, words: LayoutWords, closing = 0): Node[] {
  const [first] = blocks;
  const nodes = blocks.flatMap((block) => blockNodes(block, words));
  const last = nodes.at(-1);
  if (closing === 0 || !last || !('text' in last) || last.text.length > CLOSING_WORDS) {
    return [...heading(text, HEADING_HEIGHT + (shortTableHeight(first) ?? HEADED_HEIGHT)), ...nodes];
  }
  const room = textHeight(last.text, contentWidth) + closing;
  return [
    ...heading(text, HEADING_HEIGHT + (nodes.length === 1 ? room : HEADED_HEIGHT)),
    ...nodes.slice(0, -1),
    { ...last, keepWithNext: true, room },
  ];
}

/** Longer text may end on the page before the signatures. */
const CLOSING_WORDS = 1500;

/**
 * Sections and signatures. The last paragraph goes where the signatures go: a sheet of signatures alone could be put
 * under another text.
 */
function signed({ sections, signatures, code, second }: Report): Node[] {
  const words = layoutWords(second);
  const [only, ...others] = signatures;
  // a single place in ink leaves half of its row to the code
  const beside = code !== undefined && only !== undefined && others.length === 0 && only.field === undefined;
  const alone = !beside && signatures.length <= 2 && code !== undefined ? VERIFICATION_HEIGHT : 0;
  const room = HEADING_HEIGHT + firstRowHeight(signatures) + alone;
  return [
    ...sections.flatMap((section, i) => sectionNodes(section, words, i === sections.length - 1 ? room : 0)),
    ...heading(words.signatures, room),
    ...(beside
      ? [signatureBeside(only, words, verificationNodes(code, CELL_WIDTH))]
      : withVerification(signatureNodes(signatures, words), code)),
  ];
}

/** Keeps the verification code with the last signatures: a sheet with nothing else on it proves nothing. */
function withVerification(rows: Node[], code: Report['code']): Node[] {
  const last = rows.at(-1);
  if (!code || !last) return rows;
  return [...rows.slice(0, -1), { unbreakable: true, stack: [last, ...verificationNodes(code)] }];
}

/** A section heading over a rule; `room` keeps it from standing alone at the foot of a page. */
function heading(text: string, room: number): Node[] {
  return [
    {
      text: printable(text),
      role: 'H2',
      fontSize: 11,
      bold: true,
      color: ink.accent,
      margin: [0, 9, 0, 2],
      keepWithNext: true,
      room,
    },
    {
      margin: [0, 0, 0, 5],
      canvas: [{ type: 'line', x1: 0, y1: 0, x2: contentWidth, y2: 0, lineWidth: 0.6, lineColor: ink.accent }],
    },
  ];
}
