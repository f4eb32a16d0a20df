import { useState } from 'react';
import type { FieldConflict } from '../../../shared/merge/conflict-items.ts';
import { isEmpty, type FieldDef, type FieldValue } from '../../../shared/record/fields.ts';
import { decideOnField } from '../../db/conflicts.ts';
import { FieldInput } from '../../form/field-input.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { headText } from './conflict-text.ts';

interface CombineDialogProps {
  readonly caseId: string;
  readonly item: FieldConflict & { readonly def: FieldDef };
  readonly onClose: () => void;
  readonly onDecided: () => void;
}

/** What everybody wrote, one after the other, to be made into one. */
function together({ def, heads }: CombineDialogProps['item']): FieldValue {
  const values = heads.flatMap(({ x }) => (x === undefined || x.val === null ? [] : [x.val]));
  if (def.kind === 'multiChoice') {
    return [...new Set(values.flat().filter((one): one is string => typeof one === 'string'))];
  }
  const texts = values.filter((one): one is string => typeof one === 'string');
  if (def.kind === 'longText') return texts.join('\n\n').slice(0, def.maxLength);
  return texts[0] ?? '';
}

/** Asks for one value in the place of several, beginning with all of them. */
export function CombineDialog({ caseId, item, onClose, onDecided }: CombineDialogProps) {
  const { db } = useSession();
  const [value, setValue] = useState<FieldValue>(() => together(item));
  const { busy, fault, run } = useDeed();
  const { def, kind, table } = item;
  return (
    <FormDialog
      title={t('conflicts.combineTitle')}
      confirm={t('conflicts.combineConfirm')}
      wide
      busy={busy}
      fault={fault}
      onClose={onClose}
      onConfirm={() => void run(() => decideOnField(db, caseId, item, isEmpty(value) ? undefined : value), onDecided)}
    >
      <ul className="conflict-written">
        {item.heads.map((head) => (
          <li key={head.id}>{headText(item, head)}</li>
        ))}
      </ul>
      <FieldInput
        kind={kind}
        field={def}
        table={table}
        id="f-conflict-value"
        value={value}
        onChange={(_, next) => setValue(next)}
        showProblem={false}
        onlyEmpty
        required={false}
        readOnly={false}
        clock={db.clock}
        department={def.kind === 'municipality' && typeof value === 'string' ? value.slice(0, 2) : undefined}
      />
    </FormDialog>
  );
}
