/** The office that a bench wants to work in. */
export interface WantedOffice {
  readonly passphrase: string;
  readonly records: number;
  readonly workplaces: number;
  /** texts that nobody saved */
  readonly drafts: number;
  /** saves of the one large case, which is written last */
  readonly revisions: number;
  /** pieces of evidence in it; each is one of its saves */
  readonly pieces: number;
  /** whom the large case is about */
  readonly employer: string;
}

/** What is put into the locked window of the app; `window.filler`. */
export interface OfficeFiller {
  readonly fill: (wanted: WantedOffice) => Promise<void>;
}
