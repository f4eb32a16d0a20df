import { reader } from '../record/draft.ts';
import { fieldsOf } from '../record/fields.ts';
import { interviewRecord } from '../record/kinds/interview-record.ts';
import { screensChild } from '../record/kinds/screening.ts';
import { maySee } from './canonical-record.ts';
import type { PaperKind } from './paper-kind.ts';
import { at, official, on, said } from './paper-parts.ts';
import { actaText } from './text/es.ts';
import { interviewText as text } from './text/interview.ts';

/** Answers that are no refusal of the interview; for a child, who cannot consent, `notApplicable`. */
const AGREES: ReadonlySet<string> = new Set(['yes', 'notApplicable']);
const PSEUDONYM = fieldsOf(interviewRecord).filter(({ key }) => key === 'pseudonym');

/**
 * What was told in an interview. It is made for the file; a prosecutor may be given a copy, and so may the protection of
 * children where whoever was interviewed may be a child: none against the will of whoever told it, nor where that is not known;
 * a referral tells what has to be told all the same, with its reason. Whoever was interviewed does not sign: a signature is a name.
 */
export const interviewPaper: PaperKind = {
  template: 'registro-entrevista',
  forEmployer: false,
  addressee: () => 'file',
  institutions: (draft) => {
    const read = reader(draft);
    // who was not told who will read it has agreed to nobody's reading it
    if (!AGREES.has(read.text('consent')) || read.text('explained') !== 'yes') return [];
    return screensChild(read) ? ['publicProsecutor', 'childProtection'] : ['publicProsecutor'];
  },
  title: () => text.title,
  numberType: () => 'ENV',
  dayOf: (draft) => said(draft, 'date'),
  opening: (draft, content) =>
    text.opening({
      when: `${at(reader(draft).text('startTime'))}, ${on(said(draft, 'date'))}`,
      official: said(draft, 'officialName'),
      pseudonym: PSEUDONYM.every((field) => maySee(field, content)) ? said(draft, 'pseudonym') : actaText.blank,
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
