import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import { sha256, toHex, utf8 } from '../../../shared/kernel/bytes.ts';
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import { readBack } from '../../../shared/pdf/read-back.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import {
  AUDIT_EXTRACT_FIELD,
  buildAuditExtract,
  type AuditExtractInput,
  type ExtractEntry,
} from '../../../shared/report/audit-extract.ts';
import { sampleEntry, sampleExtract, sampleHash } from '../../support/audit-builder.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { reportTexts } from '../../support/report-text.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Everything the paper shows, without the attachment and the code that sums it up. */
async function printed(input: AuditExtractInput): Promise<readonly string[]> {
  const { code, attachment, ...report } = await buildAuditExtract(input);
  expect([code, attachment]).not.toContain(undefined);
  return reportTexts(report);
}

async function attached(input: AuditExtractInput): Promise<Record<string, unknown>> {
  const { attachment } = await buildAuditExtract(input);
  return JSON.parse(attachment!.json) as Record<string, unknown>;
}

test('every entry is a row: its number, time, person, act, what it was about, and the first 16 of its hash', async () => {
  const input = sampleExtract(70);
  const report = await buildAuditExtract(input);
  const tables = report.sections.flatMap(({ blocks }) => blocks).filter((block) => block.kind === 'table');
  expect(tables).toHaveLength(1);
  const rows = tables[0]!.rows;
  expect(rows.map(([n]) => n)).toEqual(input.entries.map(({ n }) => String(n)));
  input.entries.forEach((entry, i) => {
    const [, at, person, act, about, hash] = rows[i]!;
    expect(at).toBe(`02/11/2026, 08:0${Math.floor(entry.n / 60)}:${String(entry.n % 60).padStart(2, '0')}`);
    expect([person, act]).toEqual([entry.person.name, entry.act]);
    for (const part of [entry.caseName, entry.documentId, entry.detail])
      if (part !== undefined) expect(about).toContain(part);
    expect(hash!.replace(' ', '')).toBe(entry.hash.slice(0, 16));
  });
});

const full: ExtractEntry = {
  ...sampleEntry(10),
  caseId: 'c',
  caseName: 'X',
  documentId: 'd',
  detail: 'e',
  clockBehind: true,
  clock: '2025-11-02T15:00:00.000Z',
};
const changes: readonly [string, Partial<ExtractEntry>][] = [
  ['n', { n: 77 }],
  ['at', { at: '2026-11-03T00:00:00.000Z' }],
  ['person', { person: { id: 'p', name: 'Otra Persona' } }],
  ['act', { act: 'Hizo otra cosa' }],
  ['caseName', { caseName: 'Y' }],
  ['documentId', { documentId: 'otro' }],
  ['detail', { detail: 'otro' }],
  ['details', { details: 'closed' }],
  ['details', { details: 'left-out' }],
  ['hash', { hash: sampleHash(3) }],
];

test.each(changes)('another %s of an entry is another paper and another attachment', async (_name, change) => {
  const one = sampleExtract(0, { entries: [full] });
  const other = sampleExtract(0, { entries: [{ ...full, ...change }] });
  expect(await printed(other)).not.toEqual(await printed(one));
  expect(await attached(other)).not.toEqual(await attached(one));
});

test('why details are missing, and a clock that was behind, is said where they would stand', async () => {
  const about = async (change: Partial<ExtractEntry>): Promise<string> =>
    (await printed(sampleExtract(0, { entries: [{ ...full, ...change }] }))).join('\n');
  const closed = await about({ details: 'closed' });
  expect(closed).toContain('Sellado para quien expidió el extracto');
  expect(closed).toContain('no puede abrir los detalles de todos los actos');
  expect(await about({ details: 'left-out' })).toContain('no podía sellarlo');
  expect(await about({})).toContain('El reloj marcaba 02/11/2025, 09:00:00;');
  const { clock, ...untold } = full;
  expect(clock).toBeDefined();
  expect((await printed(sampleExtract(0, { entries: [untold] }))).join('\n')).toContain(
    'El reloj marcaba una hora anterior',
  );
  const { clockBehind, ...onTime } = untold;
  expect(clockBehind).toBe(true);
  expect((await printed(sampleExtract(0, { entries: [onTime] }))).join('\n')).not.toMatch(
    /El reloj marcaba|Sellado para|todos los actos/,
  );
});

