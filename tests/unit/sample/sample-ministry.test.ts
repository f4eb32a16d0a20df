import { describe, expect, test } from 'vitest';
import { emptyDraft, reader, setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { caseFile } from '../../../shared/record/kinds/case-file.ts';
import { establishment } from '../../../shared/record/kinds/establishment.ts';
import { getKind } from '../../../shared/record/kinds/kinds.ts';
import type { Earlier, KnownFacts } from '../../../shared/record/prefill.ts';
import { validate } from '../../../shared/record/validate.ts';
import { caseStates, shippedProcedure } from '../../../shared/procedure/procedure.ts';
import { isPractice } from '../../../shared/report/practice.ts';
import { sampleDraft } from '../../../shared/sample/sample-draft.ts';
import { sampleFiles, sampleOffices } from '../../../shared/sample/sample-ministry.ts';

const TODAY = '2026-11-24';
const files = sampleOffices.map(({ code }) => sampleFiles(code, TODAY)!);
const cases = files.flatMap((one) => one.cases);
const person = { name: 'Wendy Núñez', position: 'Inspectora', credential: 'IT-1' };

const draftOf = (kind: Parameters<typeof emptyDraft>[0], values: RecordDraft['values']): RecordDraft =>
  Object.entries(values).reduce((draft, [key, value]) => setValue(draft, key, value), emptyDraft(kind));

describe('the invented ministry', () => {
  test('has three offices, 200 workplaces and 400 cases in every state', () => {
    expect(files.map(({ workplaces }) => workplaces.length)).toEqual([67, 67, 66]);
    expect(files.map((one) => one.cases.length)).toEqual([134, 133, 133]);
    expect(new Set(cases.map(({ state }) => state))).toEqual(new Set(caseStates));
  });

  test('says of itself that it is invented', () => {
    for (const { name } of sampleOffices) expect(isPractice(name)).toBe(true);
    expect(isPractice('Oficina Regional de La Ceiba')).toBe(false);
  });

  test('is the same each time for a day, and another office has none', () => {
    expect(JSON.stringify(sampleFiles('PRA1', TODAY))).toBe(JSON.stringify(sampleFiles('PRA1', TODAY)));
    expect(sampleFiles('LCE', TODAY)).toBeUndefined();
  });

  test('nothing happens after today, and each case went where the procedure leads', () => {
    for (const { moves, records, state } of cases) {
      let at = 'draft';
      for (const { to, on, reason } of moves) {
        expect(on <= TODAY).toBe(true);
        const move = shippedProcedure.moves.find((one) => one.from === at && one.to === to);
        const exit = shippedProcedure.exits.find((one) => one.to === to);
        expect(move ?? exit, `${at} -> ${to}`).toBeDefined();
        if ((move ?? exit)?.needsReason === true) expect(reason).not.toBe('');
        at = to;
      }
      expect(at).toBe(state);
      for (const { on } of records) expect(on <= TODAY).toBe(true);
    }
  });

  test('workplaces could be saved as they are', () => {
    for (const { workplaces } of files) {
      expect(new Set(workplaces.map(({ values }) => values['siteName'])).size).toBe(workplaces.length);
      for (const { values } of workplaces) {
        expect(validate(establishment, draftOf(establishment, values), { today: TODAY })).toEqual([]);
      }
    }
  });

  test('every paper could be sealed: nothing is missing, nothing is wrong', () => {
    const kinds = new Set<string>();
    for (const [i, one] of files.entries()) {
      for (const { file, records, workplace } of one.cases) {
        let facts: KnownFacts = {
          person,
          municipality: sampleOffices[i]!.municipality,
          today: TODAY,
          file: draftOf(caseFile, file),
          establishment: draftOf(establishment, one.workplaces[workplace]!.values),
        };
        for (const record of records) {
          const draft = sampleDraft(record, facts);
          const wrong = validate(getKind(record.kind), draft, { today: TODAY }).filter(
            ({ severity }) => severity === 'error',
          );
          expect(wrong, `${record.kind} ${JSON.stringify(draft)}`).toEqual([]);
          if (record.kind === 'resolution') expect(reader(draft).text('decision')).toBe('fine');
          const earlier: Earlier = { draft, number: `${record.kind}-1` };
          facts = { ...facts, [record.kind]: earlier };
          kinds.add(record.kind);
        }
      }
    }
    expect([...kinds].sort()).toEqual([
      'appeal',
      'complaint',
      'conciliation',
      'inspection',
      'notification',
      'order',
      'payment',
      'reinspection',
      'resolution',
    ]);
  });
});
