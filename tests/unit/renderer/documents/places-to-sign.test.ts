import { expect, test } from 'vitest';
import { utf8 } from '../../../../shared/kernel/bytes.ts';
import { listPlacesToSign } from '../../../../shared/signature/places-to-sign.ts';
import { signablePdf, signPdf, testOffice } from '../../../support/signable-pdf.ts';

test('a file that is no PDF has no places, and says so', async () => {
  await expect(listPlacesToSign(utf8('hola'))).resolves.toEqual({ ok: false, fault: { code: 'pdf/unreadable' } });
});

test('places are listed with their tip, and whether they are taken', async () => {
  const office = await testOffice();
  const once = await signPdf(signablePdf(), await office.signer('Íñigo Muñoz Ávila'));
  await expect(listPlacesToSign(once)).resolves.toEqual({
    ok: true,
    value: [
      { field: 'Firma_Inspector_1', tip: 'Firma', signed: true },
      { field: 'Firma_Jefatura', tip: 'Firma', signed: false },
    ],
  });
});
