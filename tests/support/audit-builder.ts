import { acts, type ActName } from '../../shared/access/acts.ts';
import type { AuditExtractInput, ExtractEntry } from '../../shared/report/audit-extract.ts';
import type { DestructionRecordInput } from '../../shared/report/destruction-record.ts';
import { es } from '../../renderer/text/es.ts';
import { sampleOffice } from './inspection-builder.ts';

const names = Object.keys(acts) as ActName[];
const people = ['Ana Núñez Güity', 'Óscar Ávila Peña', 'Lesbia Zúniga Rodríguez'];

/** A hash that only this number has. */
export function sampleHash(n: number): string {
  return (n * 0x9e3779b1).toString(16).padStart(16, '0').slice(-16).repeat(4);
}

/** An id that only this number has. */
export function sampleId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** Entry n of a log: acts, people, details and remarks take turns. */
export function sampleEntry(n: number): ExtractEntry {
  const action = names[n % names.length]!;
  const isAboutCase = acts[action].about === 'case';
  return {
    n,
    at: new Date(Date.UTC(2026, 10, 2, 14, 0, n)).toISOString(),
    person: { id: sampleId(n % 3), name: people[n % 3]! },
    action,
    act: es[`audit.act_${action}`],
    ...(isAboutCase && n % 7 !== 0
      ? { caseId: sampleId(100 + n), caseName: `STSS-AI-0101-${String(n).padStart(5, '0')}-2026` }
      : {}),
    ...(isAboutCase && n % 5 === 0 ? { documentId: sampleId(500 + n) } : {}),
    ...(n % 7 === 0
      ? { details: n % 2 === 0 ? ('closed' as const) : ('left-out' as const) }
      : { detail: `detalle n.º ${n}` }),
    ...(n % 11 === 0 ? { clockBehind: true as const } : {}),
    hash: sampleHash(n),
  };
}

/** An extract of so many entries. */
export function sampleExtract(count: number, changes: Partial<AuditExtractInput> = {}): AuditExtractInput {
  return {
    office: sampleOffice,
    person: { name: 'Óscar Ávila Peña', position: 'Jefe regional', credential: 'JR-0007' },
    wish: { from: '2026-11-02', to: '2026-11-24' },
    entries: Array.from({ length: count }, (_, i) => sampleEntry(i + 1)),
    unreadable: [],
    chain: { n: 4127, head: sampleHash(4127) },
    madeAt: '2026-11-24T15:04:05.000Z',
    paper: 'letter',
    ...changes,
  };
}

/** The record of an office of three people that leaves a copy outside. */
export function sampleDestruction(changes: Partial<DestructionRecordInput> = {}): DestructionRecordInput {
  return {
    office: { name: 'Oficina Regional de La Ceiba', code: 'LCE', municipality: 'La Ceiba, Atlántida' },
    vaultId: sampleId(901),
    officeId: sampleId(902),
    person: {
      name: 'Óscar Ávila Peña',
      position: 'Jefe regional',
      credential: 'JR-0007',
      roles: 'jefatura regional, administración',
    },
    at: '2026-11-24T15:04:05.000Z',
    reason: 'El equipo se da de baja por reemplazo; acta de inventario 118-2026.',
    fingerprints: ['authority', 'protected/3', sampleId(0), sampleId(1), sampleId(2), 'recovery'].map((key, i) => ({
      key,
      sha256: sampleHash(i + 40),
    })),
    people: new Map(people.map((name, i) => [sampleId(i), name])),
    counts: { people: 31, left: 32, grants: 33, imported: 34, sheets: 35, writes: 40_917, copies: 36 },
    chain: { n: 4127, head: sampleHash(4127) },
    outside: { madeAt: '2026-11-24T14:51:20.000Z', place: 'E: Copias Atalaya', seq: 40_911 },
    madeAt: '2026-11-24T15:05:30.000Z',
    paper: 'letter',
    ...changes,
  };
}
