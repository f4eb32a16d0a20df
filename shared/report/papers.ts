import { findEntry } from '../catalog/catalog.ts';
import { moneyInWords, formatMoney } from '../kernel/words.ts';
import { reader, rowsOf } from '../record/draft.ts';
import { deliveryPaper } from './delivery-paper.ts';
import { documentRequestPaper } from './document-request-paper.ts';
import { interviewPaper } from './interview-paper.ts';
import { orderPaper } from './order-paper.ts';
import type { PaperKind } from './paper-kind.ts';
import { at, chief, inInk, official, officials, on, placeOf, said } from './paper-parts.ts';
import { referralPaper } from './referral-paper.ts';
import { technicalReportPaper } from './technical-report-paper.ts';
import { actaText } from './text/es.ts';
import { paperText } from './text/papers.ts';

export type { PaperKind } from './paper-kind.ts';

const papers: Readonly<Record<string, PaperKind>> = {
  referral: referralPaper,
  order: orderPaper,
  interview: interviewPaper,
  document_request: documentRequestPaper,
  technical_report: technicalReportPaper,
  delivery: deliveryPaper,
  notification: {
    template: 'cedula-notificacion',
    forEmployer: true,
    title: () => paperText.notification.title,
    numberType: () => 'NOT',
    dayOf: (draft) => said(draft, 'date'),
    opening: (draft) =>
      paperText.notification.opening({
        place: said(draft, 'place'),
        when: `${at(reader(draft).text('time'))}, ${on(said(draft, 'date'))}`,
        recipient: said(draft, 'recipient'),
        employer: said(draft, 'employerName'),
        number: said(draft, 'aboutNumber'),
      }),
    closing: (draft) => [
      reader(draft).text('refused') === 'yes' ? paperText.notification.refused : paperText.notification.received,
    ],
    signatures: ({ draft }) => {
      const { text } = reader(draft);
      const notifier = official(
        'Firma_Notificador',
        text('notifierName'),
        text('notifierPosition'),
        text('notifierCredential'),
      );
      const capacity = text('recipientCapacity');
      return [notifier, inInk(paperText.notification.recipient, text('recipient'), capacity === '' ? [] : [capacity])];
    },
  },
  reinspection: {
    template: 'acta-reinspeccion',
    forEmployer: true,
    title: () => paperText.reinspection.title,
    numberType: () => findEntry('inspectionTypes', 'reinspection')?.abbreviation ?? 'REI',
    dayOf: (draft) => said(draft, 'startDate'),
    opening: (draft) =>
      paperText.reinspection.opening({
        where: placeOf(draft),
        when: `${at(reader(draft).text('startTime'))}, ${on(said(draft, 'startDate'))}`,
        employer: said(draft, 'employerName'),
        acta: said(draft, 'actaNumber'),
      }),
    closing: (draft) => [
      reader(draft).text('refusedToSign') === 'yes' ? paperText.reinspection.refused : paperText.reinspection.signed,
      `Dado en ${said(draft, 'place')}, ${on(said(draft, 'endDate'))}, a las ${at(reader(draft).text('endTime'))}.`,
    ],
    signatures: (content) => {
      const { draft } = content;
      const { text } = reader(draft);
      const witnesses = rowsOf(draft, 'reinspection_witnesses').map((row) =>
        inInk(
          actaText.roles.witness,
          reader(draft, row).text('name'),
          [reader(draft, row).text('position')].filter((part) => part !== ''),
        ),
      );
      const capacity = text('attendedCapacity');
      const employer = inInk(
        actaText.roles.employer,
        text('attendedBy') || text('employerName'),
        capacity === '' ? [] : [capacity],
      );
      const others = text('refusedToSign') === 'yes' ? witnesses : [employer];
      return [...officials(draft, 'reinspectors'), ...others, chief(content)];
    },
  },
  resolution: {
    template: 'resolucion',
    forEmployer: true,
    title: () => paperText.resolution.title,
    numberType: () => 'RES',
    dayOf: (draft) => said(draft, 'date'),
    opening: (draft) =>
      paperText.resolution.opening(said(draft, 'employerName'), said(draft, 'place'), on(said(draft, 'date'))),
    closing: (draft) => {
      const { text } = reader(draft);
      const total = text('total');
      const isAmount = /^\d{1,9}(\.\d{1,2})?$/.test(total);
      return [
        ...(text('decision') === 'fine' && isAmount
          ? [paperText.resolution.total(formatMoney(total), moneyInWords(total))]
          : []),
        paperText.resolution.closing,
      ];
    },
    signatures: ({ draft }) => {
      const { text } = reader(draft);
      return [official('Firma_Resolucion', text('signerName'), text('signerPosition'))];
    },
  },
  conciliation: {
    template: 'acta-conciliacion',
    forEmployer: true,
    title: () => paperText.conciliation.title,
    numberType: () => 'CON',
    dayOf: (draft) => said(draft, 'date'),
    opening: (draft) =>
      paperText.conciliation.opening({
        place: said(draft, 'place'),
        when: on(said(draft, 'date')),
        official: said(draft, 'officialName'),
        employer: said(draft, 'employerName'),
        speaker: said(draft, 'employerSpeaker'),
      }),
    closing: () => [paperText.conciliation.closing],
    signatures: ({ draft }) => {
      const { text } = reader(draft);
      return [
        official('Firma_Conciliacion', text('officialName'), text('officialPosition')),
        inInk(actaText.roles.employer, text('employerSpeaker')),
        inInk(paperText.conciliation.workers, ''),
      ];
    },
  },
};

/** How a paper is numbered, and for whom it is. */
type Told = Pick<PaperKind, 'numberType' | 'dayOf' | 'addressee' | 'institutions' | 'forEmployer'>;

/** The acta of a visit is a paper of its own making (`acta.ts`); what others ask of every paper is told here. */
const acta: Told = {
  forEmployer: true,
  numberType: (draft) => findEntry('inspectionTypes', reader(draft).text('type'))?.abbreviation ?? 'INS',
  dayOf: (draft) => reader(draft).text('startDate'),
};

/** How a kind of record is numbered as a paper, and for whom it is printed and copied; undefined for kinds that are never printed, such as a complaint. */
export function paperFor(kind: string): Told | undefined {
  return kind === 'inspection' ? acta : papers[kind];
}

/** The paper of a kind other than the acta. */
export function findPaper(kind: string): PaperKind | undefined {
  return papers[kind];
}
