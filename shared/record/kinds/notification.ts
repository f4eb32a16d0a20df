import { reader, type RecordDraft } from '../draft.ts';
import type { RecordKind } from '../fields.ts';
import type { Problem } from '../problem.ts';
import { choice, day, hour, languages, line, prose, yesNo } from './common-fields.ts';
import { is } from './inspection-conditions.ts';

/** That somebody was told of a paper: terms run from here. */
export const notification: RecordKind = {
  key: 'notification',
  rules: checkNotification,
  sections: [
    {
      key: 'notified',
      fields: [
        choice('about', ['acta', 'reinspection', 'fine', 'other'], { required: true }),
        line('aboutNumber', 60, { required: true }),
        { key: 'aboutDate', kind: 'date', pastOnly: true, level: 'reserved' },
        line('recipient', 200, { required: true }),
        line('recipientCapacity', 120),
        line('employerName', 200, { required: true }),
      ],
      tables: [],
    },
    {
      key: 'delivery',
      fields: [
        choice('means', ['hand', 'mail', 'email', 'posting'], { required: true }),
        day('date'),
        hour('time'),
        line('place', 300, { required: true }),
        yesNo('refused', { level: 'reserved', required: true }),
        prose('refusalReason', 4000, { when: is('refused', 'yes'), required: true }),
        yesNo('startsTerm', { level: 'reserved', required: true }),
        prose('proof', 4000),
        languages,
      ],
      tables: [],
    },
    {
      key: 'notifier',
      fields: [
        line('notifierName', 120, { required: true }),
        line('notifierPosition', 120, { required: true }),
        line('notifierCredential', 40),
      ],
      tables: [],
    },
  ],
};

/** Nobody can be told of a paper before there is one. */
function checkNotification(draft: RecordDraft): readonly Problem[] {
  const { text } = reader(draft);
  const [date, made] = [text('date'), text('aboutDate')];
  if (date === '' || made === '' || date >= made) return [];
  return [{ section: 'delivery', field: 'date', code: 'notified-before', severity: 'error' }];
}
