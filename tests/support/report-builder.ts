import type { Report, ReportBlock, ReportSection } from '../../shared/report/report.ts';

// Invented people, firms and facts; the names are of kinds found in Honduras (Spanish, Garífuna, Misquito, Lenca).
const FACT =
  'Al recorrer el área de empaque se constató que la salida de emergencia del costado norte permanece cerrada con ' +
  'candado durante la jornada; la señora Ñáñez Güell, jefa de planta, manifestó que «la llave la guarda el vigilante» ' +
  '— no se mostró registro alguno de simulacros — y que el extintor n.º 3 venció el 15/08/2026 (art. 391.º, § 2).';

const people = [
  'Wagíbuna Álvarez Núñez',
  'Íñigo Muñoz Peña',
  'Yurumein Martínez «Lenca» Güity',
  'Tawahka Bénedit Ordóñez',
];

const general: ReportBlock = {
  kind: 'fields',
  rows: [
    { label: 'Tipo de inspección', value: 'Ordinaria' },
    { label: 'Materias', value: 'Jornada y descansos; salario mínimo; seguridad y salud' },
    { label: 'Inicio', value: '24/11/2026, 08:15' },
    { label: 'Cierre', value: '24/11/2026, 11:40' },
    { label: 'Municipio', value: 'Trujillo, Colón' },
    { label: 'Dirección', value: 'Barrio Cristales, 50 m al este del muelle' },
    { label: '¿Se exhibió la credencial?', value: 'Sí' },
    { label: '¿Estuvo presente el sindicato?', value: 'Sí' },
    { label: 'Correo del patrono', value: 'administracion@elñandu-empacadora-de-frutas-tropicales.example' },
  ],
};

const workers: ReportBlock = {
  kind: 'table',
  caption: 'Personas trabajadoras',
  columns: [
    { header: 'Grupo', weight: 4 },
    { header: 'Mujeres', weight: 1, align: 'right' },
    { header: 'Hombres', weight: 1, align: 'right' },
    { header: 'Total', weight: 1, align: 'right' },
  ],
  rows: [
    ['Planilla permanente', '48', '31', '79'],
    ['Por temporada', '12', '', '12'],
    ['Menores de dieciocho años', '0', '0', '0'],
  ],
};

const documents: ReportBlock = {
  kind: 'checks',
  items: [
    { label: 'Contratos de trabajo', checked: true },
    { label: 'Planillas de los últimos seis meses', checked: true },
    { label: 'Reglamento interno aprobado', checked: false },
    { label: 'Constancia de afiliación al régimen de seguridad social', checked: false },
  ],
};

/** A table of infringements with as many rows as asked. */
export function infringementTable(rows: number): ReportBlock {
  return {
    kind: 'table',
    caption: 'Infracciones constatadas',
    columns: [
      { header: 'N.º', weight: 0.7, align: 'right' },
      { header: 'Infracción', weight: 4 },
      { header: 'Personas afectadas', weight: 1.5, align: 'right' },
      { header: 'Monto adeudado', weight: 2, align: 'right' },
      { header: 'Plazo', weight: 1.6 },
    ],
    rows: Array.from({ length: rows }, (_, i) => [
      String(i + 1),
      i % 3 === 0 ? 'No pagar el salario mínimo vigente' : `Falta de registro de jornada, sección ${i + 1}`,
      String(3 + (i % 7)),
      `L ${(1234.5 * (i + 1)).toFixed(2)}`,
      i % 2 === 0 ? '15 días hábiles' : 'Inmediato',
    ]),
  };
}

function facts(count: number): ReportSection {
  return {
    heading: '3. Hechos constatados',
    blocks: [
      { kind: 'numbered', items: Array.from({ length: count }, (_, i) => `${FACT} Punto ${i + 1}: ${FACT}`) },
      { kind: 'paragraph', label: 'Manifestaciones del patrono', text: `«${FACT}»\n${FACT}` },
    ],
  };
}

function deadlines(rows: number): ReportSection {
  return {
    heading: '4. Infracciones y plazos',
    blocks: [
      infringementTable(rows),
      { kind: 'notice', text: 'Vencido el plazo sin que se corrija lo señalado, se levantará acta de reinspección.' },
    ],
  };
}

/** Lengths in pages; the shortest has what no paper can do without, and a little more than a page. */
export type SampleLength = 1 | 2 | 6 | 50 | 200;

/**
 * An inspection record of about the length asked for.
 * @param length about so many pages on letter paper
 * @param changes what should differ
 */
export function sampleReport(length: SampleLength = 6, changes: Partial<Report> = {}): Report {
  const [factCount, rows] = ({ 1: [0, 0], 2: [2, 5], 6: [20, 26], 50: [130, 940], 200: [540, 3920] } as const)[length];
  const json = JSON.stringify({ '@kind': 'inspection', employer: 'Empacadora El Ñandú', findings: factCount });
  return {
    template: 'acta-inspeccion',
    addressee: 'file',
    language: 'es-HN',
    title: 'Acta de inspección',
    number: 'STSS-AI-0201-00012-2026',
    version: 1,
    draft: false,
    madeAt: '2026-11-24T17:40:12.000Z',
    paper: 'letter',
    letterhead: [
      'Secretaría de Trabajo y Seguridad Social',
      'Dirección General de Inspección del Trabajo',
      'Oficina Regional de Trujillo, Colón',
    ],
    author: 'Oficina Regional de Trujillo',
    sections: [
      {
        heading: '1. Datos generales',
        blocks: [
          {
            kind: 'paragraph',
            text: `En la ciudad de Trujillo, a los veinticuatro (24) días del mes de noviembre de dos mil veintiséis (2026), ${people.join('; ')} hacen constar lo siguiente.`,
          },
          general,
        ],
      },
      { heading: '2. Personal y documentos', blocks: [workers, documents] },
      facts(factCount),
      deadlines(rows),
    ],
    signatures: [
      {
        field: 'Firma_Inspector_1',
        role: 'Inspectora de trabajo',
        name: 'Wagíbuna Álvarez Núñez',
        details: ['Inspectora I', 'Credencial IT-0457'],
      },
      {
        field: 'Firma_Jefatura',
        role: 'Jefatura regional',
        name: 'Íñigo Muñoz Peña',
        details: ['Jefe regional', 'Credencial JR-0012'],
      },
      { role: 'Por la parte patronal', name: 'Begoña Ibáñez Güell', details: ['DNI 0201-1980-00457'] },
    ],
    code: {
      qr: 'ATALAYA:1:STSS-AI-0201-00012-2026:1:4f0c2a9be1f2d3c4b5a697887766554433221100ffeeddccbbaa998877665544',
      heading: 'Código de verificación',
      lines: [
        'Documento STSS-AI-0201-00012-2026, versión 1',
        'SHA-256 del registro:',
        '4f0c2a9b e1f2d3c4 b5a69788 77665544 33221100 ffeeddcc bbaa9988 77665544',
      ],
      alt: 'Código QR de verificación del acta STSS-AI-0201-00012-2026',
    },
    attachment: { name: 'acta.json', json, description: 'Registro del acta en JSON canónico' },
    footer: 'Oficina Regional de Trujillo',
    ...changes,
  };
}
