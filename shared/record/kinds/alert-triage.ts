import type { RecordKind } from '../fields.ts';
import { choice, line, prose } from './common-fields.ts';

/** What may become of an alert. `new`: nobody has decided yet; `passed`: another office has it. Only added to at the end. */
export const alertStates = ['new', 'inspection', 'linked', 'merged', 'dismissed', 'passed'] as const;
export type AlertState = (typeof alertStates)[number];

/**
 * How an alert stands in an office: one that was passed on to that very office is one that nobody there has decided about.
 * @param decided what its log says, and of what; anything else counts as nothing
 * @param office code of the office that looks
 */
export function alertStateAt(decided: unknown, target: unknown, office: string): AlertState {
  const state = alertStates.find((one) => one === decided) ?? 'new';
  return state === 'passed' && target === office ? 'new' : state;
}

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
        // the case, or the alert, that it went into; the code of the office that it was passed on to
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
