import { expect, test } from 'vitest';
import type { CaseRecord } from '../../../../renderer/db/case-parts.ts';
import type { DocumentHead } from '../../../../renderer/db/documents.ts';
import { leftoversOf } from '../../../../renderer/features/cases/case-leftovers.ts';
import type { CaseAround } from '../../../../renderer/features/cases/use-case.ts';
import { caseRecordKinds } from '../../../../shared/record/kinds/kinds.ts';

type Part = Pick<CaseAround, 'view' | 'documents' | 'drafts'>;
const record = (kind: string, id: string) => ({ record: { kind, id } }) as CaseRecord;
const around = (records: readonly CaseRecord[], changes: object = {}, rest: Partial<Part> = {}): Part => ({
  view: { records, file: undefined, conflicts: 0, ...changes } as unknown as Part['view'],
  ...{ documents: [], drafts: [], ...rest },
});

test('whatever has no sealed paper is named by kind and count, and never that there was a complaint', () => {
  const records = [
    ...[record('screening', '1'), record('screening', '2'), record('interview', '3'), record('inspection', '4')],
    ...[record('complaint', '5'), record('contact_log', '6'), record('protected_person', '7')],
  ];
  const documents = [{ record: { kind: 'inspection', id: '4' } } as DocumentHead];
  const told = leftoversOf(around(records, { file: {}, conflicts: 2 }, { documents, drafts: [{} as never] }));
  expect(told.map(({ what }) => what)).toEqual([
    'Ficha del expediente',
    'Tamizaje: 2',
    'Registro de entrevista: 1',
    'Registros internos de la oficina: 2',
    'Persona protegida: 1',
    'Borradores en este equipo: 1',
    'Plazos',
    'Datos en que dos equipos no coinciden: 2',
  ]);
});

test('every kind of record has a name there, and deadlines are always named', () => {
  const told = leftoversOf(around(caseRecordKinds.map(({ key }) => record(key, key))));
  expect(told).toHaveLength(caseRecordKinds.length + 1);
  for (const { what } of told) expect(what).toMatch(/^Plazos$|^\p{Lu}.+: \d+$/u);
  expect(leftoversOf(around([])).map(({ what }) => what)).toEqual(['Plazos']);
});
