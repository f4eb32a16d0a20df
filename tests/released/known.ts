/** What must be found in the fixtures of a version (`known.json`). */
export interface Known {
  readonly version: string;
  readonly madeAt: string;
  readonly person: { readonly name: string; readonly passphrase: string };
  readonly office: { readonly name: string; readonly code: string; readonly municipality: string };
  /** some of what the office set */
  readonly settings: { readonly acronym: string; readonly paper: string };
  /** words of each recovery sheet */
  readonly sheets: readonly string[];
  readonly people: number;
  /** entries in the chain of acts, at least */
  readonly acts: number;
  readonly paper: {
    readonly file: string;
    readonly sha256: string;
    readonly number: string;
    readonly employer: string;
    /** what the version itself said of each signature */
    readonly verdicts: readonly string[];
  };
  /** employer of a case with one piece of evidence */
  readonly case: string;
  /** employer of a text that was not saved */
  readonly draft: string;
  readonly snapshot: string;
  readonly bundle: {
    readonly file: string;
    readonly sha256: string;
    readonly employer: string;
    readonly pieces: number;
  };
}
