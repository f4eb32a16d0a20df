/** A line of a CSV file. */
export interface CsvLine {
  /** counted from 1, blank ones too */
  readonly line: number;
  readonly cells: readonly string[];
  /** a quote was never closed */
  readonly open: boolean;
}

/**
 * Splits CSV text into lines and cells; lines without anything are left out. The separator (`,`, `;` or tab) is the one
 * that the first line has most of. Cells may stand in quotes, in which a doubled quote is one; a quoted cell ends with
 * its line, so that a forgotten quote spoils one line only.
 */
export function splitCsv(text: string): readonly CsvLine[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const separator = separatorOf(lines.find((line) => line.trim() !== '') ?? '');
  return lines.flatMap((line, at) => {
    const split = splitLine(line, separator);
    return split.cells.every((cell) => cell.trim() === '') ? [] : [{ line: at + 1, ...split }];
  });
}

function separatorOf(header: string): string {
  const count = (mark: string): number => header.split(mark).length;
  return [';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}

function splitLine(line: string, separator: string): Pick<CsvLine, 'cells' | 'open'> {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (quoted && letter === '"' && line.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (letter === '"' && (quoted || cell.trim() === '')) {
      quoted = !quoted;
      if (quoted) cell = '';
    } else if (letter === separator && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += letter;
  }
  cells.push(cell);
  return { cells, open: quoted };
}
