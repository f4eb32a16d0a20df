import { expect, test } from 'vitest';
import {
  decommissionProblems,
  untouchedForm,
  type DecommissionForm,
} from '../../../../renderer/features/safety/decommission-form.ts';

const known = { officeName: 'Oficina Regional de La Ceiba', hasFreshCopy: true };
const filled: DecommissionForm = {
  copy: 'keep',
  officeName: known.officeName,
  reason: 'equipo dado de baja',
  passphrase: 'el mar de Tela',
};

test('nothing is proposed: every field of the untouched form is a problem', () => {
  expect(decommissionProblems(untouchedForm, known)).toEqual({
    copy: 'missing',
    officeName: 'wrong',
    reason: 'missing',
    passphrase: 'missing',
  });
});

test('all chosen and typed', () => {
  expect(decommissionProblems(filled, known)).toEqual({});
  expect(decommissionProblems({ ...filled, officeName: '  Oficina  Regional de La Ceiba ' }, known)).toEqual({});
});

test.each([
  [
    'without accents or case the name is another',
    { officeName: 'oficina regional de la ceiba' },
    { officeName: 'wrong' },
  ],
  ['blanks are no reason', { reason: '  \n' }, { reason: 'missing' }],
  ['no passphrase', { passphrase: '' }, { passphrase: 'missing' }],
] as const)('%s', (_name, change, problems) => {
  expect(decommissionProblems({ ...filled, ...change }, known)).toEqual(problems);
});

test('a copy that is to stay must be there; whoever wants none needs none', () => {
  const without = { ...known, hasFreshCopy: false };
  expect(decommissionProblems(filled, without)).toEqual({ copy: 'not-fresh' });
  expect(decommissionProblems({ ...filled, copy: 'none' }, without)).toEqual({});
});
