// A case tells its workplace at the end of its search line, in capitals: search lines and typed words have none, so that
// nobody finds a case by a piece of an id, and whoever looks for the mark finds nothing else.

const LENGTH = 32;
const FIRST = 'A'.charCodeAt(0);
const MARK = /^[A-P]{32}$/;
const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The id of a workplace as it stands in search lines: one capital letter for each of its digits. */
export function workplaceMark(id: string): string {
  const digits = Array.from(id.replaceAll('-', ''), (digit) => Number.parseInt(digit, 16));
  return String.fromCharCode(...digits.map((digit) => FIRST + digit));
}

/** A search line with the mark of a workplace at its end; the line as it is without one, or for what is no id. */
export function withWorkplace(line: string, id: string | undefined): string {
  return id === undefined || !ID.test(id) ? line : `${line}\t${workplaceMark(id)}`;
}

/** The mark that a search line ends with; undefined where there is none. Asked of every case: no text is made in vain. */
export function markIn(line: string): string | undefined {
  const from = line.length - LENGTH;
  if (from < 1 || line[from - 1] !== '\t') return undefined;
  const mark = line.slice(from);
  return MARK.test(mark) ? mark : undefined;
}

/** The id that a mark stands for, as 16 bytes. Asked of every workplace. */
export function idOfMark(mark: string): Uint8Array {
  const bytes = new Uint8Array(LENGTH / 2);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = ((mark.charCodeAt(2 * at) - FIRST) << 4) | (mark.charCodeAt(2 * at + 1) - FIRST);
  }
  return bytes;
}
