import { reader } from '../record/draft.ts';
import type { PaperKind } from './paper-kind.ts';
import { official, on, said } from './paper-parts.ts';
import { paperText } from './text/papers.ts';

const text = paperText.technicalReport;

/** What whoever inspected proposes to whoever decides. It stays in the file: the parties are told the resolution. */
export const technicalReportPaper: PaperKind = {
  template: 'informe-tecnico',
  forEmployer: false,
  addressee: () => 'file',
  title: () => text.title,
  numberType: () => 'INF',
  dayOf: (draft) => said(draft, 'date'),
  opening: (draft) =>
    text.opening({
      place: said(draft, 'place'),
      when: on(said(draft, 'date')),
      to: said(draft, 'addressedTo'),
      employer: said(draft, 'employerName'),
      acta: said(draft, 'actaNumber'),
    }),
  closing: () => [text.closing],
  signatures: ({ draft }) => {
    const read = reader(draft);
    return [
      official('Firma_Informe', read.text('authorName'), read.text('authorPosition'), read.text('authorCredential')),
    ];
  },
};
