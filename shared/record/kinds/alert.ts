import { ALERT_MOST_PEOPLE, alertAnswers, alertLengths, alertSenders, alertSigns } from '../../catalog/alert-signs.ts';
import type { FieldDef, RecordKind } from '../fields.ts';
import { choice, line, prose } from './common-fields.ts';

const officeOnly = { officeOnly: true } as const;
const told = (key: keyof typeof alertLengths): FieldDef => line(key, alertLengths[key], officeOnly);
const shut = (key: 'senderName' | 'senderContact'): FieldDef => ({
  key,
  kind: 'text',
  maxLength: alertLengths[key],
  level: 'protected',
});

/**
 * An early alert as it was told, in a log of its own with the alert's id. Every field is the office's own: no paper that an
 * employer may see is made of it (ILO Convention 81, art. 15(c)), and who gave it is of the protected level. The keys are
 * those of the form that others fill in (`shared/alert/alert.ts`).
 */
export const alert: RecordKind = {
  key: 'alert',
  rules: () => [],
  sections: [
    {
      key: 'danger',
      fields: [choice('danger', alertAnswers, { level: 'reserved', required: true, ...officeOnly })],
      tables: [],
    },
    {
      key: 'facts',
      fields: [
        prose('facts', alertLengths.facts, { required: true, ...officeOnly }),
        {
          key: 'signs',
          kind: 'multiChoice',
          options: alertSigns.map(({ key }) => key),
          level: 'reserved',
          ...officeOnly,
        },
        { key: 'seenOn', kind: 'date', pastOnly: true, level: 'reserved', ...officeOnly },
      ],
      tables: [],
    },
    {
      key: 'place',
      fields: [
        { key: 'department', kind: 'department', level: 'reserved', ...officeOnly },
        {
          key: 'municipality',
          kind: 'municipality',
          departmentKey: 'department',
          level: 'reserved',
          required: (read) => read.text('place') === '',
          ...officeOnly,
        },
        told('place'),
      ],
      tables: [],
    },
    {
      key: 'people',
      fields: [
        told('employer'),
        told('recruiter'),
        told('route'),
        { key: 'people', kind: 'integer', min: 0, max: ALERT_MOST_PEOPLE, level: 'reserved', ...officeOnly },
        told('ages'),
        choice('children', alertAnswers, { level: 'reserved', required: true, ...officeOnly }),
      ],
      tables: [],
    },
    {
      key: 'sender',
      fields: [
        choice('sender', alertSenders, { level: 'reserved', required: true, ...officeOnly }),
        shut('senderName'),
        shut('senderContact'),
      ],
      tables: [],
    },
    {
      key: 'reception',
      fields: [
        { key: 'receivedOn', kind: 'date', pastOnly: true, level: 'reserved', required: true, ...officeOnly },
        { key: 'receivedTime', kind: 'time', level: 'reserved', required: true, ...officeOnly },
        choice('channel', ['call', 'person', 'file', 'codes', 'letter'], {
          level: 'reserved',
          required: true,
          ...officeOnly,
        }),
        line('takenBy', 120, officeOnly),
      ],
      tables: [],
    },
  ],
};
