import { emptyDraft, setValue, type DraftRow, type RecordDraft } from '../../shared/record/draft.ts';
import type { FieldValue, Values } from '../../shared/record/fields.ts';
import { inspection } from '../../shared/record/kinds/inspection.ts';
import type { ActaOffice } from '../../shared/report/canonical-record.ts';

/** A fixed row id that reads as what it is. */
export function rowId(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

function rows(first: number, ...values: readonly Values[]): readonly DraftRow[] {
  return values.map((row, i) => ({ id: rowId(first + i), values: row }));
}

/** An inspection in which nothing was filled in. */
export function emptyInspection(): RecordDraft {
  return emptyDraft(inspection);
}

/** The same draft with some fields replaced. */
export function withValues(draft: RecordDraft, values: Readonly<Record<string, FieldValue>>): RecordDraft {
  return Object.entries(values).reduce((done, [key, value]) => setValue(done, key, value), draft);
}

/** The same draft with other rows in one table. */
export function withRows(draft: RecordDraft, table: string, ...values: readonly Values[]): RecordDraft {
  return { ...draft, tables: { ...draft.tables, [table]: rows(0x900, ...values) } };
}

/** The sample with people of other institutions who make it together. */
export function jointInspection(): RecordDraft {
  return withRows(
    sampleInspection(),
    'joint_officials',
    { institution: 'Ministerio Público, Unidad contra la Trata', name: 'Eda Ñuflo Ávila', position: 'Fiscal' },
    { institution: 'SENAF, Regional Atlántida', name: 'Zoila Güity Ñañez', position: 'Trabajadora social' },
  );
}

/** An office that does not exist. */
export const sampleOffice: ActaOffice = {
  name: 'Oficina Regional de La Ceiba',
  code: 'LCE',
  municipality: '0101',
  letterhead: ['República de Honduras', 'Secretaría de Trabajo y Seguridad Social', 'Oficina Regional de La Ceiba'],
  chief: { name: 'Iris Yolani Ñúñez Bú', position: 'Jefa regional' },
};

/** A whole, valid inspection with invented people and a company that does not exist: every field outside refusals. */
export function sampleInspection(): RecordDraft {
  return {
    values: {
      type: 'ordinary',
      matters: ['wages', 'hours', 'socialSecurity', 'childLabour'],
      place: 'La Ceiba',
      startDate: '2026-11-23',
      startTime: '09:15',
      endDate: '2026-11-23',
      endTime: '12:40',
      department: '01',
      municipality: '0101',
      village: 'Barrio Inglés, Sambo Creek',
      address: 'Kilómetro 9½ de la carretera CA-13, contiguo a la bodega «El Pingüino»',
      coordinates: '15.7835,-86.7822',
      credentialShown: 'yes',
      employerKind: 'legal',
      employerName: 'Empacadora Ficticia del Caribe, S. de R.L. de C.V.',
      employerRtn: '01019999000001',
      employerRnsp: 'RNSP-000123',
      representative: 'José Ángel Muñoz Güity',
      representativePosition: 'Gerente general',
      employerDni: '0101198000000',
      employerPhone: '24400000',
      employerEmail: 'gerencia@empacadora.example',
      refusedIdentity: 'no',
      attendedBy: 'Saraí Lissette Peña Ávila',
      attendedCapacity: 'Jefa de recursos humanos',
      branch: 'manufacturing',
      ciiu: '1020',
      workersTotal: '1248',
      workersWomen: '811',
      workersMen: '437',
      workersMinors: '2',
      workersForeign: '14',
      workersContracted: '96',
      workerRepPresent: 'yes',
      workerRepName: 'Nahún Arzú Lambert',
      workerRepOrganization: 'Sindicato de Trabajadores de la Empacadora Ficticia',
      interviewCount: '17',
      interviewsPrivate: 'yes',
      policeRequested: 'yes',
      policeUnit: 'Posta policial de Sambo Creek',
      policeTime: '09:50',
      obstructed: 'no',
      employerStatement:
        'La empresa manifiesta que pagará la diferencia en la próxima quincena.\nPide copia del cálculo.',
      workerStatement: 'Manifiestan que las horas extraordinarias del mes de octubre no fueron pagadas.',
      copies: '2',
      deliveryForm: ['hand', 'mail'],
      languages: 'es',
      refusedToSign: 'no',
    },
    tables: {
      inspectors: rows(
        0x100,
        { name: 'Wendy Maribel Núñez Zúniga', position: 'Inspectora de trabajo', credential: 'IT-0457' },
        { name: 'Tomás Centeno Bátiz', position: 'Inspector de trabajo', credential: 'IT-0461' },
      ),
      joint_officials: [],
      documents: rows(
        0x200,
        {
          document: 'Planillas de pago de septiembre y octubre de 2026',
          status: 'shown',
          note: 'Sin firma en 12 folios',
        },
        { document: 'Contratos individuales de trabajo', status: 'missing' },
        { document: 'Constancia de afiliación al IHSS', status: 'requested', note: 'La entregará por correo' },
      ),
      minors: rows(
        0x700,
        {
          pseudonym: 'NNA-01',
          age: '15',
          ageHow: 'document',
          sex: 'female',
          task: 'Empaque de mariscos',
          hoursPerDay: '8',
          night: 'no',
          hazardous: 'yes',
          hazard: 'Frío y cuchillos sin guantes',
          authorised: 'notShown',
          schooling: 'leftSchool',
          livesThere: 'no',
          protectionCalled: 'yes',
        },
        {
          pseudonym: 'NNA-02',
          age: '16~',
          ageHow: 'estimated',
          task: 'Limpieza de la planta',
          protectionCalled: 'yes',
        },
      ),
      interviewed: rows(0x700, { pseudonym: 'T-01' }, { pseudonym: 'T-02' }),
      findings: rows(
        0x300,
        { fact: 'En la línea 3 se observó a 41 personas sin guantes ni mascarilla, a una temperatura de 4 °C.' },
        { fact: 'La planilla de octubre registra 9 horas diarias pagadas como jornada de 8.' },
      ),
      infringements: rows(
        0x400,
        {
          infringement: 'economicLoss',
          provision: 'Código del Trabajo, art. 381',
          workersAffected: '1052',
          amountOwed: '1234567.5',
          termDays: '10',
        },
        { infringement: 'safety', workersAffected: '41', termDays: '5' },
      ),
      measures: rows(0x500, {
        scope: 'Paralización de la cortadora n.º 2',
        reason: 'Sin resguardo en la cuchilla; peligro inminente de amputación',
        time: '10:05',
      }),
      witnesses: [],
    },
  };
}

/** Who the people interviewed in {@link withInterviewed} are: what no paper, list or log may ever show. */
export const interviewedPeople = [
  {
    realName: 'Olvin Ticas Morazán',
    contact: '9988-7766, por la tarde',
    identityNote: 'Tiene 16 años; duerme en la bodega.',
  },
  {
    realName: 'Griselda Waldán Suazo',
    contact: 'por su hermana, 3344-5566',
    identityNote: 'Embarazo de riesgo; la amenazaron.',
  },
] as const satisfies readonly Values[];

/** The same draft with everything that is known of the people who were interviewed. */
export function withInterviewed(draft: RecordDraft): RecordDraft {
  return withRows(
    draft,
    'interviewed',
    ...interviewedPeople.map((person, i) => ({ pseudonym: `T-${String(i + 1).padStart(2, '0')}`, ...person })),
  );
}

/** An inspection that the employer prevented and refused to sign: the fields that {@link sampleInspection} lacks. */
export function obstructedInspection(): RecordDraft {
  const draft = withValues(sampleInspection(), {
    refusedIdentity: 'yes',
    attendedBy: '',
    attendedCapacity: '',
    obstructed: 'yes',
    obstructionConduct: 'Cerró el portón y amenazó con soltar los perros.',
    obstructionWho: 'Guardia de turno que no quiso dar su nombre',
    obstructionTime: '09:20',
    refusedToSign: 'yes',
    refusedBy: ['employer'],
    refusalReason: 'Dijo que esperaría a su abogado.',
  });
  return {
    ...draft,
    tables: {
      ...draft.tables,
      infringements: rows(0x480, { infringement: 'obstruction', workersAffected: '0' }),
      witnesses: rows(
        0x600,
        { name: 'Delmy Xiomara Cálix Oyuela', position: 'Comerciante, vecina del lugar', dni: '0801197500001' },
        { name: 'Evaristo Ramírez Cárcamo', dni: '0501196800002' },
      ),
    },
  };
}
