import { memo, useCallback, type ReactNode } from 'react';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import { isRequired, isVisible, reader, rowsOf } from '../../shared/record/draft.ts';
import type { FieldDef, FieldValue, RecordKind, SectionDef, TableDef, Values } from '../../shared/record/fields.ts';
import type { Problem } from '../../shared/record/problem.ts';
import { fieldLabel, problemText } from '../text/field-text.ts';
import { setFieldValue } from './draft-edit.ts';
import type { EditDraft } from './draft-edit.ts';
import { cellClass } from './cell-class.ts';
import { FieldInput } from './field-input.tsx';
import { fieldId } from './field-path.ts';
import './form.css';
import { LockedField } from './locked-field.tsx';
import { RowsInput } from './rows-input.tsx';

export interface SectionFormProps {
  readonly kind: RecordKind;
  readonly section: SectionDef;
  readonly draft: RecordDraft;
  /** of the whole record, by DOM id: {@link problemsByField} */
  readonly problems: ReadonlyMap<string, Problem>;
  /** true once the person asked what is missing: then empty fields are marked too */
  readonly showMissing: boolean;
  readonly readOnly: boolean;
  /** must stay the same function from one drawing to the next */
  readonly edit: EditDraft;
  readonly clock: Clock;
  /** whether fields of the protected level are shown; else they are drawn locked, without their values */
  readonly protectedOpen: boolean;
  /** what opens, closes and explains them; drawn in sections that have such fields */
  readonly protectedTools?: ReactNode;
  /** what a new row of a table begins with */
  readonly startRow?: ((table: string) => Values) | undefined;
}

/**
 * All fields and tables of one section, those that exist under what is filled in. Not drawn anew when only rows of other
 * sections change: conditions look at values and at the row they are in, never at other tables.
 */
export const SectionForm = memo(function SectionForm(props: SectionFormProps) {
  const { kind, section, draft, problems, edit } = props;
  const onChange = useCallback(
    (field: FieldDef, value: FieldValue) =>
      edit((before) => setFieldValue(before, section, field, value), `${section.key}/${field.key}`),
    [edit, section],
  );
  const fields = section.fields.filter((field) => isVisible(field, draft));
  return (
    <div className="form-section">
      {fields.length > 0 && (
        <div className="form-grid">
          {fields.map((field) => {
            const id = fieldId({ section: section.key, field: field.key });
            const problem = problems.get(id);
            if (field.level === 'protected' && !props.protectedOpen) {
              return (
                <div key={field.key} className={cellClass(field)}>
                  <LockedField label={fieldLabel({ kind: kind.key, field: field.key })} />
                </div>
              );
            }
            return (
              <div key={field.key} className={cellClass(field)}>
                <FieldInput
                  kind={kind.key}
                  field={field}
                  id={id}
                  value={draft.values[field.key] ?? ''}
                  onChange={onChange}
                  problem={problem && problemText(problem)}
                  severity={problem?.severity}
                  onlyEmpty={problem?.code === 'required'}
                  showProblem={props.showMissing}
                  required={isRequired(field, draft)}
                  readOnly={props.readOnly}
                  clock={props.clock}
                  department={field.kind === 'municipality' ? reader(draft).text(field.departmentKey) : undefined}
                />
              </div>
            );
          })}
        </div>
      )}
      {hasProtected(section) && props.protectedTools}
      {section.tables
        .filter((table) => isVisible(table, draft))
        .map((table) => (
          <RowsInput key={tableKey(table, props.protectedOpen)} {...props} table={table} />
        ))}
    </div>
  );
}, isSame);

function isSame(before: SectionFormProps, after: SectionFormProps): boolean {
  const { draft, ...rest } = after;
  const keys = Object.keys(rest) as (keyof typeof rest)[];
  if (keys.length + 1 !== Object.keys(before).length) return false;
  if (!keys.every((key) => Object.is(before[key], rest[key]))) return false;
  if (draft.values !== before.draft.values) return false;
  return after.section.tables.every(({ key }) => rowsOf(draft, key) === rowsOf(before.draft, key));
}

const isProtected = ({ level }: FieldDef): boolean => level === 'protected';

/** Whether a section has fields of the protected level. */
export function hasProtected({ fields, tables }: SectionDef): boolean {
  return fields.some(isProtected) || tables.some(({ columns }) => columns.some(isProtected));
}

/** A table is drawn anew when it is closed: what it remembers, such as a row that was taken out, must not survive. */
function tableKey({ key, columns }: TableDef, protectedOpen: boolean): string {
  return protectedOpen && columns.some(isProtected) ? `${key}/open` : key;
}
