import { formatDni } from '../catalog/identifiers.ts';
import { visitRules } from '../catalog/visit-rules.ts';
import { reader, rowsOf, type DraftRow } from '../record/draft.ts';
import { jointOfficials } from '../record/kinds/joint-acta.ts';
import { refusers } from './acta-prose.ts';
import type { ActaContent } from './canonical-record.ts';
import type { ReportSignature } from './report.ts';
import { actaText } from './text/es.ts';

/**
 * Places to sign, in the order they are signed: each inspector, those of other institutions, the employer unless they refused, the witnesses of a refusal, and
 * the head of the office. Officials have a field for an electronic signature; the others sign in ink.
 */
export function actaSignatures(content: ActaContent): readonly ReportSignature[] {
  const { draft, office } = content;
  const refused = reader(draft).text('refusedToSign') === 'yes';
  const employerSigns = !refused || !refusers(draft).includes('employer');
  return [
    ...inspectorSignatures(rowsOf(draft, 'inspectors')),
    ...rowsOf(draft, jointOfficials).map(jointSignature),
    ...(employerSigns ? [employerSignature(content)] : []),
    ...(refused ? witnessSignatures(content) : []),
    {
      field: 'Firma_Jefatura',
      role: actaText.roles.chief,
      name: office.chief?.name ?? '',
      details: office.chief === undefined ? [] : [office.chief.position],
    },
  ];
}

function inspectorSignatures(inspectors: readonly DraftRow[]): readonly ReportSignature[] {
  const rows = inspectors.length === 0 ? [undefined] : inspectors;
  return rows.map((row, i) => {
    const credential = text(row, 'credential');
    const position = text(row, 'position');
    return {
      field: `Firma_Inspector_${i + 1}`,
      role: position === '' ? actaText.roles.inspector : position,
      name: text(row, 'name'),
      details: credential === '' ? [] : [`${actaText.credential} ${credential}`],
    };
  });
}

/** Officials of other institutions sign in ink: their certificates are not this office's. */
function jointSignature(row: DraftRow): ReportSignature {
  const institution = text(row, 'institution') || actaText.blank;
  const position = text(row, 'position');
  return {
    role: `${actaText.roles.institution} ${institution}`,
    name: text(row, 'name'),
    details: position === '' ? [] : [position],
  };
}

/** Who attended signs; when nobody gave a name, the representative, else the employer. */
function employerSignature({ draft }: ActaContent): ReportSignature {
  const { text: read } = reader(draft);
  const attended = read('refusedIdentity') === 'yes' ? '' : read('attendedBy').trim();
  const representative = read('employerKind') === 'legal' ? read('representative').trim() : '';
  const [name = ''] = [attended, representative, read('employerName').trim()].filter((part) => part !== '');
  const capacity = attended === '' ? '' : read('attendedCapacity').trim();
  return { role: actaText.roles.employer, name, details: capacity === '' ? [] : [capacity] };
}

/** A draft with fewer witnesses than the rules ask for shows the empty lines. */
function witnessSignatures({ draft, addressee }: ActaContent): readonly ReportSignature[] {
  const rows = rowsOf(draft, 'witnesses');
  const empty = Math.max(0, visitRules.refusalWitnesses.count - rows.length);
  const lines = [...rows, ...Array.from({ length: empty }, () => undefined)];
  return lines.map((row) => {
    const dni = addressee === 'file' ? text(row, 'dni') : '';
    const position = text(row, 'position');
    return {
      role: actaText.roles.witness,
      name: text(row, 'name'),
      details: [...(position === '' ? [] : [position]), ...(dni === '' ? [] : [`DNI ${formatDni(dni)}`])],
    };
  });
}

function text(row: DraftRow | undefined, key: string): string {
  const value = row?.values[key];
  return typeof value === 'string' ? value.trim() : '';
}
