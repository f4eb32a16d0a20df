// A case tells its workplace at the end of its search line, in capitals: search lines and typed words have none, so that
// nobody finds a case by a piece of an id, and whoever looks for the mark finds nothing else.

const LENGTH = 32;
const MARK = new RegExp(`^\t[A-P]{${LENGTH}}$`);
const FIRST = 'A'.charCodeAt(0);

/** The id of a workplace as it stands in search lines: one capital letter for each of its digits. */
export function workplaceMark(id: string): string {
  const digits = Array.from(id.replaceAll('-', ''), (digit) => Number.parseInt(digit, 16));
  return String.fromCharCode(...digits.map((digit) => FIRST + digit));
}

/** A search line with the mark of a workplace at its end; the line as it is without one. */
export function withWorkplace(line: string, id: string | undefined): string {
  return id === undefined ? line : `${line}\t${workplaceMark(id)}`;
}

/** The id that a search line is marked with; undefined where there is none. */
export function markedId(line: string): string | undefined {
  const end = line.slice(-LENGTH - 1);
  if (!MARK.test(end)) return undefined;
  const hex = Array.from(end.slice(1), (letter) => (letter.charCodeAt(0) - FIRST).toString(16)).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
