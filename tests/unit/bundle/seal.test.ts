import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { sealBytes, sealKey, uncoveredChanges, verifySeal, type SeriesSeal } from '../../../shared/bundle/seal.ts';
import { tipsOf } from '../../../shared/bundle/check-case.ts';
import { fromUtf8, toBase64Url, utf8 } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import type { Change } from '../../../shared/record/change.ts';
import { inventedCase, sealTips, testMinistry, writeChanges, type Installation } from '../../support/bundle-builder.ts';

let office: Installation;
let other: Installation;
let seal: SeriesSeal;
let changes: readonly Change[];

beforeAll(async () => {
  const ministry = await testMinistry();
  [office, other] = [await ministry.installation('LCE'), await ministry.installation('TGU')];
  const one = await inventedCase(office, 6);
  const [first] = one.seals;
  if (first === undefined) throw new Error('no seal');
  [seal, changes] = [first, one.changes];
});

describe('a seal', () => {
  test('is of the key that made it, by key or by certificate, and of no other', async () => {
    const key = await sealKey(office.certificate);
    if (key === undefined) throw new Error('no key');
    expect(await verifySeal(seal, key)).toBe(true);
    expect(await verifySeal(seal, office.certificate)).toBe(true);
    expect(await verifySeal(seal, other.certificate)).toBe(false);
    expect(await verifySeal(seal, utf8('no certificate'))).toBe(false);
  });

  test('is over a label and the canonical form of its parts', () => {
    const { c, r, n, h, t, cert } = seal;
    expect(fromUtf8(sealBytes(seal))).toBe(
      `traspaso/sello/v1\0{"c":"${c}","cert":"${cert}","h":"${h}","n":${n},"r":"${r}","t":"${t}"}`,
    );
  });

  test.each<[string, (of: SeriesSeal) => SeriesSeal]>([
    ['case', (of) => ({ ...of, c: newId() })],
    ['installation', (of) => ({ ...of, r: newId() })],
    ['place', (of) => ({ ...of, n: of.n + 1 })],
    ['change', (of) => ({ ...of, h: of.h.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')) })],
    ['time', (of) => ({ ...of, t: of.t.replace('2026', '2027') })],
    ['certificate', (of) => ({ ...of, cert: other.cert })],
    ['signature of other bits', (of) => ({ ...of, sig: toBase64Url(new Uint8Array(64)) })],
    ['signature of another length', (of) => ({ ...of, sig: of.sig.slice(0, -4) })],
    ['signature that is no base64', (of) => ({ ...of, sig: `${of.sig.slice(0, -1)}*` })],
  ])('with another %s does not hold', async (_, alter) => {
    expect(await verifySeal(alter(seal), office.certificate)).toBe(false);
  });
});

describe('what seals reach', () => {
  test('a seal speaks for its change and all before it, and for none after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: changes.length }), (n) => {
        const at = changes[n - 1];
        const seals = at === undefined ? [] : [{ ...seal, n, h: at.id }];
        expect(uncoveredChanges(changes, seals).map(({ op }) => op.n)).toEqual(changes.slice(n).map(({ op }) => op.n));
      }),
    );
  });

  test('a seal that names another place than its change has speaks for nothing', () => {
    expect(uncoveredChanges(changes, [{ ...seal, n: seal.n - 1 }])).toEqual(changes);
    expect(uncoveredChanges(changes, [{ ...seal, r: other.replica }])).toEqual(changes);
    expect(uncoveredChanges(changes, [{ ...seal, c: newId() }])).toEqual(changes);
  });

  test('of two ends of a series each needs its own; the part before is reached by either', async () => {
    const caseId = seal.c;
    const intent = { entity: `inspection/${caseId}`, field: 'place', kind: 'set' } as const;
    const one = writeChanges(office, caseId, changes, [{ ...intent, value: 'Tela' }]);
    const two = writeChanges(office, caseId, changes, [{ ...intent, value: 'Yoro' }]);
    const all = [...changes, ...one, ...two];
    expect(
      tipsOf(all)
        .map(({ h }) => h)
        .sort(),
    ).toEqual([...one, ...two].map(({ id }) => id).sort());
    const seals = await sealTips(all, office);
    expect(seals).toHaveLength(2);
    expect(uncoveredChanges(all, seals)).toEqual([]);
    expect(uncoveredChanges(all, seals.slice(0, 1))).toHaveLength(1);
    expect(uncoveredChanges(all, [seal])).toHaveLength(2);
  });
});
