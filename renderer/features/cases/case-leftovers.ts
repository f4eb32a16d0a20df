import { placeOfRecord } from '../../../shared/record/record-name.ts';
import type { NotInPackage } from '../../../shared/referral/case-package.ts';
import { recordOf } from '../../db/documents.ts';
import { es } from '../../text/es.ts';
import type { CaseAround } from './use-case.ts';

/** What is never named to anybody outside, not even that it is there: it tells how the office came to know. */
const UNNAMED: ReadonlySet<string> = new Set(['complaint', 'contact_log']);
// papers are in Spanish whatever the screens speak
const names: Readonly<Record<string, string>> = es;
const NO_PAPER = 'No tiene documento sellado: en este paquete van documentos, no los datos del programa.';

/** What a case holds that is no sealed paper and therefore goes into no package: kinds and numbers, never contents. */
export function leftoversOf({
  view,
  documents,
  drafts,
}: Pick<CaseAround, 'view' | 'documents' | 'drafts'>): readonly NotInPackage[] {
  const printed = new Set(documents.map((head) => placeOfRecord(recordOf(head))));
  const counts = new Map<string, number>();
  for (const { record } of view.records) {
    if (printed.has(placeOfRecord(record))) continue;
    const name = UNNAMED.has(record.kind) ? 'Registros internos de la oficina' : (names[`fields.${record.kind}`] ?? '');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [
    ...(view.file === undefined ? [] : [{ what: 'Ficha del expediente', why: NO_PAPER }]),
    ...[...counts].map(([name, count]) => ({ what: `${name}: ${count}`, why: NO_PAPER })),
    ...(drafts.length === 0
      ? []
      : [{ what: `Borradores en este equipo: ${drafts.length}`, why: 'No se han guardado en el expediente.' }]),
    { what: 'Plazos', why: 'Los calcula el programa de las fechas de los documentos; no son un documento.' },
    ...(view.conflicts === 0
      ? []
      : [
          {
            what: `Datos en que dos equipos no coinciden: ${view.conflicts}`,
            why: 'La oficina no ha decidido cuál vale.',
          },
        ]),
  ];
}
