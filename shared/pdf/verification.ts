import type { Report } from '../report/report.ts';
import type { Node } from './nodes.ts';
import { contentWidth } from './page.ts';
import { printable } from './printable.ts';
import { ink, label } from './style.ts';

const QR_SIZE = 84;
const GAP = 16;
const MARGIN = 8;

/** Height of the code with the margin above it, in points. */
export const VERIFICATION_HEIGHT = QR_SIZE + MARGIN;

/**
 * The QR code and the lines beside it, kept together.
 * @param width of both, in points
 */
export function verificationNodes(code: NonNullable<Report['code']>, width = contentWidth): Node[] {
  return [
    {
      unbreakable: true,
      margin: [0, MARGIN, 0, 0],
      columnGap: GAP,
      columns: [
        { qr: code.qr, fit: QR_SIZE, eccLevel: 'M', alt: printable(code.alt), width: QR_SIZE },
        {
          width: width - QR_SIZE - GAP,
          stack: [
            { text: printable(code.heading), ...label, margin: [0, 2, 0, 3] },
            ...code.lines.map((line) => ({ text: printable(line), fontSize: 8, color: ink.quiet })),
          ],
        },
      ],
    },
  ];
}
