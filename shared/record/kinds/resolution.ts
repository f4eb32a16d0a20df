import { cents, moneyOfCents } from '../cents.ts';
import { reader, rowsOf, type RecordDraft } from '../draft.ts';
import type { RecordKind } from '../fields.ts';
import type { Problem } from '../problem.ts';
import { choice, day, line, listed, money, prose } from './common-fields.ts';
import { count } from './inspection-conditions.ts';

const withFine = (read: { readonly text: (key: string) => string }): boolean => read.text('decision') === 'fine';

/** What the office decides when a case is ripe: a fine, none, or the end of the case. */
export const resolution: RecordKind = {
  key: 'resolution',
  rules: checkResolution,
  sections: [
    {
      key: 'resolution',
      fields: [
        day('date'),
        line('place', 120, { required: true }),
        line('actaNumber', 60),
        line('employerName', 200, { required: true }),
        choice('decision', ['fine', 'noFine', 'exempt', 'archive'], { required: true }),
        prose('facts', 20_000, { required: true }),
        prose('grounds', 20_000, { required: true }),
        prose('decides', 20_000, { required: true }),
      ],
      tables: [],
    },
    {
      key: 'fines',
      fields: [],
      tables: [
        {
          key: 'fines',
          minRows: 1,
          when: withFine,
          columns: [
            listed('infringement', 'infringements'),
            count('workersAffected'),
            money('amountOwed'),
            choice('repetition', ['none', 'first', 'second', 'later'], { required: true }),
            money('base', { required: true }),
            money('surcharge'),
            money('fine', { required: true }),
            prose('working', 20_000, { officeOnly: true }),
          ],
        },
      ],
    },
    {
      key: 'effects',
      fields: [
        money('total', { required: true, when: withFine }),
        prose('payment', 4000, { when: withFine }),
        prose('remedy', 4000),
        line('signerName', 120, { required: true }),
        line('signerPosition', 120, { required: true }),
      ],
      tables: [],
    },
  ],
};

/** The fines make the total, to the cent. */
function checkResolution(draft: RecordDraft): readonly Problem[] {
  const { text } = reader(draft);
  if (text('decision') !== 'fine') return [];
  const total = cents(text('total'));
  const parts = rowsOf(draft, 'fines').map((row) => cents(reader(draft, row).text('fine')));
  const problems: Problem[] = rowsOf(draft, 'fines').flatMap((row): Problem[] => {
    const read = reader(draft, row);
    const [base, surcharge, fine] = [
      cents(read.text('base')),
      cents(read.text('surcharge') || '0'),
      cents(read.text('fine')),
    ];
    if (base === undefined || surcharge === undefined || fine === undefined || base + surcharge === fine) return [];
    const detail = { expected: moneyOfCents(base + surcharge) };
    return [
      {
        section: 'fines',
        table: 'fines',
        row: row.id,
        field: 'fine',
        code: 'totals-differ',
        severity: 'error',
        detail,
      },
    ];
  });
  if (total === undefined || parts.some((part) => part === undefined)) return problems;
  const sum = parts.reduce<bigint>((so, part) => so + (part ?? 0n), 0n);
  if (sum === total) return problems;
  return [
    ...problems,
    {
      section: 'effects',
      field: 'total',
      code: 'totals-differ',
      severity: 'error',
      detail: { expected: moneyOfCents(sum) },
    },
  ];
}
