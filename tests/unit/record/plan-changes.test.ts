import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appendChanges } from '../../../shared/record/append.ts';
import type { Change } from '../../../shared/record/change.ts';
import { draftFromFold } from '../../../shared/record/draft-from-fold.ts';
import {
  addRow,
  equalDrafts,
  moveRow,
  removeRow,
  setRowValue,
  setValue,
  type RecordDraft,
} from '../../../shared/record/draft.ts';
import { fieldsOf, tablesOf } from '../../../shared/record/fields.ts';
import { fold } from '../../../shared/record/fold.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { planChanges } from '../../../shared/record/plan-changes.ts';
import { verifyChange } from '../../../shared/record/verify-change.ts';
import { emptyInspection, rowId, sampleInspection } from '../../support/inspection-builder.ts';

const RECORD = rowId(0xca5e);
const [TELA, YORO] = [rowId(0x7e1a), rowId(0x0404)];
let now = Date.UTC(2026, 10, 24, 18);

function save(changes: readonly Change[], draft: RecordDraft, installationId = TELA): readonly Change[] {
  const folded = changes.length === 0 ? undefined : fold(changes);
  const intents = planChanges(inspection, folded, draft, RECORD);
  const clock = { now: () => (now += 10) };
  const context = { caseId: RECORD, installationId, author: 'ana', existing: changes, clock };
  return [...changes, ...appendChanges(intents, context)];
}
const load = (changes: readonly Change[]): RecordDraft => draftFromFold(inspection, fold(changes), RECORD);
const plan = (changes: readonly Change[], draft: RecordDraft): string[] =>
  planChanges(inspection, fold(changes), draft, RECORD).map(
    ({ entity, field, kind }) => `${entity.split('/')[0]!}.${field} ${kind}`,
  );

describe('saving and reading back', () => {
  test('the whole sample comes back', () => {
    const changes = save([], sampleInspection());
    expect(load(changes)).toEqual(sampleInspection());
    expect(changes.map(verifyChange)).toEqual(changes.map(() => true));
  });

  test('an empty record is still a record', () => {
    const changes = save([], emptyInspection());
    expect(changes.map(({ op }) => op.f)).toEqual(['@kind']);
    expect(load(changes)).toEqual(emptyInspection());
  });

  test('saving the same again changes nothing', () => {
    const changes = save([], sampleInspection());
    expect(plan(changes, sampleInspection())).toEqual([]);
  });

  test('only what differs is written', () => {
    const changes = save([], sampleInspection());
    let draft = setValue(sampleInspection(), 'ciiu', '');
    draft = setValue(draft, 'matters', ['wages']);
    draft = setRowValue(draft, { table: 'findings', row: rowId(0x301), column: 'fact' }, 'Otro');
    expect(plan(changes, draft)).toEqual(['inspection.matters set', 'inspection.ciiu del', 'findings.fact set']);
  });

  test('a new row is written whole; a moved one gets a new place only', () => {
    const changes = save([], sampleInspection());
    const more = addRow(sampleInspection(), 'findings', { id: rowId(0x310), values: { fact: 'Tercero' } });
    expect(plan(changes, more)).toEqual(['findings.@record set', 'findings.@order set', 'findings.fact set']);
    expect(plan(changes, moveRow(sampleInspection(), 'findings', rowId(0x300), 1))).toEqual(['findings.@order set']);
  });

  test('a removed row goes, and comes back when the removal is undone', () => {
    const sample = sampleInspection();
    let changes = save([], sample);
    const without = removeRow(sample, 'inspectors', rowId(0x100));
    changes = save(changes, without);
    expect(load(changes)).toEqual(without);
    changes = save(changes, sample);
    expect(load(changes)).toEqual(sample);
  });

  test('rows of another record in the same case are left alone', () => {
    const changes = save([], sampleInspection());
    const folded = fold(changes);
    expect(draftFromFold(inspection, folded, rowId(0xffff))).toEqual(emptyInspection());
    const other = planChanges(inspection, folded, emptyInspection(), rowId(0xffff));
    expect(other.map(({ field }) => field)).toEqual(['@kind']);
  });

  test('a field this version does not know is kept in the log and not touched', () => {
    const changes = save([], sampleInspection());
    const context = {
      caseId: RECORD,
      installationId: YORO,
      author: 'eva',
      existing: changes,
      clock: { now: () => now },
    };
    const future = { entity: `inspection/${RECORD}`, field: 'fieldOfTomorrow', kind: 'set', value: 1 } as const;
    const more = [...changes, ...appendChanges([future], context)];
    expect(load(more)).toEqual(sampleInspection());
    expect(plan(more, sampleInspection())).toEqual([]);
  });
});

