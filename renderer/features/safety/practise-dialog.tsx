import { useState } from 'react';
import type { FaultCode } from '../../../shared/kernel/fault.ts';
import { host } from '../../host.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { SheetsInput } from '../../parts/sheets-input.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { faultText } from '../../text/fault-text.ts';
import { t } from '../../text/index.ts';

/** What is wrong with the sheets as typed: said beside them. */
export const sheetFaults: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'vault/wrong-sheets',
  'vault/sheets-of-another-set',
  'vault/same-sheet',
]);

export interface PractiseDialogProps {
  readonly onClose: () => void;
  /** two sheets open everything they are for */
  readonly onDone: (indexes: readonly [number, number]) => void;
}

/** Tries two recovery sheets. They open what they are for, and nothing changes but the date of the practice. */
export function PractiseDialog({ onClose, onDone }: PractiseDialogProps) {
  const [sheets, setSheets] = useState<readonly [string, string]>(['', '']);
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const wrong = fault && sheetFaults.has(fault.code) ? faultText(fault) : undefined;
  const missing = sheets.some((sheet) => sheet.trim() === '');

  return (
    <FormDialog
      title={t('safety.practise.title')}
      confirm={busy ? t('safety.practise.trying') : t('safety.practise.try')}
      busy={busy}
      fault={wrong ? undefined : fault}
      onConfirm={() => {
        setChecked(true);
        if (missing) return;
        void run(
          () => host.practiseRecovery({ sheets: [...sheets] }),
          ({ indexes }) => onDone(indexes),
        );
      }}
      onClose={onClose}
    >
      <p>{t('safety.practise.intro')}</p>
      <SheetsInput
        autoFocus
        value={sheets}
        onChange={setSheets}
        problem={checked && missing ? t('unlock.problem.sheets') : wrong && `${wrong.what} ${wrong.todo}`}
      />
    </FormDialog>
  );
}
