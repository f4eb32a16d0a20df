import { reader } from '../record/draft.ts';
import { screensChild } from '../record/kinds/screening.ts';
import type { PaperKind } from './paper-kind.ts';
import { at, official, on, said } from './paper-parts.ts';
import { interviewText as text } from './text/interview.ts';

/**
 * What was told in an interview. It is made for the file; a prosecutor may be given a copy, and so may the protection of
 * children where whoever was interviewed may be a child. Whoever was interviewed does not sign: a signature is a name.
 */
export const interviewPaper: PaperKind = {
  template: 'registro-entrevista',
  forEmployer: false,
  addressee: () => 'file',
  institutions: (draft) =>
    screensChild(reader(draft)) ? ['publicProsecutor', 'childProtection'] : ['publicProsecutor'],
  title: () => text.title,
  numberType: () => 'ENV',
  dayOf: (draft) => said(draft, 'date'),
  opening: (draft) =>
    text.opening({
      when: `${at(reader(draft).text('startTime'))}, ${on(said(draft, 'date'))}`,
      official: said(draft, 'officialName'),
      pseudonym: said(draft, 'pseudonym'),
    }),
  closing: () => [text.unsigned, text.reserved],
  signatures: ({ draft }) => {
    const read = reader(draft);
    return [
      official(
        'Firma_Entrevista',
        read.text('officialName'),
        read.text('officialPosition'),
        read.text('officialCredential'),
      ),
    ];
  },
};