describe('two offices', () => {
  test('edits of different fields both stay', () => {
    const base = save([], sampleInspection());
    const here = save(base, setValue(sampleInspection(), 'ciiu', '1'));
    const there = save(base, setValue(sampleInspection(), 'village', 'Corozal'), YORO);
    expect(fold([...here, ...there]).conflicts).toEqual([]);
    expect(load([...here, ...there]).values).toMatchObject({ ciiu: '1', village: 'Corozal' });
  });

  test('a row removed here and edited there is a conflict that keeps the edit', () => {
    const base = save([], sampleInspection());
    const here = save(base, removeRow(sampleInspection(), 'findings', rowId(0x300)));
    const edited = setRowValue(
      sampleInspection(),
      { table: 'findings', row: rowId(0x300), column: 'fact' },
      'Más grave',
    );
    const there = save(base, edited, YORO);
    const { conflicts } = fold([...here, ...there]);
    expect(conflicts.map(({ entity, field }) => `${entity} ${field}`)).toEqual([`findings/${rowId(0x300)} fact`]);
    expect(conflicts[0]!.heads.map(({ x }) => x?.val)).toContain('Más grave');
  });

  test('a conflict nobody decided stays open when something else is saved', () => {
    const base = save([], sampleInspection());
    const here = save(base, setValue(sampleInspection(), 'place', 'Tela'));
    const there = save(base, setValue(sampleInspection(), 'place', 'Yoro'), YORO);
    const merged = [...here, ...there];
    const after = save(merged, setValue(load(merged), 'ciiu', '77'));
    expect(fold(after).conflicts.map(({ field }) => field)).toEqual(['place']);
    const decided = save(after, setValue(load(after), 'place', 'Tela'));
    expect(fold(decided).conflicts).toEqual([]);
  });
});

describe('laws', () => {
  const text = fc.string({ minLength: 1, unit: 'grapheme' });
  const value = (kind: string) => (kind === 'multiChoice' ? fc.array(text, { minLength: 1, maxLength: 3 }) : text);
  const values = (fields: ReturnType<typeof fieldsOf>) =>
    fc.record(Object.fromEntries(fields.map((field) => [field.key, value(field.kind)])), { requiredKeys: [] });
  const table = tablesOf(inspection).map((one) =>
    fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 6 }).map(rowId), values: values(one.columns) }), {
      maxLength: 4,
      selector: (row) => row.id,
    }),
  );
  const draft = fc.tuple(values(fieldsOf(inspection)), fc.tuple(...table)).map(([fields, tables]): RecordDraft => ({
    values: fields as RecordDraft['values'],
    tables: Object.fromEntries(
      tablesOf(inspection).map((one, i) => [one.key, tables[i]! as RecordDraft['tables'][string]]),
    ),
  }));

  test('what was saved last is what is read, after any saves before it', () => {
    fc.assert(
      fc.property(fc.array(draft, { minLength: 1, maxLength: 3 }), (drafts) => {
        let changes: readonly Change[] = [];
        for (const one of drafts) {
          changes = save(changes, one);
          expect(equalDrafts(load(changes), one)).toBe(true);
          expect(plan(changes, one)).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });
});
