import jsQR from 'jsqr';
import { blurred, byLight, byNeighbours, greyOf, sized, toPicture, type Picture } from './clean-picture.ts';

/** More codes than one picture of paper or of a screen has. */
const MOST_CODES = 40;

/**
 * The texts of the QR codes in a picture, in the order in which they are found. The reader takes the grains of a scan for
 * corners of codes, so it is shown what is ink and what is paper; of a photograph in uneven light that is told point by
 * point. The first way that shows a code counts.
 * @param picture at most some ten million points
 */
export function findCodes(picture: Picture): readonly string[] {
  const grey = blurred(sized(greyOf(picture)));
  for (const split of [byLight, byNeighbours]) {
    const texts = codesOf(toPicture(split(grey)));
    if (texts.length > 0) return texts;
  }
  return [];
}

/** The reader finds one code at a time: each that was found is wiped off before the next is looked for. */
function codesOf(picture: Picture): readonly string[] {
  const texts = new Set<string>();
  for (let found = 0; found < MOST_CODES; found += 1) {
    const code = jsQR(picture.data, picture.width, picture.height, { inversionAttempts: 'dontInvert' });
    if (code === null) break;
    if (code.data !== '') texts.add(code.data);
    const { topLeftCorner: a, topRightCorner: b, bottomLeftCorner: c, bottomRightCorner: d } = code.location;
    const [xs, ys] = [
      [a.x, b.x, c.x, d.x],
      [a.y, b.y, c.y, d.y],
    ] as const;
    const [left, right] = [
      Math.max(0, Math.floor(Math.min(...xs))),
      Math.min(picture.width, Math.ceil(Math.max(...xs))),
    ];
    const [top, bottom] = [
      Math.max(0, Math.floor(Math.min(...ys))),
      Math.min(picture.height, Math.ceil(Math.max(...ys))),
    ];
    if (right <= left || bottom <= top) break;
    for (let y = top; y < bottom; y += 1) {
      picture.data.fill(255, 4 * (y * picture.width + left), 4 * (y * picture.width + right));
    }
  }
  return [...texts];
}
