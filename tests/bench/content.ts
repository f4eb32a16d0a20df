import type { Values } from '../../shared/record/fields.ts';
import { prepareActa } from '../../shared/report/acta.ts';
import type { Report } from '../../shared/report/report.ts';
import { sampleInspection, sampleOffice, withRows } from '../support/inspection-builder.ts';

const FACT =
  'se constató que el registro de horas no coincide con la planilla: 41 personas salieron a las 19:10 y constan como ' +
  'salidas a las 17:00; la señora Ñáñez Güell manifestó que «el reloj se adelanta» (artículo 330, § 2).';

/** Rows of the tables of an inspection whose record has six pages on letter paper. */
const rowCounts = { documents: 10, findings: 9, infringements: 9 };

/** The record of a long inspection, as the app itself prints it: the paper that every maker makes. */
export async function benchActa(): Promise<Report> {
  const { documents, findings, infringements } = rowCounts;
  let draft = sampleInspection();
  draft = withRows(draft, 'documents', ...rows(documents, documentRow));
  draft = withRows(draft, 'findings', ...rows(findings, (n) => ({ fact: `En la línea ${n} ${FACT}` })));
  draft = withRows(draft, 'infringements', ...rows(infringements, infringementRow));
  const { report } = await prepareActa({
    office: sampleOffice,
    draft,
    number: 'STSS-AI-LCE-00012-2026',
    version: 1,
    addressee: 'file',
    draftMark: false,
    madeAt: '2026-11-24T17:40:12.000Z',
    paper: 'letter',
  });
  return report;
}

function rows(count: number, row: (n: number) => Values): Values[] {
  return Array.from({ length: count }, (_, i) => row(i + 1));
}

function documentRow(n: number): Values {
  return {
    document: `Planilla de pago de la semana ${n} de 2026`,
    status: (['shown', 'missing', 'requested'] as const)[n % 3] ?? 'shown',
    note: n % 2 === 0 ? 'Sin firma en 12 folios' : '',
  };
}

function infringementRow(n: number): Values {
  return {
    infringement: n % 4 === 0 ? 'obstruction' : 'economicLoss',
    provision: `Precepto señalado por el inspector, hecho ${n}`,
    workersAffected: String(3 * n),
    amountOwed: `${1234 * n}.5`,
    termDays: '10',
  };
}
