import { reader } from '../record/draft.ts';
import type { PaperKind } from './paper-kind.ts';
import { at, inInk, official, on, said } from './paper-parts.ts';
import { paperText } from './text/papers.ts';

const text = paperText.delivery;

/** That papers were handed over. It stays in the file alone: who took a worker's copy is nobody else's business. */
export const deliveryPaper: PaperKind = {
  template: 'constancia-entrega',
  forEmployer: false,
  addressee: () => 'file',
  title: () => text.title,
  numberType: () => 'ENT',
  dayOf: (draft) => said(draft, 'date'),
  opening: (draft) =>
    text.opening({
      place: said(draft, 'place'),
      when: `${at(reader(draft).text('time'))}, ${on(said(draft, 'date'))}`,
      official: said(draft, 'officialName'),
      recipient: said(draft, 'recipient'),
    }),
  closing: (draft) => [reader(draft).text('refused') === 'yes' ? text.refused : text.received],
  signatures: ({ draft }) => {
    const read = reader(draft);
    const capacity = read.text('recipientCapacity');
    const taker = inInk(text.recipient, read.text('recipient'), capacity === '' ? [] : [capacity]);
    return [
      official(
        'Firma_Entrega',
        read.text('officialName'),
        read.text('officialPosition'),
        read.text('officialCredential'),
      ),
      ...(read.text('refused') === 'yes' ? [] : [taker]),
    ];
  },
};
