import { catalogLabel } from '../../../shared/catalog/catalog.ts';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import type { RecordKindKey } from '../../../shared/procedure/procedure.ts';
import { termLength } from '../../parts/term-length.ts';
import { t } from '../../text/index.ts';

/** The name of a kind of record: `Acta de inspección`. */
export function formName(form: RecordKindKey): string {
  return t(`procedure.form_${form}`);
}

/** The name of a type of inspection, as the catalogue has it. */
export function typeName(type: string): string {
  return catalogLabel('inspectionTypes', type);
}

/** A term with its length: `Notificar el acta al patrono: 3 días hábiles`; the bare key of one that is not known. */
export function termText(key: string, terms: readonly TermInForce[]): string {
  const term = terms.find((entry) => entry.key === key);
  return term === undefined ? key : `${term.label}: ${termLength(term)}`;
}
