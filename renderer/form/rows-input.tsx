import type { KeyboardEvent } from 'react';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { newId } from '../../shared/kernel/id.ts';
import type { DraftRow } from '../../shared/record/draft.ts';
import { addRow, isRequired, isVisible, moveRow, reader, removeRow, rowsOf } from '../../shared/record/draft.ts';
import type { FieldDef, FieldValue, TableDef } from '../../shared/record/fields.ts';
import { addRowLabel, fieldLabel, problemText, rowLabel, tableLabel } from '../text/field-text.ts';
import { t } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Icon } from '../ui/icons.tsx';
import { cellClass } from './cell-class.ts';
import { setColumnValue } from './draft-edit.ts';
import { FieldInput } from './field-input.tsx';
import { fieldId, focusField } from './field-path.ts';
import { LockedField } from './locked-field.tsx';
import type { SectionFormProps } from './section-form.tsx';

export interface RowsInputProps extends SectionFormProps {
  readonly table: TableDef;
}

/**
 * A repeating table: rows of fields that are added, removed (and brought back) and moved.
 * Keys inside a row: Ctrl+Enter adds one after it, Alt+Shift+Up and Down move it, Alt+Shift+Delete removes it.
 */
export function RowsInput(props: RowsInputProps) {
  const { kind, table, draft, problems, readOnly, edit } = props;
  const rows = rowsOf(draft, table.key);
  const titleId = useId();
  const [taken, setRemoved] = useState<{ readonly row: DraftRow; readonly position: number }>();
  // undone with Ctrl+Z, the row is back and there is nothing to offer
  const removed = rows.some(({ id }) => id === taken?.row.id) ? undefined : taken;
  const [spoken, setSpoken] = useState('');
  // the place that takes the focus once it has been drawn
  const focusNext = useRef<{ readonly row?: string; readonly field: string }>(undefined);
  useEffect(() => {
    const next = focusNext.current;
    if (next && focusField({ section: props.section.key, table: table.key, ...next })) focusNext.current = undefined;
  });

  const onChange = useCallback(
    (field: FieldDef, value: FieldValue, row: string | undefined) => {
      if (row === undefined) return;
      const at = { table: table.key, row, column: field.key };
      edit((before) => setColumnValue(before, at, value), `${table.key}/${row}/${field.key}`);
    },
    [edit, table],
  );

  function add(position: number, row: DraftRow = { id: newId(), values: props.startRow?.(table.key) ?? {} }): void {
    edit((before) => addRow(before, table.key, row, position), `${table.key}/${row.id}/+`);
    setRemoved(undefined);
    const first = table.columns[0];
    if (first) focusNext.current = { row: row.id, field: first.key };
  }

  function remove(row: DraftRow, position: number): void {
    edit((before) => removeRow(before, table.key, row.id), `${table.key}/${row.id}/-`);
    setRemoved({ row, position });
  }

  function move(row: DraftRow, position: number, by: -1 | 1): void {
    const to = position + by;
    if (to < 0 || to >= rows.length) return;
    edit((before) => moveRow(before, table.key, row.id, by), `${table.key}/${row.id}/move`);
    setSpoken(t('fields.rows.moved', { row: rowLabel(kind.key, table.key, position + 1), n: to + 1 }));
  }

  // in the capturing phase, because lists open on Alt+Down
  function onRowKey(event: KeyboardEvent, row: DraftRow, position: number): void {
    if (readOnly) return;
    const structural = event.altKey && event.shiftKey && !event.ctrlKey;
    if (event.key === 'Enter' && event.ctrlKey) add(position + 1);
    else if (structural && event.key === 'ArrowUp') move(row, position, -1);
    else if (structural && event.key === 'ArrowDown') move(row, position, 1);
    else if (structural && event.key === 'Delete') remove(row, position);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const tableProblem = problems.get(fieldId({ section: props.section.key, table: table.key, field: table.key }));
  const columns = (row: DraftRow): readonly FieldDef[] =>
    table.columns.filter((column) => isVisible(column, draft, row));
  return (
    <div role="group" aria-labelledby={titleId} className="form-rows">
      <div className="form-rows-title" id={titleId}>
        {tableLabel(kind.key, table.key)}
      </div>
      {rows.length === 0 && removed === undefined && <p className="form-rows-none">{t('fields.rows.none')}</p>}
      {rows.map((row, position) => {
        const label = rowLabel(kind.key, table.key, position + 1);
        return (
          <div
            key={row.id}
            role="group"
            aria-label={label}
            className="form-row"
            onKeyDownCapture={(event) => onRowKey(event, row, position)}
          >
            <span className="form-row-number" aria-hidden="true">
              {position + 1}
            </span>
            <div className="form-grid form-row-fields">
              {columns(row).map((column) => {
                const id = fieldId({ section: props.section.key, table: table.key, row: row.id, field: column.key });
                const problem = problems.get(id);
                if (column.level === 'protected' && !props.protectedOpen) {
                  return (
                    <div key={column.key} className={cellClass(column)}>
                      <LockedField label={fieldLabel({ kind: kind.key, table: table.key, field: column.key })} />
                    </div>
                  );
                }
                return (
                  <div key={column.key} className={cellClass(column)}>
                    <FieldInput
                      kind={kind.key}
                      table={table.key}
                      row={row.id}
                      field={column}
                      id={id}
                      value={row.values[column.key] ?? ''}
                      onChange={onChange}
                      problem={problem && problemText(problem)}
                      severity={problem?.severity}
                      onlyEmpty={problem?.code === 'required'}
                      showProblem={props.showMissing}
                      required={isRequired(column, draft, row)}
                      readOnly={readOnly}
                      clock={props.clock}
                      department={
                        column.kind === 'municipality' ? reader(draft, row).text(column.departmentKey) : undefined
                      }
                    />
                  </div>
                );
              })}
            </div>
            {!readOnly && (
              <div className="form-row-tools">
                <IconButton
                  icon="arrowUp"
                  size={15}
                  label={t('fields.rows.moveUp', { row: label })}
                  disabled={position === 0}
                  onPress={() => move(row, position, -1)}
                />
                <IconButton
                  icon="arrowDown"
                  size={15}
                  label={t('fields.rows.moveDown', { row: label })}
                  disabled={position === rows.length - 1}
                  onPress={() => move(row, position, 1)}
                />
                <IconButton
                  icon="trash"
                  size={15}
                  label={t('fields.rows.remove', { row: label })}
                  onPress={() => remove(row, position)}
                />
              </div>
            )}
          </div>
        );
      })}
      {removed && (
        <div className="form-rows-removed" role="status">
          {t('fields.rows.removed', { row: rowLabel(kind.key, table.key, removed.position + 1) })}
          <Button
            kind="quiet"
            size="small"
            icon="undo"
            autoFocus
            onPress={() => add(Math.min(removed.position, rows.length), removed.row)}
          >
            {t('fields.rows.restore')}
          </Button>
        </div>
      )}
      {tableProblem && props.showMissing && (
        <p className="ui-problem" role="alert">
          <Icon name="error" size={14} />
          {problemText(tableProblem)}
        </p>
      )}
      {!readOnly && (
        <div>
          <Button
            id={fieldId({ section: props.section.key, table: table.key, field: table.key })}
            icon="plus"
            size="small"
            onPress={() => add(rows.length)}
          >
            {addRowLabel(kind.key, table.key)}
          </Button>
        </div>
      )}
      <span className="ui-visually-hidden" role="status">
        {spoken}
      </span>
    </div>
  );
}
