import { describe, expect, test } from 'vitest';
import { isPart, isSealed, joinParts } from '../../../../renderer/verifier-page/sealed-file.ts';
import { sealedFaultKind } from '../../../../renderer/verifier-page/sealed-fault.ts';
import { faultCodes } from '../../../../shared/kernel/fault.ts';

const NAME = 'TRASPASO-7K2M-9QXD.age';
const file = (name: string, text = name): File => new File([text], name);

describe('the parts of a bundle', () => {
  test('are put in their order, however they were chosen', async () => {
    const parts = [file(`${NAME}.003`, 'c'), file(`${NAME}.001`, 'a'), file(`${NAME}.002`, 'b')];
    const joined = joinParts(parts);
    expect(joined?.name).toBe(`${NAME}.001`);
    expect(await joined?.blob.text()).toBe('abc');
  });

  test('one file may have any name, but not that of a later part', () => {
    for (const name of ['de la fiscalía (1).age', NAME, `${NAME}.001`])
      expect(joinParts([file(name)])?.name).toBe(name);
    expect(joinParts([file(`${NAME}.002`)])).toBeUndefined();
    expect(joinParts([])).toBeUndefined();
  });

  test.each([
    ['a gap', [`${NAME}.001`, `${NAME}.003`]],
    ['no beginning', [`${NAME}.002`, `${NAME}.003`]],
    ['one twice', [`${NAME}.001`, `${NAME}.001`]],
    ['of two bundles', [`${NAME}.001`, 'TRASPASO-AAAA-AAAA.age.002']],
    ['a whole one beside', [NAME, `${NAME}.001`]],
    ['names of nothing', ['a.age.001', 'a.age.002']],
  ])('%s', (_, names) => {
    expect(joinParts(names.map((name) => file(name)))).toBeUndefined();
  });

  test('are told by their names, and sealed files by how they begin', async () => {
    expect([`${NAME}.002`, NAME, 'acta.pdf'].map((name) => isPart(file(name)))).toEqual([true, false, false]);
    expect(await isSealed(new Blob(['age-encryption.org/v1\n-> scrypt']))).toBe(true);
    for (const other of ['age-encryption.org/v2\n', '%PDF-1.7', '', '\u00ff']) {
      expect(await isSealed(new Blob([other]))).toBe(false);
    }
  });
});

test('whatever is refused for a reason that nobody thought of counts as forged', () => {
  const kinds = new Map(faultCodes.map((code) => [code, sealedFaultKind({ code, detail: {} })]));
  expect(kinds.get('bundle/cut-short')).toBe('damaged');
  expect(kinds.get('bundle/wrong-words')).toBe('words');
  for (const code of ['bundle/signature', 'bundle/envelope', 'bundle/changes', 'trust/not-signed'] as const) {
    expect(kinds.get(code)).toBe('forged');
  }
});
