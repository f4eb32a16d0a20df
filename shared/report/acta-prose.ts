import { catalogLabel } from '../catalog/catalog.ts';
import { findDepartment, findMunicipality } from '../catalog/territory.ts';
import { isPlainDate, isPlainTime } from '../kernel/plain-date.ts';
import { numberInWords, solemnDate } from '../kernel/words.ts';
import { reader, rowsOf, type RecordDraft } from '../record/draft.ts';
import { jointOfficials } from '../record/kinds/joint-acta.ts';
import { actaText } from './text/es.ts';

/**
 * The sentence an acta opens with: where, when (in words), who, for what.
 * Gaps of a draft are printed as a line; nothing is made up.
 */
export function openingSentence(draft: RecordDraft): string {
  const { text } = reader(draft);
  const municipality = findMunicipality(text('municipality'))?.name ?? actaText.blank;
  const department = findDepartment(text('department'))?.name ?? actaText.blank;
  const people = rowsOf(draft, 'inspectors').map(({ values }) => {
    const part = (key: string): string => filled(values[key]);
    return `${part('name')}, ${part('position')}, credencial n.º ${part('credential')}`;
  });
  const others = rowsOf(draft, jointOfficials).map(({ values }) => {
    const part = (key: string): string => filled(values[key]);
    return `${part('name')}, ${part('position')}, por ${part('institution')}`;
  });
  const several = people.length + others.length > 1;
  return [
    `En ${filled(text('place'))}, municipio de ${municipality}, departamento de ${department},`,
    `siendo las ${hour(text('startTime'))}, ${day(text('startDate'))},`,
    `${several ? 'quienes suscriben' : 'quien suscribe'}, ${people.length === 0 ? actaText.blank : people.join('; ')}${jointly(others)},`,
    `${several ? 'se constituyeron' : 'se constituyó'} en el centro de trabajo de ${filled(text('employerName'))},`,
    `ubicado en ${filled(text('address'))}, para practicar ${visit(text('type'))},`,
    `y ${several ? 'hacen' : 'hace'} constar lo siguiente:`,
  ].join(' ');
}

/** Those of other institutions, behind the inspectors. */
function jointly(others: readonly string[]): string {
  return others.length === 0 ? '' : `, en conjunto con ${others.join('; ')}`;
}

/** The formula an acta closes with: copies, signatures or their refusal, where and when it ended. */
export function closingSentences(draft: RecordDraft): readonly string[] {
  const { text } = reader(draft);
  return [
    `No habiendo más que hacer constar, se cierra la presente acta, de la que se entregan ${copies(text('copies'))}.`,
    signingSentence(draft),
    `Dado en ${filled(text('place'))}, ${day(text('endDate'))}, a las ${hour(text('endTime'))}.`,
  ];
}

function signingSentence(draft: RecordDraft): string {
  if (reader(draft).text('refusedToSign') !== 'yes') return 'Leída que fue, la firman quienes en ella intervinieron.';
  const who = refusers(draft);
  const employer = 'el patrono o su representante';
  const workers = 'la representación de los trabajadores';
  if (!who.includes('employer')) {
    return `Leída que fue, ${workers} se negó a firmarla; se hace constar ante testigos, que firman junto con quienes en ella intervinieron.`;
  }
  const subject = who.includes('workers') ? `${employer} y ${workers} se negaron` : `${employer} se negó`;
  return `Leída que fue, ${subject} a firmarla; se hace constar ante testigos, que firman junto con quienes la levantaron.`;
}

/** Who refused to sign; records of earlier versions asked about the employer alone. */
export function refusers(draft: RecordDraft): readonly string[] {
  const who = draft.values['refusedBy'];
  return who === undefined || typeof who === 'string' || who.length === 0 ? ['employer'] : who;
}

function visit(type: string): string {
  const label = type === '' ? actaText.blank : catalogLabel('inspectionTypes', type);
  return label.charAt(0).toLowerCase() + label.slice(1);
}

function copies(count: string): string {
  if (!/^\d{1,3}$/.test(count)) return `${actaText.blank} ejemplares`;
  const number = Number(count);
  return `${numberInWords(number, 'masculine')} (${number}) ${number === 1 ? 'ejemplar' : 'ejemplares'}`;
}

function day(date: string): string {
  return isPlainDate(date) ? solemnDate(date) : `el día ${filled(date)}`;
}

function hour(time: string): string {
  return isPlainTime(time) ? `${time} horas` : `${filled(time)} horas`;
}

function filled(value: unknown): string {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : actaText.blank;
}
