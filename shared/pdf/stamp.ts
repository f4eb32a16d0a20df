import type { Bytes } from '../kernel/bytes.ts';
import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, formatDate, secondsInHonduras } from '../kernel/plain-date.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { printDefinition, type PdfAssets } from './engine/print.ts';
import type { Definition, Node } from './nodes.ts';
import { printable } from './printable.ts';
import { body, ink } from './style.ts';

/** What the box of a signature says; texts that are empty are left out. */
export interface StampText {
  /** what such a signature is called, e.g. `firma electrónica simple` */
  readonly kind: string;
  readonly name: string;
  readonly position: string;
  readonly reason: string;
  readonly place: string;
  /** by the signer's computer; shown in the time of Honduras and named for what it is */
  readonly when: Instant;
  /** serial number of the certificate, hexadecimal */
  readonly serial: string;
  /** size of the signature field in points */
  readonly width: number;
  readonly height: number;
}

/** Tried in turn until all of it fits the box. */
const SCALES = [1.12, 1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.5, 0.4];

/**
 * Draws the visible part of a signature: one page as large as the field, PDF/A-3b, to be embedded in its widget.
 * Long names are set smaller, never cut.
 * @returns the bytes; fault `pdf/engine` when the text cannot fit the box at any readable size
 */
export function renderStamp(text: StampText, assets: PdfAssets): Promise<Result<Bytes>> {
  return Promise.resolve(render(text, assets));
}

function render(text: StampText, assets: PdfAssets): Result<Bytes> {
  try {
    for (const scale of SCALES) {
      const { pdf, pages } = printDefinition(() => stampDefinition(text, scale), assets);
      if (pages === 1) return ok(pdf);
    }
    return fail('pdf/engine', { reason: 'the stamp does not fit its box' });
  } catch (error) {
    return fail('pdf/engine', { reason: error instanceof Error ? error.message : String(error) });
  }
}

/** `24/11/2026 11:40:12 (hora del equipo)`: there is no trusted clock without a network. */
export function stampTime(when: Instant): string {
  return `${formatDate(dateInHonduras(when))} ${secondsInHonduras(when)} (hora del equipo)`;
}

function stampDefinition(text: StampText, scale: number): Definition {
  const { width, height } = text;
  const line = (content: string, size: number, style: Partial<Node> = {}): Node[] =>
    content.trim() === ''
      ? []
      : [{ text: printable(content), fontSize: size * scale, lineHeight: 1, ...style } as Node];
  const quiet = { color: ink.quiet };
  return {
    page: { width, height },
    margins: { left: 9, top: 3.5, right: 5, bottom: 2 },
    header: () => frame(width, height),
    style: body,
    content: [
      ...line(`${capitalised(text.kind)} de`, 5.6, quiet),
      ...line(text.name, 8.6, { bold: true, color: ink.accent }),
      ...line(text.position, 6.6),
      ...line([stampTime(text.when), text.place].filter((part) => part !== '').join(', '), 6.2),
      ...line(text.reason === '' ? '' : `Motivo: ${text.reason}`, 6.2),
      ...line(`Certificado ${text.serial}`, 5.2, quiet),
    ],
    conformance: 'PDF/A-3b',
    language: 'es-HN',
    info: {
      title: 'Firma electrónica',
      author: printable(text.name),
      subject: 'Firma electrónica',
      createdAt: new Date(text.when),
    },
  };
}

const capitalised = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

/** A fine frame with a bar at its left. */
function frame(width: number, height: number): Node {
  const [right, bottom] = [width - 0.4, height - 0.4];
  return {
    canvas: [
      {
        type: 'path',
        d: `M0.4 0.4 L${right} 0.4 L${right} ${bottom} L0.4 ${bottom} Z`,
        lineWidth: 0.6,
        lineColor: ink.accent,
      },
      { type: 'path', d: `M0 0 L3 0 L3 ${height} L0 ${height} Z`, color: ink.accent },
    ],
  };
}
