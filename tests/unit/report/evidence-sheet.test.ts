import { expect, test } from 'vitest';
import {
  buildEvidenceSheet,
  EVIDENCE_SHEET_FORMAT,
  type EvidenceSheetInput,
  type SheetPiece,
} from '../../../shared/report/evidence-sheet.ts';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import { sha256, toHex, utf8 } from '../../../shared/kernel/bytes.ts';
import { parse } from 'valibot';

const hash = '0123456789abcdef'.repeat(4);
const piece = (n: number, over: Partial<SheetPiece> = {}): SheetPiece => ({
  n,
  id: `0b1e6a1e-0c7b-4c57-9a53-0f1f4d0a7e1${n}`,
  isProtected: false,
  name: 'Fachada, portón.jpg',
  type: 'image/jpeg',
  size: 1_234_567,
  sha256: hash,
  takenAt: '2026-11-24T09:15:00',
  takenFrom: 'camera',
  from: 'drag',
  addedBy: 'Wendy Núñez',
  addedAt: '2026-11-24T21:00:00.000Z',
  inBin: false,
  ...over,
});
const input = (over: Partial<EvidenceSheetInput> = {}): EvidenceSheetInput => ({
  office: { name: 'Oficina Regional de La Ceiba', code: 'LCE', letterhead: [] },
  person: { name: 'Wendy Núñez', position: 'Inspectora', credential: 'IT-0457' },
  caseId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  caseName: 'STSS-ORD-LCE-00001-2026',
  pieces: [piece(1), piece(2, { inBin: true, isProtected: true, takenFrom: 'typed', from: 'paste' })],
  closed: 0,
  madeAt: '2026-11-25T15:00:00.000Z',
  paper: 'letter',
  ...over,
});

const rowsOf = async (over: Partial<EvidenceSheetInput> = {}): Promise<readonly (readonly string[])[]> => {
  const { sections } = await buildEvidenceSheet(input(over));
  const [block] = sections[1]!.blocks;
  return block?.kind === 'table' ? block.rows : [];
};

test('every piece stands with its hash, whole, and with who brought it, when and from where', async () => {
  const [first, second] = await rowsOf();
  expect(first).toEqual([
    '1',
    'Fachada, portón.jpg\nimage/jpeg, 1,234,567 bytes',
    '24/11/2026, 09:15:00\nsegún la cámara',
    'Wendy Núñez\n24/11/2026, 15:00\narrastrada a la ventana',
    '01234567 89abcdef\n01234567 89abcdef\n01234567 89abcdef\n01234567 89abcdef',
  ]);
  expect(second?.[1]).toContain('Protegida\nEn la papelera');
  expect(second?.[4]?.replace(/\s/g, '')).toBe(hash);
});

test('the attached list is the same, and the code has its hash', async () => {
  const report = await buildEvidenceSheet(input());
  const json = report.attachment!.json;
  const list = JSON.parse(json) as { format: string; pieces: SheetPiece[] };
  expect(list.format).toBe(EVIDENCE_SHEET_FORMAT);
  expect(list.pieces.map(({ sha256: one }) => one)).toEqual([hash, hash]);
  expect(report.code?.qr).toBe(`ATALAYA-EVIDENCIA:1:LCE:2:${toHex(await sha256(utf8(json)))}`);
  parse(ReportInput, report);
});

test('neither a key nor a picture nor a note can get on it', async () => {
  const report = JSON.stringify(await buildEvidenceSheet(input()));
  for (const word of ['"key"', '"thumb"', '"note"']) expect(report).not.toContain(word);
});

test('pieces that are not told are counted, and a case without any says so', async () => {
  const { sections } = await buildEvidenceSheet(input({ pieces: [], closed: 3 }));
  expect(JSON.stringify(sections)).toContain('3 piezas protegidas que no se detallan');
  expect(sections[1]!.blocks).toEqual([{ kind: 'paragraph', text: 'Este expediente no tiene evidencia.' }]);
});
