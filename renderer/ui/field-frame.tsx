import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { Icon } from './icons.tsx';
import { useUiWords } from './words.tsx';

/** What every field has in common, whatever it is filled with. */
export interface FieldProps {
  /** always visible above the control */
  readonly label: string;
  readonly hint?: string | undefined;
  /** why the content cannot stand; marks the field as invalid */
  readonly problem?: string | undefined;
  /** why the content deserves a second look; the field stays valid */
  readonly warning?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly readOnly?: boolean | undefined;
  /** DOM id of the control that takes the focus */
  readonly id?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly className?: string | undefined;
}

/** The visible label with its mark for "must be filled". */
export function FieldLabel({ label, required = false }: { readonly label: string; readonly required?: boolean }) {
  const words = useUiWords();
  return (
    <Label className="ui-label">
      {label}
      {required && (
        <>
          <span className="ui-required" aria-hidden="true">
            *
          </span>
          <span className="ui-visually-hidden"> ({words.required})</span>
        </>
      )}
    </Label>
  );
}

/** Hint, warning and problem below a control; both are tied to it with aria-describedby by the field around them. */
export function FieldNotes({ hint, problem, warning }: Pick<FieldProps, 'hint' | 'problem' | 'warning'>): ReactNode {
  const described = warning ?? hint;
  return (
    <>
      {described !== undefined && (
        <Text slot="description" className={warning === undefined ? 'ui-hint' : 'ui-problem ui-problem-warning'}>
          {warning !== undefined && <Icon name="warning" size={14} />}
          {described}
        </Text>
      )}
      {problem !== undefined && (
        <FieldError className="ui-problem">
          <Icon name="error" size={14} />
          <span>{problem}</span>
        </FieldError>
      )}
    </>
  );
}
