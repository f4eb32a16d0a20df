import { emptyDraft, type RecordDraft } from '../../shared/record/draft.ts';
import type { Values } from '../../shared/record/fields.ts';
import { referral } from '../../shared/record/kinds/referral.ts';
import { withRows, withValues } from './inspection-builder.ts';

/** A referral with everything that it has to have, and no more. */
export function leastReferral(addressee: string, more: Values = {}): RecordDraft {
  const draft = withValues(emptyDraft(referral), {
    addressee,
    urgency: 'urgent',
    date: '2026-11-23',
    detectedOn: '2026-11-23',
    detectedTime: '09:10',
    noticeBy: 'none',
    summary: 'Se encontró a una niña cargando cajas de fruta.',
    howKnown: 'Lo vio el personal de inspección.',
    department: '01',
    municipality: '0101',
    signerName: 'Wendy Núñez',
    signerPosition: 'Inspectora de trabajo',
    ...more,
  });
  return withRows(draft, 'referred', { pseudonym: 'NNA-01', minor: 'yes' });
}

/** A farm where a child works with poison and two adults cannot leave. */
export function sampleReferral(addressee: string): RecordDraft {
  const told = leastReferral(addressee, {
    urgency: 'immediate',
    addresseeName: 'Oficina regional de La Ceiba',
    addresseePerson: 'Licda. Iris Ñúñez',
    noticeBy: 'call',
    noticeOn: '2026-11-23',
    noticeTime: '09:52',
    noticeTo: 'agente de turno Ramón Peña',
    summary:
      'El 23 de noviembre de 2026, en la finca, el personal de inspección vio a NNA-01 mezclar agroquímicos sin guantes ni mascarilla. P-01 y P-02 dijeron por separado que duermen en una galera cerrada con candado por fuera y que el encargado guarda sus documentos desde que llegaron, hace tres meses.',
    howKnown: 'Observación directa y entrevistas a solas, sin el patrono.',
    purposes: ['forcedLabour', 'childLabour'],
    workplaceName: 'Finca El Guayabo',
    village: 'El Porvenir',
    address: 'Dos kilómetros al sur del puente, portón verde',
    coordinates: '15.7835,-86.7905',
    access: 'Calle de tierra; el portón se abre desde la garita',
    whoKnows: 'El encargado vio llegar al personal; no sabe qué se preguntó',
    reprisal: 'El encargado dijo que «quien hable se va sin paga». Sale del lugar todos los días a las 17:00.',
    safeContact: 'Por la maestra de la escuela de la aldea, por la mañana.',
    signerCredential: 'IT-0457',
  });
  const people: readonly Values[] = [
    {
      ...{ pseudonym: 'NNA-01', age: '15', minor: 'yes', sex: 'female', nationality: 'hondureña', people: 'miskita' },
      ...{
        language: 'miskito',
        relation: 'Vive con un tío que también trabaja allí',
        needs: ['medical', 'interpreter'],
      },
      ...{ consent: 'notApplicable' },
    },
    {
      ...{ pseudonym: 'P-01', age: '34~', minor: 'no', sex: 'male', nationality: 'nicaragüense' },
      ...{ disability: 'Perdió dos dedos de la mano derecha', needs: ['documents', 'shelter'], consent: 'yes' },
    },
    { pseudonym: 'P-02', minor: 'presumed', sex: 'female', pregnant: 'yes', needs: ['medical'], consent: 'yes' },
  ];
  const tables: Readonly<Record<string, readonly Values[]>> = {
    referred: people,
    suspects: [
      {
        ...{ suspectName: 'N. N.', alias: 'El Chele', suspectRole: 'Encargado de la finca' },
        ...{ description: 'Unos 45 años, cicatriz en la ceja', vehicle: 'Pick-up gris, placa PDX 4471' },
      },
    ],
    referral_signs: [
      { pseudonym: 'NNA-01', sign: 'Contacto con sustancias químicas', known: 'Se vio' },
      { pseudonym: 'P-01', sign: 'Documentos de identidad retenidos', known: 'Lo dijo la persona' },
      { pseudonym: 'P-02', sign: 'Encierro en el lugar de trabajo o de vivienda', known: 'Lo dijo la persona' },
    ],
    referral_results: [
      {
        ...{ pseudonym: 'NNA-01', result: 'Indicios de trabajo infantil peligroso' },
        ...{ ruleSet: 'Trabajo infantil, versión 2026-1', confirmedBy: 'Tomás Centeno, 23/11/2026' },
      },
    ],
    referral_pieces: [
      {
        ...{ piece: '1f0c', pieceDescription: 'Fotografía: recipientes sin etiqueta', obtainedOn: '23/11/2026, 09:31' },
        ...{ obtainedBy: 'Wendy Núñez', sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
      },
    ],
  };
  return Object.entries(tables).reduce((so, [table, rows]) => withRows(so, table, ...rows), told);
}

/** Many people and pieces, and texts as long as they may be. */
export function extremeReferral(addressee: string): RecordDraft {
  const sample = sampleReferral(addressee);
  const long = (text: string, length: number): string =>
    text
      .repeat(Math.ceil(length / text.length))
      .slice(0, length)
      .trim();
  const many = (table: string, n: number): readonly Values[] =>
    Array.from({ length: n }, (_, i) => ({
      ...(sample.tables[table] ?? [])[i % (sample.tables[table] ?? []).length]?.values,
      ...(table === 'referred' ? { pseudonym: `P-${String(i + 1).padStart(2, '0')}` } : {}),
    }));
  const told = withValues(sample, {
    summary: long('Ñandú, pingüino y cigüeña: ¿quién lo vio? «Nadie», dijo. ', 20_000),
    reprisal: long('El encargado amenazó con despedir a quien hablara. ', 4000),
    address: long('Kilómetro 14, aldea El Porvenir, ', 300),
    purposes: [
      'forcedLabour',
      'servitude',
      'slavery',
      'begging',
      'forcedCrime',
      'sexualExploitation',
      'childLabour',
      'other',
    ],
  });
  return [...['referred', 'suspects', 'referral_signs', 'referral_results', 'referral_pieces']].reduce(
    (so, table) => withRows(so, table, ...many(table, 40)),
    told,
  );
}
