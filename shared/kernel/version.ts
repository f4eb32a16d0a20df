/** Compares major, minor and patch of two versions; what comes behind a hyphen does not count. */
export function isOlderVersion(version: string, than: string): boolean {
  const a = numbersOf(version);
  const b = numbersOf(than);
  const differs = [0, 1, 2].find((i) => a[i] !== b[i]);
  return differs !== undefined && (a[differs] ?? 0) < (b[differs] ?? 0);
}

/** The numbers of a version, from the most important one on. */
export function numbersOf(version: string): number[] {
  return (version.split('-')[0] ?? '').split('.').map(Number);
}
