import { branches } from '../../../shared/catalog/catalog.ts';
import { listDepartments } from '../../../shared/catalog/territory.ts';
import type { CaseSummary, DocumentSummary, WorkplaceSummary } from '../../../renderer/db/summaries.ts';

// Records of an office that does not exist, the same at every run.

const FIRST = [
  'María',
  'José',
  'Ana',
  'Luis',
  'Suyapa',
  'Óscar',
  'Wendy',
  'Héctor',
  'Dilcia',
  'Nahún',
  'Lesly',
  'Elmer',
];
const LAST = [
  'López',
  'Zelaya',
  'Mejía',
  'Núñez',
  'Cálix',
  'Ordóñez',
  'Güity',
  'Zúniga',
  'Banegas',
  'Rápalo',
  'Bú',
  'Arzú',
];
const TRADE = ['Maquila', 'Agrícola', 'Cafetalera', 'Camaronera', 'Textiles', 'Constructora', 'Melonera', 'Azucarera'];
const TYPES = ['ordinary', 'extraordinary', 'reinspection'];
const SENTENCES = [
  'Se constató que el registro de horas no coincide con la planilla y que no se pagaron las horas extraordinarias. ',
  'Los dormitorios carecen de ventilación; se observó equipo de protección ausente en el área de fumigación. ',
  'No se presentó contrato individual de trabajo de 41 personas, que manifestaron deudas por adelantos de transporte. ',
];
const RECORD_LENGTH = 4096;
const places = listDepartments().flatMap(({ municipalities }) => municipalities.map(({ code }) => code));

/** Numbers from 0 to below 1 that look random and are the same for the same seed (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <T>(roll: () => number, from: readonly T[]): T => {
  const chosen = from[Math.floor(roll() * from.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
};
const digits = (roll: () => number, length: number): string =>
  Array.from({ length }, () => Math.floor(roll() * 10)).join('');

/** The id of case `i`; a UUID, as random at its end as one of the app. */
export function caseIdOf(i: number): string {
  return idOf(i, 0xca5e);
}

/** The id of workplace `i`. */
export function workplaceIdOf(i: number): string {
  return idOf(i, 0x3a7e);
}

/** The id of the document of case `i`. */
export function documentIdOf(i: number): string {
  return idOf(i, 0xd0c5);
}

function idOf(i: number, mark: number): string {
  const roll = dice(i * 31 + mark);
  const hex = (length: number): string => Array.from({ length }, () => Math.floor(roll() * 16).toString(16)).join('');
  return `${i.toString(16).padStart(8, '0')}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}

/** What lists show of case `i`. */
export function makeCase(i: number): CaseSummary {
  const roll = dice(i * 7919 + 13);
  const person = (): string => `${pick(roll, FIRST)} ${pick(roll, FIRST)} ${pick(roll, LAST)} ${pick(roll, LAST)}`;
  const day = new Date(Date.UTC(2018 + (i % 8), Math.floor(roll() * 12), 1 + Math.floor(roll() * 28)));
  const isFinal = roll() < 0.8;
  return {
    caseId: caseIdOf(i),
    number: isFinal ? `STSS-AI-LCE-${String(i).padStart(6, '0')}-${day.getUTCFullYear()}` : '',
    version: isFinal ? 1 : 0,
    state: isFinal ? 'final' : 'draft',
    employer: `${pick(roll, TRADE)} ${pick(roll, LAST)} y ${pick(roll, LAST)}, S. de R.L. de C.V.`,
    type: pick(roll, TYPES),
    date: day.toISOString().slice(0, 10),
    municipality: pick(roll, places),
    savedAt: new Date(day.getTime() + 60_000 * (i % 1440)).toISOString(),
    words: [person(), person(), `Barrio El Centro, ${i % 20} calle, contiguo a la iglesia`, person()],
    numbers: [digits(roll, 14), digits(roll, 13), `9${digits(roll, 7)}`],
  };
}

/** What lists show of workplace `i`. */
export function makeWorkplace(i: number): WorkplaceSummary {
  const roll = dice(i * 6151 + 29);
  const branch = pick(roll, branches).key;
  return {
    id: workplaceIdOf(i),
    employer: `${pick(roll, TRADE)} ${pick(roll, LAST)} y ${pick(roll, LAST)}, S. de R.L. de C.V.`,
    site: i % 3 === 0 ? `Planta ${1 + (i % 9)}` : '',
    rtn: digits(roll, 14),
    branch,
    municipality: pick(roll, places),
    address: `Barrio El Centro, ${i % 20} calle, contiguo a la iglesia`,
    savedAt: new Date(Date.UTC(2018 + (i % 8), i % 12, 1 + (i % 28))).toISOString(),
    words: [`${pick(roll, FIRST)} ${pick(roll, LAST)}`],
    numbers: [`9${digits(roll, 7)}`],
  };
}

/** What lists show of the document of case `i`. */
export function makeDocument(i: number): DocumentSummary {
  const { caseId, number, savedAt } = makeCase(i);
  const title = 'Acta de inspección';
  const id = documentIdOf(i);
  return { id, caseId, number, version: 1, title, addressee: 'file', state: 'sealed', lastAt: savedAt, signers: [] };
}

/** The record of case `i` as JSON of some 4 KB, without the log of changes that a real one has. */
export function makeRecord(i: number): string {
  const roll = dice(i * 104_729 + 7);
  let facts = '';
  while (facts.length < RECORD_LENGTH - 900) facts += `${digits(roll, 3)} ${pick(roll, SENTENCES)}`;
  return JSON.stringify({ ...makeCase(i), facts });
}

/** What is searched for: frequent and rare words, two words, the middle of a number, nothing. */
export const searches = [
  'zelaya',
  'melonera',
  'stss-ai-lce-00',
  'nunez bu',
  '2019',
  '0801',
  'suyapa guity',
  'maquila arzu cortes',
  '66078',
  'xyzzy',
] as const;
