/** Words that the layout itself prints on any paper, not the report. */
export interface LayoutWords {
  /** the heading over the places to sign */
  readonly signatures: string;
  /** over a place for an electronic signature, and below a line for one in ink */
  readonly electronic: string;
  readonly ink: string;
  /** before the number and the version of a paper */
  readonly number: string;
  readonly version: string;
  readonly page: (page: number, pages: number) => string;
  /** across every page of what is no valid paper */
  readonly draft: string;
  readonly practice: string;
  /** said aloud by a screen reader instead of a box */
  readonly checked: string;
  readonly unchecked: string;
}

export const layoutText: LayoutWords = {
  signatures: 'Firmas',
  electronic: 'Firma electrónica',
  ink: 'Firma autógrafa',
  number: 'N.º',
  version: 'versión',
  page: (page, pages) => `Página ${page} de ${pages}`,
  draft: 'BORRADOR',
  practice: 'PRÁCTICA',
  checked: 'Marcado',
  unchecked: 'Sin marcar',
};
