const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** What a bundle may hold at most (docs/decisions/0021-exchange.md); sizes in bytes. */
export const bundleLimits = {
  envelope: 32 * MIB,
  signature: 32 * KIB,
  recipients: 64,
  cases: 200_000,
  /** series of one case, forks counted apart */
  series: 256,
  files: 50_000,
  /** of one file: what eleven octal digits of a tar header hold */
  file: 8 * GIB - 1,
  total: 64 * GIB,
  /** of the files that are read whole: index, settings, trust list, acknowledgements */
  small: 16 * MIB,
  line: MIB,
  /** lines of one case, which are in memory together */
  caseLines: 32 * MIB,
  /** the lines of changes, unpacked */
  unpacked: 8 * GIB,
  /** how far the lines may unfold; compressed text of people and hashes stays far below */
  unfold: 200,
} as const;
