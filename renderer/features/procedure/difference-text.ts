import { roles, type Role } from '../../../shared/access/roles.ts';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import type { Json } from '../../../shared/kernel/canonical-json.ts';
import { assertNever } from '../../../shared/kernel/assert.ts';
import type { Difference } from '../../../shared/procedure/differences.ts';
import {
  caseStates,
  findCompetency,
  recordForms,
  stateLabel,
  type Procedure,
} from '../../../shared/procedure/procedure.ts';
import { roleName } from '../../parts/role-text.ts';
import { findText, t } from '../../text/index.ts';
import { formName, typeName } from './step-text.ts';

/** What the keys in a difference are called. */
export interface Names {
  /** versions in which a competency or state may have its name, the newer one first */
  readonly procedures: readonly Procedure[];
  readonly terms: readonly TermInForce[];
}

/** A difference as a line: `Paso «Notificar el acta» (Inspección ordinaria), plazo: ninguno → Resolver`. */
export function differenceText(difference: Difference, names: Names): string {
  const { part, label, type } = difference;
  const about = t(`procedure.part_${part}`, { label });
  const what = type === undefined ? about : t('procedure.inType', { what: about, type: typeName(type) });
  switch (difference.kind) {
    case 'added':
      return t('procedure.diff_added', { what });
    case 'removed':
      return t('procedure.diff_removed', { what });
    case 'moved':
      return t('procedure.diff_moved', { what, from: difference.from, to: difference.to });
    case 'changed':
      return t('procedure.diff_changed', {
        what,
        field: findText(`procedure.field_${difference.field}`) ?? difference.field,
        before: valueText(difference.field, difference.before, names),
        after: valueText(difference.field, difference.after, names),
      });
    default:
      return assertNever(difference);
  }
}

function valueText(field: string, value: Json | undefined, names: Names): string {
  if (value === undefined || value === null) return t('procedure.none');
  if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no');
  if (Array.isArray(value)) return value.map((entry: Json) => valueText(field, entry, names)).join(', ');
  const key = typeof value === 'string' ? value : JSON.stringify(value);
  return nameOf(field, key, names) ?? `«${key}»`;
}

/** What a key is called; undefined for a field that holds words. */
function nameOf(field: string, key: string, { procedures, terms }: Names): string | undefined {
  switch (field) {
    case 'who':
    case 'by':
      return known<Role>(roles, key, roleName);
    case 'form':
      return known(recordForms, key, formName);
    case 'term':
      return terms.find((term) => term.key === key)?.label ?? key;
    case 'competency':
      return procedures.map((procedure) => findCompetency(procedure, key)?.label).find((name) => name !== undefined);
    case 'reaches':
    case 'from':
    case 'to':
      return known(caseStates, key, (state) => procedures.map((procedure) => stateLabel(procedure, state))[0] ?? key);
    case 'confidence':
      return findText(`deadlines.confidence_${key}`);
    default:
      return undefined;
  }
}

function known<T extends string>(all: readonly T[], key: string, name: (entry: T) => string): string {
  const entry = all.find((one) => one === key);
  return entry === undefined ? key : name(entry);
}
