/** The groups of a recovery code, as printed: letters and digits between dashes. */
export function recoveryGroups(code: string): readonly string[] {
  return code.trim().split(/[\s-]+/);
}

/** True when what was typed back is that group; case, blanks and look-alikes (O for 0, I or L for 1) do not matter. */
export function isSameGroup(typed: string, group: string): boolean {
  const plain = (text: string): string =>
    text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\-–—.]/g, '')
      .replace(/[IL]/g, '1')
      .replace(/O/g, '0');
  return plain(typed) === plain(group);
}
