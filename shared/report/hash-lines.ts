/** A SHA-256 in hexadecimal as paper shows it: two lines of four groups of eight digits. */
export function hashLines(hex: string): readonly [string, string] {
  const grouped = (half: string): string => half.match(/.{1,8}/g)?.join(' ') ?? '';
  return [grouped(hex.slice(0, 32)), grouped(hex.slice(32))];
}

/** A SHA-256 in hexadecimal for a narrow cell of a table: four lines of two groups of eight digits. */
export function hashCell(hex: string): string {
  return hashLines(hex)
    .flatMap((line) => {
      const groups = line.split(' ');
      return [groups.slice(0, 2).join(' '), groups.slice(2).join(' ')];
    })
    .join('\n');
}
