import { expect, test } from 'vitest';
import { readSettings, settingsBytes, type SettingsSet } from '../../../shared/bundle/settings-file.ts';
import { fromUtf8 } from '../../../shared/kernel/bytes.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';

const about = { area: 'term', clave: 'correction', por: 'Marta', fecha: '2026-11-20T15:00:00.000Z' };
const set: SettingsSet = {
  number: 7,
  settings: [{ ...about, valor: { amount: 9 } }],
  withdrawn: [{ ...about, clave: 'appeal' }],
};
const written = (): Record<string, unknown> => JSON.parse(fromUtf8(settingsBytes(set))) as Record<string, unknown>;
const wrong = fail('bundle/content', { part: 'data/ajustes.json' });

test('a set comes back as it was written, and one of before has no number and takes nothing away', () => {
  expect(readSettings(written())).toEqual(ok(set));
  const earlier = { ctx: 'ajustes/v1', ajustes: set.settings };
  expect(readSettings(earlier)).toEqual(ok({ number: undefined, settings: set.settings, withdrawn: [] }));
});

test('blanks around a name are left out when a set is written', () => {
  const padded = { ...set, settings: [{ ...about, por: ' Marta ', valor: { amount: 9 } }] };
  expect(settingsBytes(padded)).toEqual(settingsBytes(set));
});

test.each<[string, (json: Record<string, unknown>) => unknown]>([
  ['of no number', (json) => ({ ...json, numero: undefined })],
  ['of number 0', (json) => ({ ...json, numero: 0 })],
  ['that is here and withdrawn', (json) => ({ ...json, retirados: [about] })],
  ['with a value that is none', (json) => ({ ...json, ajustes: [{ ...about, valor: null }] })],
  ['withdrawn with a value', (json) => ({ ...json, retirados: [{ ...about, clave: 'appeal', valor: 1 }] })],
  ['of before that takes something away', (json) => ({ ...json, ctx: 'ajustes/v1' })],
  ['with something more', (json) => ({ ...json, otro: 1 })],
  ['by a name with a blank behind it', (json) => ({ ...json, retirados: [{ ...about, por: 'Marta ' }] })],
  ['of nobody', () => null],
])('a set %s is refused', (_, alter) => {
  expect(readSettings(alter(written()))).toEqual(wrong);
});

test('a later format says that this app is too old', () => {
  expect(readSettings({ ctx: 'ajustes/v3', algo: 1 })).toEqual(fail('bundle/newer-version'));
  expect(readSettings({ ctx: 'ajustes/v12' })).toEqual(fail('bundle/newer-version'));
  expect(readSettings({ ctx: 'otra/v3' })).toEqual(wrong);
});
