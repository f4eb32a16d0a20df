import { expect, test } from 'vitest';
import {
  leavesOwnWithout,
  OTHER,
  readBlock,
  readSequence,
  suggestedSpan,
  type BlockForm,
} from '../../../../renderer/features/settings/block-form.ts';
import { computerText, spanDetail, spanText, typeText } from '../../../../renderer/features/settings/number-texts.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { NumberRegister } from '../../../../shared/record/number-register.ts';
import { block, range } from '../../../support/number-office.ts';

const own = newId();
const laptop = newId();
const empty: NumberRegister = { blocks: [], ranges: [], founder: own };
const form: BlockForm = {
  ...{ computer: own, otherCode: '', type: 'ORD', year: '2026', from: undefined, to: undefined, note: ' Recepción ' },
};
const suggested = { from: 1001, to: 2000 };

test('numbers that were not touched are those proposed', () => {
  const wanted = { installationId: own, type: 'ORD', year: 2026, note: 'Recepción' };
  expect(readBlock(form, suggested)).toEqual({ block: { ...wanted, ...suggested }, problems: {} });
  expect(readBlock({ ...form, from: '501', to: '520' }, suggested).block).toEqual({ ...wanted, from: 501, to: 520 });
});

test('what is wrong is said beside its field', () => {
  const problems = (change: Partial<BlockForm>) => {
    const read = readBlock({ ...form, ...change }, suggested);
    expect(read.block).toBeUndefined();
    return read.problems;
  };
  expect(problems({ computer: OTHER, otherCode: 'ABCD' })).toEqual({ otherCode: 'numbers.problem_code' });
  expect(problems({ year: '26' })).toEqual({ year: 'numbers.problem_year' });
  expect(problems({ from: '0', to: 'x' })).toEqual({ from: 'numbers.problem_number', to: 'numbers.problem_number' });
  expect(problems({ from: '9', to: '8' })).toEqual({ to: 'numbers.problem_order' });
  expect(problems({ from: '3000' })).toEqual({ to: 'numbers.problem_order' });
  const typed = { computer: OTHER, otherCode: ` ${laptop.toUpperCase()} ` };
  expect(readBlock({ ...form, ...typed }, suggested).block?.installationId).toBe(laptop);
  expect(['1', ' 999999 ', '1000000', '1.5', ''].map(readSequence)).toEqual([
    1,
    999_999,
    undefined,
    undefined,
    undefined,
  ]);
});

test('the proposal begins behind every counter and block that it would touch', () => {
  const facts = (type: string, last: number) => ({
    ...{ type, year: 2026, counter: '', last, next: undefined, left: undefined, isLow: false },
  });
  const counters = [facts('ORD', 37), facts('EXT', 1200)];
  expect(suggestedSpan(form, empty, counters)).toEqual({ from: 1001, to: 2000 });
  expect(suggestedSpan({ ...form, type: '*' }, empty, counters)).toEqual({ from: 2001, to: 3000 });
  const register = { ...empty, blocks: [block(laptop, 3001, 3500)] };
  expect(suggestedSpan(form, register, counters)).toEqual({ from: 4001, to: 5000 });
});

test('a block for another computer alone leaves this one without numbers', () => {
  const { block: given } = readBlock({ ...form, computer: OTHER, otherCode: laptop }, suggested);
  expect(leavesOwnWithout(given!, empty, own, 'TGU')).toBe(true);
  expect(leavesOwnWithout({ ...given!, installationId: own }, empty, own, 'TGU')).toBe(false);
  const register = { ...empty, blocks: [block(own, 1, 9)] };
  expect(leavesOwnWithout(given!, register, own, 'TGU')).toBe(false);
  expect(leavesOwnWithout({ ...given!, type: '*' }, register, own, 'TGU')).toBe(true);
});

test('computers, types and numbers as the screens call them', () => {
  const register = {
    blocks: [block(laptop, 1, 9, { note: 'Portátil' }), block(laptop, 11, 19, { note: 'Portátil nuevo', at: '2027' })],
  };
  const code = laptop.slice(0, 8).toUpperCase();
  expect(computerText(own, { register, own })).toBe('Este equipo');
  expect(computerText(laptop, { register, own })).toBe(`Portátil nuevo (${code})`);
  expect(computerText(laptop, { register: empty, own })).toBe(`Equipo ${code}`);
  expect([typeText('*'), typeText('NOT'), typeText('XYZ')]).toEqual(['Todos los tipos', 'Notificación (NOT)', 'XYZ']);
  expect([spanText({ from: 3, to: 3 }), spanText({ from: 3, to: 4 })]).toEqual(['3', '3 a 4']);
  const at = '2026-02-03T16:00:00.000Z';
  const annulled = range('annulled', 3, 3, { at, by: 'p1', reason: 'Hoja manchada' });
  const people = [{ ...{ id: 'p1', name: 'Ana Núñez', position: '', credential: '', roles: [], pending: false } }];
  const said = spanDetail(
    { kind: 'annulled', from: 3, to: 3, range: annulled, withPaper: true },
    people.map((person) => ({ ...person, state: 'active' as const })),
    () => '',
  );
  expect(said).toBe('Hoja manchada (Ana Núñez, 03/02/2026) Hay un documento con este número.');
});
