import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../../shared/kernel/canonical-json.ts';
import { appendChanges } from '../../../shared/record/append.ts';
import { changeLine, readChangeLine } from '../../../shared/record/change-line.ts';
import { verifyChange } from '../../../shared/record/verify-change.ts';
import { rowId } from '../../support/inspection-builder.ts';

const context = { caseId: rowId(1), installationId: rowId(2), author: 'ana', existing: [] };

function changeOf(value: Json): ReturnType<typeof appendChanges>[number] {
  const intent = { entity: `inspection/${rowId(3)}`, field: 'place', kind: 'set', value } as const;
  const [change] = appendChanges([intent], { ...context, clock: { now: () => Date.UTC(2026, 10, 24) } });
  if (change === undefined) throw new Error('no change');
  return change;
}

const values = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

test('a change comes back from its line, with its value or without', () => {
  fc.assert(
    fc.property(values, (value) => {
      const change = changeOf(value);
      const { id, op } = change;
      expect(readChangeLine(changeLine(change))).toEqual(change);
      expect(readChangeLine(changeLine({ id, op }))).toEqual({ id, op });
    }),
  );
});

test('what is read from any line verifies, and is written as that line', () => {
  const text = changeLine(changeOf({ nombre: 'Ñ', edad: 17 }));
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(3), fc.string({ maxLength: 3 }), (at, cut, more) => {
      const line = text.slice(0, at) + more + text.slice(at + cut);
      const read = readChangeLine(line);
      if (read === undefined) return;
      expect(verifyChange(read)).toBe(true);
      expect(changeLine(read)).toBe(line);
    }),
    { numRuns: 500 },
  );
});
