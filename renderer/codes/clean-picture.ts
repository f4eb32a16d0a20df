/** A picture as its points: four bytes each, red, green, blue, opacity. */
export interface Picture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** A picture in greys, a byte a point: 0 is black. */
export interface Grey {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Fewer points than these across are made twice as many: at 150 dpi a square of a small code has little more than two. */
const FEW_ACROSS = 1800;
/** More than these are made half as many. */
const MANY_ACROSS = 3800;
/** Share of the width that the light of a point is told by. */
const NEIGHBOURHOOD = 1 / 24;
/** Ink is darker than this share of the light around it. */
const INK = 0.84;

/** How light each point is, as an eye sees it (ITU-R BT.601, in eighths). */
export function greyOf({ data, width, height }: Picture): Grey {
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i += 1) {
    grey[i] = (2 * (data[4 * i] ?? 0) + 5 * (data[4 * i + 1] ?? 0) + (data[4 * i + 2] ?? 0)) >> 3;
  }
  return { data: grey, width, height };
}

/** The picture at the size that the reader does best with: twice, half, or as it is. */
export function sized(grey: Grey): Grey {
  const across = Math.min(grey.width, grey.height);
  if (across < FEW_ACROSS) return doubled(grey);
  return across > MANY_ACROSS ? halved(grey) : grey;
}

function doubled({ data, width, height }: Grey): Grey {
  const [w, h] = [2 * width, 2 * height];
  const large = new Uint8Array(w * h);
  for (let y = 0; y < h; y += 1) {
    const [row, next] = [(y >> 1) * width, Math.min(height - 1, (y + 1) >> 1) * width];
    for (let x = 0; x < w; x += 1) {
      const [left, right] = [x >> 1, Math.min(width - 1, (x + 1) >> 1)];
      const sum =
        (data[row + left] ?? 0) + (data[row + right] ?? 0) + (data[next + left] ?? 0) + (data[next + right] ?? 0);
      large[y * w + x] = sum >> 2;
    }
  }
  return { data: large, width: w, height: h };
}

function halved({ data, width, height }: Grey): Grey {
  const [w, h] = [width >> 1, height >> 1];
  const small = new Uint8Array(w * h);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      const at = 2 * y * width + 2 * x;
      const sum = (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + width] ?? 0) + (data[at + width + 1] ?? 0);
      small[y * w + x] = sum >> 2;
    }
  }
  return { data: small, width: w, height: h };
}

/** Each point as the middle of itself and its eight neighbours: grains go, squares of three points and more stay. */
export function blurred(grey: Grey): Grey {
  const { data, width, height } = grey;
  const sums = sumsOf(grey);
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) out[y * width + x] = meanAround(sums, grey, { x, y, reach: 1 });
  }
  return { data: out, width, height };
}

/** Black and white by one light for the whole picture: the one that parts its greys best (Otsu 1979). */
export function byLight({ data, width, height }: Grey): Grey {
  const counts = new Float64Array(256);
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
  const total = data.length;
  const sum = counts.reduce((so, count, value) => so + count * value, 0);
  let [below, sumBelow, best, light] = [0, 0, -1, 127];
  for (let value = 0; value < 255; value += 1) {
    below += counts[value] ?? 0;
    sumBelow += (counts[value] ?? 0) * value;
    if (below === 0 || below === total) continue;
    const apart = sumBelow / below - (sum - sumBelow) / (total - below);
    const between = below * (total - below) * apart * apart;
    if (between > best) [best, light] = [between, value];
  }
  return { data: data.map((value) => (value <= light ? 0 : 255)), width, height };
}

/** Black and white by the light around each point: for photographs with a shadow over the paper. */
export function byNeighbours(grey: Grey): Grey {
  const { data, width, height } = grey;
  const sums = sumsOf(grey);
  const reach = Math.max(8, Math.round(width * NEIGHBOURHOOD));
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const around = meanAround(sums, grey, { x, y, reach });
      out[y * width + x] = (data[y * width + x] ?? 0) < INK * around ? 0 : 255;
    }
  }
  return { data: out, width, height };
}

/** A picture in greys as one in colours. */
export function toPicture({ data, width, height }: Grey): Picture {
  const points = new Uint8ClampedArray(4 * data.length);
  for (let i = 0; i < data.length; i += 1) {
    points.fill(data[i] ?? 0, 4 * i, 4 * i + 3);
    points[4 * i + 3] = 255;
  }
  return { data: points, width, height };
}

/** For each point the sum of all left of it and above it, so that the sum of any rectangle is four of them. */
function sumsOf({ data, width, height }: Grey): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += data[y * width + x] ?? 0;
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row;
    }
  }
  return sums;
}

function meanAround(
  sums: Float64Array,
  { width, height }: Grey,
  { x, y, reach }: { readonly x: number; readonly y: number; readonly reach: number },
): number {
  const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
  const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
  const at = (column: number, row: number): number => sums[row * (width + 1) + column] ?? 0;
  const sum = at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
  return sum / ((right - left) * (bottom - top));
}
