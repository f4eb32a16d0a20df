import { afterEach, describe, expect, test } from 'vitest';
import {
  cautions,
  notes,
  refusals,
  type Reason,
  type ReasonCode,
  type SignatureVerdict,
} from '../../../../shared/signature/verdict.ts';
import { languages, setLanguage, t } from '../../../../renderer/text/index.ts';
import { reasonsToTell } from '../../../../renderer/text/verdict-words.ts';
import {
  coversText,
  expertText,
  laterText,
  reasonText,
  summaryText,
  trustText,
  whenText,
  whoText,
} from '../../../../renderer/parts/verdict-text.ts';

afterEach(async () => {
  await setLanguage('es');
});

const revoked = { holder: 'Ana Núñez', revokedAt: '2026-11-20T12:00:00.000Z', revocation: 'key-compromise' };

/** Facts as the verifier gives them, for every code that has some. */
const details: Partial<Record<ReasonCode, Reason['detail']>> = {
  'format-unsupported': { format: 'adbe.x509.rsa_sha1' },
  'algorithm-unsupported': { algorithm: 'Ed448' },
  'algorithm-weak': { algorithm: 'SHA-1' },
  'expired-when-signed': { notAfter: '2025-01-01T05:59:59.000Z' },
  'not-yet-valid-when-signed': { notBefore: '2025-01-01T12:00:00.000Z' },
  'changed-afterwards': { kinds: ['page-content', 'fonts'] },
  'unknown-root': { issuer: 'Oficina de Otra Parte' },
  'certificate-revoked': revoked,
  'revoked-without-proof': revoked,
  'revoked-later': revoked,
  'existed-by': { at: '2026-11-24T22:38:35.000Z' },
  'certificate-retired-later': { ...revoked, revocation: 'superseded' },
  'revocation-stale': { thisUpdate: '2026-11-01T12:00:00.000Z' },
  'authority-expired': { notAfter: '2025-01-01T12:00:00.000Z' },
  'timestamp-doubted': { holder: 'Sellos de tiempo' },
  'authority-proven': { thisUpdate: '2026-11-01T12:00:00.000Z' },
  'authority-stale': { thisUpdate: '2026-11-01T12:00:00.000Z' },
  'expired-now': { notAfter: '2025-01-01T12:00:00.000Z' },
  'not-yet-valid-now': { notBefore: '2025-01-01T12:00:00.000Z' },
  'signed-in-the-future': { claimed: '2030-01-01T12:00:00.000Z' },
  'not-baseline': { missing: ['claimed-time', 'sub-filter'] },
};
const codes = [...refusals, ...cautions, ...notes];

describe.each(languages)('in %s', (language) => {
  test.each(codes)('%s is a whole sentence with its facts filled in', async (code) => {
    await setLanguage(language);
    const detail = details[code];
    const text = reasonText(detail === undefined ? { code } : { code, detail });
    expect(text).toMatch(/^\p{Lu}.{15,}\.$/u);
    expect(text).not.toMatch(/[{}]/);
  });
});

test('sentences differ: no reason borrows the words of another', () => {
  expect(new Set(codes.map((code) => reasonText({ code }))).size).toBe(codes.length);
});

test('facts are told as Honduras tells them', () => {
  // 05:59 UTC on the first of January is still the old year in Tegucigalpa
  expect(reasonText({ code: 'expired-when-signed', detail: { notAfter: '2025-01-01T05:59:59.000Z' } })).toContain(
    '31/12/2024',
  );
  expect(reasonText({ code: 'changed-afterwards', detail: { kinds: ['page-content', 'fonts'] } })).toContain(
    'el contenido de una página, las letras (fuentes)',
  );
  expect(whenText({ time: { at: '2026-11-24T20:32:05.000Z', clock: 'computer' } })).toBe(
    '24/11/2026, 14:32:05, según el reloj del equipo de quien firmó',
  );
});

const signature = (over: Partial<SignatureVerdict>): SignatureVerdict => ({
  verdict: 'valid',
  reasons: [],
  field: 'Firma_Inspector_1',
  kind: 'signature',
  covers: 'whole-file',
  laterChanges: { kind: 'none' },
  trust: 'trusted',
  baseline: { ok: true },
  ...over,
});

test('one bad signature makes the summary bad, one caution makes it cautious', () => {
  const good = signature({});
  const but = signature({ verdict: 'valid-but' });
  const bad = signature({ verdict: 'not-valid' });
  expect(summaryText([good])).toBe('La firma es válida');
  expect(summaryText([good, good])).toBe('Las 2 firmas son válidas');
  expect(summaryText([good, but])).toBe('No se puede concluir: las firmas están intactas, pero falta saber algo');
  expect(summaryText([bad, but, good])).toBe('No debe confiarse en este documento tal como está');
});

test('a signature without a readable certificate names nobody', () => {
  expect(whoText({})).toBe('No se puede saber: la firma está demasiado dañada.');
  expect(trustText({ trust: 'unknown-root' })).toBe('Raíz desconocida: aquí nadie responde por quien lo emitió');
});

test('later changes name what changed', () => {
  expect(laterText({ kind: 'forbidden', changes: ['pages'] })).toContain('las páginas');
  expect(laterText({ kind: 'only-allowed', filledFields: ['Firma_Jefatura'] })).toContain('Firma Jefatura');
});

test('a refused signature is not softened by what would only inform', () => {
  const reasons: readonly Reason[] = [{ code: 'document-changed' }, { code: 'signed-again-afterwards' }];
  expect(reasonsToTell({ verdict: 'not-valid', reasons })).toEqual([{ code: 'document-changed' }]);
  expect(reasonsToTell({ verdict: 'valid', reasons: reasons.slice(1) })).toEqual(reasons.slice(1));
});

test('a certification says what it still allows', () => {
  const said = ([1, 2, 3] as const).map((level) => t(`verify.certifies.${level}`));
  expect(said[0]).toContain('ningún cambio');
  expect(said[1]).not.toContain('anotaciones');
  expect(said[2]).toContain('anotaciones');
});

test('an impostor of the same name is told apart from somebody merely unknown', () => {
  const issuer = 'AC Oficina';
  const namesake = reasonText({ code: 'unknown-root', detail: { issuer, bearsNameOf: issuer } });
  expect(namesake).toContain('se llama igual');
  expect(reasonText({ code: 'unknown-root', detail: { issuer } })).not.toContain('se llama igual');
});

test('experts read the words of the standard, and where the app is stricter than it', () => {
  expect(expertText(signature({}))).toBe('Código para peritos (ETSI EN 319 102-1): TOTAL-PASSED');
  const unknown = signature({ verdict: 'valid-but', reasons: [{ code: 'unknown-root' }] });
  expect(expertText(unknown)).toMatch(/: INDETERMINATE \/ NO_CERTIFICATE_CHAIN_FOUND$/);
  const usage = signature({ verdict: 'not-valid', reasons: [{ code: 'certificate-wrong-usage' }] });
  expect(expertText(usage)).toContain('INDETERMINATE / CHAIN_CONSTRAINTS_FAILURE. La norma deja la decisión');
});

test('data that prove signatures are not told as a further signature', () => {
  expect(laterText({ kind: 'only-allowed', filledFields: [] })).not.toContain('(');
  const covers = (filledFields: readonly string[]): string =>
    coversText({ covers: 'earlier-revision', laterChanges: { kind: 'only-allowed', filledFields } });
  expect(covers([])).toBe('Todo el documento; después solo hay datos que sirven para comprobar las firmas');
  expect(covers(['Firma_Jefatura'])).toContain('después se agregó algo');
});
