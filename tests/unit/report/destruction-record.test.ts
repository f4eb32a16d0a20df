import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import { readBack } from '../../../shared/pdf/read-back.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import {
  buildDestructionRecord,
  DESTRUCTION_FIELD,
  type DestructionRecordInput,
} from '../../../shared/report/destruction-record.ts';
import { sampleDestruction, sampleHash, sampleId } from '../../support/audit-builder.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { reportTexts } from '../../support/report-text.ts';

vi.setConfig({ testTimeout: 60_000 });

const input = sampleDestruction();
const texts = (changes: Partial<DestructionRecordInput> = {}): readonly string[] =>
  reportTexts(buildDestructionRecord(sampleDestruction(changes)));
const flat = (found: readonly string[]): string => found.join('\n').replaceAll(/[ \n]/g, '');

test('says which office, which keys, who, when and why', () => {
  const said = texts().join('\n');
  for (const part of [
    'Oficina Regional de La Ceiba (LCE)',
    'La Ceiba, Atlántida',
    input.vaultId,
    input.officeId,
    'Óscar Ávila Peña, Jefe regional',
    'jefatura regional, administración',
    '24/11/2026, 09:04:05',
    '24/11/2026, 09:05:30',
    input.reason,
  ]) {
    expect(said).toContain(part);
  }
  for (const { sha256 } of input.fingerprints) expect(flat(texts())).toContain(sha256);
  for (const key of [
    'Certificado de la autoridad de la oficina',
    'Llave de datos protegidos 3',
    'Llave de Ana Núñez Güity',
    'Llave de Óscar Ávila Peña',
    'Llave de Lesbia Zúniga Rodríguez',
    'Llave de las hojas de recuperación',
  ]) {
    expect(texts()).toContain(key);
  }
});

test('every count is there under its name', () => {
  const fields = buildDestructionRecord(input).sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'fields' ? block.rows : [])),
  );
  expect(Object.fromEntries(fields.map(({ label, value }) => [label, value]))).toMatchObject({
    'Personas con acceso': '31',
    'Personas que ya no trabajaban': '32',
    'Llaves selladas a personas': '33',
    'Certificados de archivo': '34',
    'Hojas de recuperación que dejan de abrir': '35',
    'Copias de seguridad en este equipo': '36',
    'Escrituras en el diario': '40917',
    'Asientos en el historial': '4127',
    'Estado del historial': 'Completa',
  });
  expect(flat(texts())).toContain(sampleHash(4127));
});

test('a broken chain, and a journal that nobody can read, are said', () => {
  expect(texts({ chain: { n: 9, head: sampleHash(9), brokenAt: 5 } })).toContain('Rota en el asiento 5');
  const { chain, ...unread } = input;
  expect(chain?.brokenAt).toBeUndefined();
  const said = reportTexts(buildDestructionRecord(unread));
  expect(said).toContain('No se pudo leer el diario');
  expect(said).not.toContain('Asientos en el historial');
});

test('the copy that stays is named with what opens it; without one it says that none was wanted', () => {
  const kept = texts().join('\n');
  expect(kept).toContain('en E: Copias Atalaya: hecha el 24/11/2026, 08:51:20, hasta la escritura 40911');
  expect(kept).toContain('una frase de paso de entonces, o dos hojas');
  expect(kept).not.toContain('no quería dejar ninguna copia');
  const { outside, ...none } = input;
  expect(outside).toBeDefined();
  const said = reportTexts(buildDestructionRecord(none)).join('\n');
  expect(said).toContain('no quería dejar ninguna copia');
  expect(said).not.toContain('copia fuera de este equipo, en');
});

test('somebody whom nobody knows any more is called by their id', () => {
  const key = sampleId(77);
  expect(texts({ fingerprints: [{ key, sha256: sampleHash(1) }] })).toContain(`Llave de ${key}`);
});

test('who ordered it signs electronically, a witness in ink', () => {
  const report = buildDestructionRecord(input);
  expect(report.signatures).toEqual([
    {
      field: DESTRUCTION_FIELD,
      role: 'Ordenó la destrucción',
      name: 'Óscar Ávila Peña',
      details: ['Jefe regional', 'Credencial n.º JR-0007'],
    },
    { role: 'Testigo', name: '', details: [] },
  ]);
  expect(report).toMatchObject({ template: 'acta-destruccion', number: '', draft: false, addressee: 'file' });
  expect(report.sections.at(-1)?.blocks.at(-1)?.kind).toBe('paragraph');
});

test('passes the door to the document process, and what is printed says all of it', async () => {
  const people = Array.from({ length: 40 }, (_, i) => ({ key: sampleId(i), sha256: sampleHash(i) }));
  const report = buildDestructionRecord(sampleDestruction({ fingerprints: people, paper: 'legal' }));
  expect(v.safeParse(ReportInput, report).issues).toBeUndefined();
  const rendered = await renderPdf(report, pdfAssets());
  if (!rendered.ok) throw new Error(rendered.fault.code);
  expect(await readBack(rendered.value.pdf, report)).toEqual({ ok: true, value: undefined });
  expect(rendered.value.fields.map(({ name }) => name)).toEqual([DESTRUCTION_FIELD]);
});
