/** What the code of a sealed paper says: which paper, which version of it, and the hash of its canonical record. */
export interface PaperCode {
  readonly number: string;
  readonly version: number;
  /** SHA-256, lower-case hexadecimal */
  readonly hash: string;
}

/** The text of the code of a sealed paper; a data format. */
export function paperCodeText({ number, version, hash }: PaperCode): string {
  return `ATALAYA:1:${number}:${version}:${hash}`;
}

/** Reads {@link paperCodeText}; undefined for any other text. */
export function readPaperCode(text: string): PaperCode | undefined {
  const match = /^ATALAYA:1:([^:]{1,80}):([1-9]\d{0,4}):([0-9a-f]{64})$/.exec(text);
  if (match === null) return undefined;
  const [, number = '', version = '', hash = ''] = match;
  return { number, version: Number(version), hash };
}

/** Whether two codes are of the same copy of the same version of the same paper. */
export function isSamePaper(a: PaperCode, b: PaperCode): boolean {
  return paperCodeText(a) === paperCodeText(b);
}
