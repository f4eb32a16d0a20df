import type { CaseState } from '../../../shared/procedure/procedure.ts';

// Where the states stand on the picture. The boxes and the ways between them are drawn for the way of a case as the
// app brings it; a move that is not known here is a straight line.

export const PICTURE = { width: 1110, height: 384, boxWidth: 170, boxHeight: 48 } as const;

const column = [115, 335, 555, 775, 995] as const;
const row = [40, 140, 240, 344] as const;

/** A point, in units of the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const at = (c: 0 | 1 | 2 | 3 | 4, r: 0 | 1 | 2 | 3): Point => ({ x: column[c], y: row[r] });

/** Middles of the boxes. Side exits have none: they start from everywhere and are told in words. */
export const places: Readonly<Partial<Record<CaseState, Point>>> = {
  draft: at(0, 0),
  assigned: at(1, 0),
  visiting: at(2, 0),
  recorded: at(3, 0),
  notified: at(4, 0),
  exempt: at(0, 1),
  fineNotified: at(1, 1),
  resolution: at(2, 1),
  reinspection: at(3, 1),
  correcting: at(4, 1),
  appeal: at(0, 2),
  paid: at(1, 2),
  collection: at(2, 2),
  corrected: at(3, 2),
  archived: at(2, 3),
};

/** Ways that go around boxes, from edge to edge. */
const detours: Readonly<Record<string, string>> = {
  'notified>resolution': 'M930 64V90H555V116',
  'notified>archived': 'M1080 40H1096V344H640',
  'correcting>corrected': 'M995 164V240H860',
  'corrected>resolution': 'M720 216V204H600V164',
  'corrected>archived': 'M775 264V344H640',
  'resolution>archived': 'M620 164V178H655V332H640',
  'fineNotified>appeal': 'M290 164V190H115V216',
  'fineNotified>collection': 'M380 164V190H510V216',
  'appeal>collection': 'M160 264V290H510V264',
  'collection>archived': 'M575 264V320',
  'paid>archived': 'M335 264V344H470',
  'appeal>archived': 'M85 264V344H470',
  'exempt>archived': 'M30 140H14V344H470',
};

/** The line of a move as an SVG path; undefined when one of its ends is not on the picture. */
export function lineOf(from: CaseState, to: CaseState): string | undefined {
  const [start, end] = [places[from], places[to]];
  if (start === undefined || end === undefined) return undefined;
  const known = detours[`${from}>${to}`];
  if (known !== undefined) return known;
  const [right, down] = [Math.sign(end.x - start.x), Math.sign(end.y - start.y)];
  if (down === 0) {
    const half = (right * PICTURE.boxWidth) / 2;
    return `M${start.x + half} ${start.y}H${end.x - half}`;
  }
  const half = (down * PICTURE.boxHeight) / 2;
  return `M${start.x} ${start.y + half}L${end.x} ${end.y - half}`;
}
