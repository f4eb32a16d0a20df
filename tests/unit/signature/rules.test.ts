import { beforeAll, describe, expect, test } from 'vitest';
import { latin1, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { buildCms } from '../../../shared/signature/cms.ts';
import { embedSignature } from '../../../shared/signature/embed.ts';
import { prepareSignature } from '../../../shared/signature/prepare.ts';
import { appendUpdate } from '../../support/pdf-writer.ts';
import { signablePdf, SIGNED_AT, signPdf, testOffice, TRAILER, type TestOffice } from '../../support/signable-pdf.ts';
import { firstVerdict, gapOf } from '../../support/verdicts.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await testOffice();
});

/** Signs a document whose signature dictionary was given other rules of the same length. */
async function signedWithRules(from: string, to: string): Promise<Bytes> {
  const prepared = await prepareSignature(signablePdf(), {
    field: 'Firma_Inspector_1',
    name: 'Ana',
    reason: '',
    place: '',
    when: SIGNED_AT,
    certify: 2,
  });
  if (!prepared.ok) throw new Error(prepared.fault.code);
  const pdf = prepared.value.pdf.slice();
  const at = latin1(pdf).indexOf(from);
  if (at < 0 || to.length > from.length) throw new Error('nothing to replace');
  pdf.set(utf8(to.padEnd(from.length)), at);
  const [start, end] = gapOf(pdf);
  const covered = new Uint8Array([...pdf.subarray(0, start), ...pdf.subarray(end)]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', covered));
  return embedSignature({ ...prepared.value, pdf }, await buildCms(digest, await office.signer('Ana')));
}

const signedAgain = async (pdf: Bytes) =>
  signPdf(pdf, await office.signer('Eva'), { field: 'Firma_Jefatura', name: 'Eva' });

describe('what a certification allows', () => {
  test('level 1: not even a further signature', async () => {
    const first = await signedWithRules('/P 2', '/P 1');
    expect(await firstVerdict(first, office.root)).toMatchObject({ verdict: 'valid', certifies: 1 });
    const verdict = await firstVerdict(await signedAgain(first), office.root);
    expect(verdict).toMatchObject({
      verdict: 'not-valid',
      laterChanges: { kind: 'forbidden', changes: ['certification'] },
    });
  });

  test('level 2 and 3: a further signature', async () => {
    for (const level of ['/P 2', '/P 3']) {
      const both = await signedAgain(await signedWithRules('/P 2', level));
      expect(await firstVerdict(both, office.root)).toMatchObject({ verdict: 'valid' });
    }
  });

  test('level 3: no annotation, whatever the level says', async () => {
    const first = await signedWithRules('/P 2', '/P 3');
    const page =
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [7 0 R 8 0 R 40 0 R] /Tabs /S >>';
    const note = '<< /Type /Annot /Subtype /FreeText /Rect [0 0 99 99] /Contents (x) >>';
    const changed = appendUpdate(
      first,
      [
        { number: 3, source: page },
        { number: 40, source: note },
      ],
      { trailer: TRAILER },
    );
    expect((await firstVerdict(changed, office.root)).verdict).toBe('not-valid');
  });

  test('a level that does not exist allows nothing', async () => {
    const both = await signedAgain(await signedWithRules('/P 2', '/P 7'));
    expect((await firstVerdict(both, office.root)).verdict).toBe('not-valid');
  });
});

describe('fields that a signature locks', () => {
  const transform = `<<
/Type /SigRef
/TransformMethod /DocMDP
/TransformParams <<
/Type /TransformParams
/P 2
/V /1.2
>>
>>`;
  const lock = (rule: string) => `<< /TransformMethod /FieldMDP /TransformParams << ${rule} >> >>`;

  test.each([
    ['/Action /All', 'not-valid'],
    ['/Action /Include /Fields [(Firma_Jefatura)]', 'not-valid'],
    ['/Action /Include /Fields [(Otra)]', 'valid'],
    ['/Action /Exclude /Fields [(Firma_Jefatura)]', 'valid'],
  ])('%s: %s', async (rule, expected) => {
    const first = await signedWithRules(transform, lock(rule));
    const verdict = await firstVerdict(await signedAgain(first), office.root);
    expect(verdict.verdict).toBe(expected);
    if (expected === 'not-valid') expect(verdict.laterChanges).toMatchObject({ changes: ['locked-field'] });
  });
});
