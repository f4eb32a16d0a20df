import { expect, test } from 'vitest';
import { takeScan, type ScanSteps } from '../../../../renderer/features/documents/take-scan.ts';
import type { Source } from '../../../../renderer/parts/evidence/sources.ts';
import { fail, ok } from '../../../../shared/kernel/result.ts';
import { paperCodeText, type PaperCode } from '../../../../shared/record/paper-code.ts';

const hash = '0123456789abcdef'.repeat(4);
const head = { number: 'STSS-ORD-LCE-00001-2026', version: 1, recordHash: hash };
const own: PaperCode = { number: head.number, version: 1, hash };
const source: Source = {
  name: 'escaneo.jpg',
  size: 3,
  modifiedAt: 0,
  way: 'button',
  read: () => Promise.resolve(ok(new Uint8Array([1, 2, 3]))),
};

function stepsWith(texts: readonly string[]): ScanSteps & { readonly kept: PaperCode[] } {
  const kept: PaperCode[] = [];
  return {
    kept,
    readCodes: () => Promise.resolve(ok(texts)),
    keep: (_, code) => {
      kept.push(code);
      return Promise.resolve(ok({ id: 'piece' }));
    },
  };
}

test('a scan is tied to the paper that its code names, whatever else is on it', async () => {
  const steps = stepsWith(['https://ejemplo.hn', paperCodeText({ ...own, number: 'OTRO' }), paperCodeText(own)]);
  expect(await takeScan(steps, head, source)).toEqual({ ok: true, value: { id: 'piece' } });
  expect(steps.kept).toEqual([own]);
});

test.each([
  [{ number: 'STSS-ORD-LCE-00002-2026' }, { number: 'STSS-ORD-LCE-00002-2026', version: 1 }],
  [{ version: 2 }, { number: head.number, version: 2 }],
  // the copy of the employer has another record in it
  [{ hash: 'f'.repeat(64) }, { number: head.number, version: 1 }],
])('that of another paper is refused and says which: %j', async (change, detail) => {
  const steps = stepsWith([paperCodeText({ ...own, ...change })]);
  expect(await takeScan(steps, head, source)).toEqual(fail('scan/other-paper', detail));
  expect(steps.kept).toEqual([]);
});

test('a picture without a code of ours, or that is none, is refused', async () => {
  const none = stepsWith(['ALERTA1.X']);
  expect(await takeScan(none, head, source)).toEqual(fail('scan/no-code'));
  const broken = { ...none, readCodes: () => Promise.resolve(fail('code/cannot-read')) };
  expect(await takeScan(broken, head, source)).toEqual(fail('code/cannot-read'));
  const gone = { ...source, read: () => Promise.resolve(fail('file/cannot-read')) };
  expect(await takeScan(none, head, gone)).toEqual(fail('file/cannot-read'));
  expect(none.kept).toEqual([]);
});
