import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, formatDate, timeInHonduras } from '../kernel/plain-date.ts';
import { officePaper, type OfficePaperInput } from './office-paper.ts';
import type { Report } from './report.ts';
import { alertSlipText as text } from './text/alert-slip.ts';

/** What the slip is made of: nothing of what was told, of a case, or of who gave the alert. */
export interface AlertSlipInput extends OfficePaperInput {
  /** what the sender's file is called by as well */
  readonly reference: string;
  readonly receivedAt: Instant;
  /** whether somebody has decided about it; never what */
  readonly decided: boolean;
}

/** The slip for whoever gave an alert: that it came in, when, and whether it was decided. */
export function buildAlertSlip({ reference, receivedAt, decided, ...frame }: AlertSlipInput): Report {
  const received = text.at(formatDate(dateInHonduras(receivedAt)), timeInHonduras(receivedAt));
  return {
    ...officePaper(frame),
    template: 'acuse-alerta',
    title: text.title,
    sections: [
      {
        heading: text.what,
        blocks: [
          {
            kind: 'fields',
            rows: [
              { label: text.reference, value: reference },
              { label: text.received, value: received },
              { label: text.state, value: decided ? text.states.decided : text.states.open },
            ],
          },
          { kind: 'paragraph', text: text.thanks },
          { kind: 'paragraph', text: text.keep },
        ],
      },
    ],
    signatures: [],
    footer: text.footer(frame.office.name),
  };
}
