import type { RecordKind } from '../fields.ts';
import { choice, line, prose } from './common-fields.ts';

/** What may become of an alert. `new`: nobody has decided yet. */
export const alertStates = ['new', 'inspection', 'linked', 'merged', 'dismissed'] as const;
export type AlertState = (typeof alertStates)[number];

const officeOnly = { officeOnly: true } as const;

/** What the office decided about an alert, beside the alert in its log: what was told stays as it was told. */
export const alertTriage: RecordKind = {
  key: 'alert_triage',
  rules: () => [],
  sections: [
    {
      key: 'triage',
      fields: [
        choice('decision', alertStates, { level: 'reserved', required: true, ...officeOnly }),
        // the case, or the alert, that it went into
        line('target', 36, officeOnly),
      ],
      tables: [
        {
          key: 'alert_decisions',
          minRows: 0,
          columns: [
            choice('to', alertStates, { level: 'reserved', required: true, ...officeOnly }),
            line('toTarget', 36, officeOnly),
            prose('because', 4000, officeOnly),
            line('decidedAt', 24, { required: true, ...officeOnly }),
            line('decidedBy', 64, officeOnly),
            line('decidedByName', 120, officeOnly),
          ],
        },
      ],
    },
  ],
};