test.each([
  ['no days', {}, 'Todos, desde que se creó la oficina'],
  ['first day', { from: '2026-02-01' }, 'Desde el 01/02/2026'],
  ['last day', { to: '2026-03-05' }, 'Hasta el 05/03/2026'],
  ['both', { from: '2026-02-01', to: '2026-03-05' }, 'Del 01/02/2026 al 05/03/2026'],
  ['person', { person: 'Ana' }, 'Ana'],
  ['act', { act: 'Imprimió' }, 'Imprimió'],
  ['case', { caseWords: 'ñandú 00017' }, 'ñandú 00017'],
])('what was asked for is on the paper: %s', async (_name, wish, said) => {
  const input = sampleExtract(0, { wish });
  expect(await printed(input)).toContain(said);
  expect((await attached(input))['wish']).toEqual(wish);
});

test('the chain: how long, whole or broken where, its head, and the numbers that cannot be read', async () => {
  const whole = await printed(sampleExtract(2));
  expect(whole).toContain('4127');
  expect(whole.join(' ')).toContain('no falta ni fue alterado ningún asiento');
  expect(whole.map((text) => text.replaceAll(/\s/g, ''))).toContain(sampleHash(4127));
  const chain = { n: 90, head: sampleHash(90), brokenAt: 61 };
  const broken = await printed(sampleExtract(2, { chain, unreadable: [3, 4, 5, 9, 61] }));
  expect(broken.join(' ')).toContain('Rota en el asiento 61');
  expect(broken.join(' ')).toContain('3 a 5, 9, 61.');
  expect(broken.join(' ')).not.toContain('ningún asiento');
  expect(await attached(sampleExtract(2, { chain, unreadable: [3] }))).toMatchObject({ chain, unreadable: [3] });
});

test('the attachment is canonical, has every entry whole, and the code holds its hash and the head of the chain', async () => {
  const input = sampleExtract(25);
  const { attachment, code } = await buildAuditExtract(input);
  const parsed = JSON.parse(attachment!.json) as Json;
  expect(canonicalJson(parsed)).toBe(attachment!.json);
  expect(parsed).toMatchObject({ format: 'atalaya/audit-extract/v1', entries: input.entries, madeAt: input.madeAt });
  const hash = toHex(await sha256(utf8(attachment!.json)));
  expect(code!.qr).toBe(`ATALAYA-HISTORIAL:1:LCE:4127:${sampleHash(4127)}:${hash}`);
  expect(code!.lines.join('').replaceAll(' ', '')).toContain(hash);
});

test('who takes it signs it, and the last words say how many entries there are', async () => {
  const report = await buildAuditExtract(sampleExtract(25));
  expect(report.signatures).toEqual([
    {
      field: AUDIT_EXTRACT_FIELD,
      role: 'Expide el extracto',
      name: 'Óscar Ávila Peña',
      details: ['Jefe regional', 'Credencial n.º JR-0007'],
    },
  ]);
  expect(report).toMatchObject({ template: 'extracto-bitacora', number: '', draft: false, addressee: 'file' });
  const last = async (count: number): Promise<unknown> =>
    (await buildAuditExtract(sampleExtract(count))).sections.at(-1)?.blocks;
  expect(await last(25)).toEqual([
    { kind: 'paragraph', text: 'Este extracto consta de 25 asientos, del n.º 1 al n.º 25.' },
  ]);
  expect(await last(1)).toEqual([{ kind: 'paragraph', text: 'Este extracto consta de un asiento, el n.º 1.' }]);
  expect(await last(0)).toEqual([{ kind: 'paragraph', text: 'Este extracto no contiene ningún asiento.' }]);
});

test('passes the door to the document process, and what is printed says all of it', async () => {
  const report = await buildAuditExtract(sampleExtract(120, { unreadable: [4], paper: 'oficio' }));
  expect(v.safeParse(ReportInput, report).issues).toBeUndefined();
  const rendered = await renderPdf(report, pdfAssets());
  if (!rendered.ok) throw new Error(rendered.fault.code);
  expect(await readBack(rendered.value.pdf, report)).toEqual({ ok: true, value: undefined });
  expect(rendered.value.fields.map(({ name }) => name)).toEqual([AUDIT_EXTRACT_FIELD]);
});

test('without a letterhead the office stands there', async () => {
  const office = { name: 'Oficina X', code: 'XX', letterhead: [] };
  expect((await buildAuditExtract(sampleExtract(0, { office }))).letterhead).toEqual(['Oficina X']);
});
