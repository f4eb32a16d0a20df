import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { BundleError } from '../../../shared/bundle/bundle-error.ts';
import { caseLines, createLineReader, type CaseLines } from '../../../shared/bundle/change-lines.ts';
import { utf8 } from '../../../shared/kernel/bytes.ts';
import {
  inventedCase,
  linesOf,
  sealTips,
  testMinistry,
  writeChanges,
  type BundleCase,
  type Installation,
} from '../../support/bundle-builder.ts';

let cases: readonly BundleCase[];
let office: Installation;

beforeAll(async () => {
  const ministry = await testMinistry();
  office = await ministry.installation('LCE');
  const other = await ministry.installation('TGU');
  const [one, two] = [await inventedCase(office, 12), await inventedCase(office, 3)];
  const more = writeChanges(other, one.id, one.changes, [
    { entity: `inspection/${one.id}`, field: 'place', kind: 'set', value: 'La Ceiba, «Barrio Inglés» 😀' },
  ]);
  const seals = [...one.seals, ...(await sealTips(more, other))];
  cases = [{ id: one.id, changes: [...one.changes, ...more], seals }, two];
});

/** The cases in these lines, read in pieces of this size. */
function readBack(text: string, piece: number): readonly CaseLines[] {
  const bytes = utf8(text);
  const reader = createLineReader({ bytes: bytes.length, lines: text.split('\n').length - 1 });
  const found: CaseLines[] = [];
  for (let at = 0; at < bytes.length; at += piece) found.push(...reader.push(bytes.slice(at, at + piece)));
  return [...found, ...reader.end()];
}

const ids = (found: readonly CaseLines[]): readonly unknown[] =>
  found.map(({ id, changes, seals }) => [id, changes.map((one) => one.id).sort(), seals.map(({ sig }) => sig).sort()]);

describe('lines of cases', () => {
  test('come back whatever the order they were given in, and the pieces they come in', () => {
    const text = cases.map((one) => linesOf(one)).join('');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.shuffledSubarray([...(cases[0]?.changes ?? [])], { minLength: 13 }),
        (n, shuffled) => {
          const first = { changes: shuffled, seals: [...(cases[0]?.seals ?? [])].reverse() };
          expect([...caseLines(first.changes, first.seals), ''].join('\n')).toBe(linesOf(cases[0] ?? first));
          expect(ids(readBack(text, n))).toEqual(ids(cases));
        },
      ),
      { numRuns: 20 },
    );
  });

  test('a seal twice is written once, and one on a change that is not there is left out', () => {
    const [one, two] = cases;
    if (one === undefined || two === undefined) throw new Error('no case');
    expect([...caseLines(one.changes, [...one.seals, ...one.seals, ...two.seals])]).toEqual([
      ...caseLines(one.changes, one.seals),
    ]);
  });

  test('a line that is too long is not written', () => {
    const [change] = writeChanges(
      office,
      cases[0]?.id ?? '',
      [],
      [{ entity: `inspection/${cases[0]?.id ?? ''}`, field: 'place', kind: 'set', value: 'ñ'.repeat(600_000) }],
    );
    expect(() => [...caseLines(change === undefined ? [] : [change], [])]).toThrow(BundleError);
  });

  test('a case of more lines than memory is given for is refused while it comes', () => {
    const value = 'x'.repeat(1_000_000);
    const id = cases[0]?.id ?? '';
    const changes = writeChanges(
      office,
      id,
      [],
      Array.from({ length: 34 }, (_, i) => ({ entity: `inspection/${id}`, field: `f${i}`, kind: 'set', value })),
    );
    const reader = createLineReader({ bytes: 1e9, lines: 1e6 });
    const read = (): void => {
      for (const line of caseLines(changes, [])) reader.push(utf8(`${line}\n`));
    };
    expect(read).toThrow('bundle/too-large');
  });
});
