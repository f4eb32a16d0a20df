import { terms } from '../catalog/catalog.ts';
import { printableNorm } from '../catalog/entry.ts';
import { reader } from '../record/draft.ts';
import type { PaperKind } from './paper-kind.ts';
import { at, inInk, named, official, on, said } from './paper-parts.ts';
import { paperText } from './text/papers.ts';

const text = paperText.documentRequest;

/** What an employer is asked to show. The term is the one that whoever asks sets; a norm is cited only once it is confirmed. */
export const documentRequestPaper: PaperKind = {
  template: 'requerimiento-documentos',
  forEmployer: true,
  title: () => text.title,
  numberType: () => 'REQ',
  dayOf: (draft) => said(draft, 'date'),
  opening: (draft) =>
    text.opening({
      place: said(draft, 'place'),
      when: `${at(reader(draft).text('time'))}, ${on(said(draft, 'date'))}`,
      recipient: said(draft, 'recipient'),
      employer: said(draft, 'employerName'),
    }),
  closing: (draft) => {
    const read = reader(draft);
    const time = read.text('dueTime');
    const term = terms.find(({ key }) => key === 'documentRequest');
    const norm = term === undefined ? undefined : printableNorm(term);
    return [
      text.due(named(said(draft, 'dueDate')), time === '' ? undefined : at(time), said(draft, 'deliverAt')),
      norm === undefined ? text.setHere : text.setBy(norm),
      read.text('refused') === 'yes' ? text.refused : text.received,
    ];
  },
  signatures: ({ draft }) => {
    const read = reader(draft);
    const capacity = read.text('recipientCapacity');
    return [
      official(
        'Firma_Requerimiento',
        read.text('officialName'),
        read.text('officialPosition'),
        read.text('officialCredential'),
      ),
      inInk(text.recipient, read.text('recipient'), capacity === '' ? [] : [capacity]),
    ];
  },
};
