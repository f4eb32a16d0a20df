import { useState } from 'react';
import type { RecoverySheet } from '../../../shared/ipc/contract.ts';
import { host } from '../../host.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { checkHolders } from '../../parts/holders-check.ts';
import { HoldersInput } from '../../parts/holders-input.tsx';
import { SheetsInput } from '../../parts/sheets-input.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { faultText } from '../../text/fault-text.ts';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { sheetFaults } from './practise-dialog.tsx';

export interface NewSheetsDialogProps {
  /** who keeps the sheets of today; none for an office without any */
  readonly holders: readonly string[];
  readonly onClose: () => void;
  /** the old sheets open nothing any more; the new ones exist nowhere but here */
  readonly onMade: (sheets: readonly RecoverySheet[]) => void;
}

/**
 * Makes a new set of recovery sheets. Whoever does not hold every key of the office types two sheets of the old set:
 * what they open is sealed to the new one.
 */
export function NewSheetsDialog({ holders: before, onClose, onMade }: NewSheetsDialogProps) {
  const [holders, setHolders] = useState<readonly string[]>(() =>
    before.length >= 2 ? before : [t('unlock.holders.chief'), t('unlock.holders.central'), t('unlock.holders.safe')],
  );
  const [needsOld, setNeedsOld] = useState(false);
  const [sheets, setSheets] = useState<readonly [string, string]>(['', '']);
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const problems = checkHolders(holders);
  const missing = needsOld && sheets.some((sheet) => sheet.trim() === '');
  const wrong = fault && sheetFaults.has(fault.code) ? faultText(fault) : undefined;
  // asking for two sheets is no failure of whoever is asked
  const asks = fault?.code === 'vault/key-not-held';

  function make(): void {
    setChecked(true);
    if (missing || Object.keys(problems).length > 0) return;
    const named = holders.map((holder) => holder.trim());
    void run(
      async () => {
        const made = await host.makeRecoverySheets({ holders: named, ...(needsOld ? { sheets: [...sheets] } : {}) });
        if (!made.ok && made.fault.code === 'vault/key-not-held') setNeedsOld(true);
        return made;
      },
      (made) => onMade(made.sheets),
    );
  }

  return (
    <FormDialog
      title={t('safety.newSheets.title')}
      confirm={busy ? t('safety.newSheets.making') : t('safety.newSheets.make')}
      danger
      busy={busy}
      fault={wrong || asks ? undefined : fault}
      onConfirm={make}
      onClose={onClose}
    >
      <p>{t('safety.newSheets.intro')}</p>
      {before.length > 0 && <Notice kind="warn" live={false} title={t('safety.newSheets.old')} />}
      <HoldersInput
        value={holders}
        onChange={setHolders}
        disabled={busy}
        problem={(field) => {
          const words = checked ? problems[field] : undefined;
          return words && t(...words);
        }}
      />
      {needsOld && (
        <>
          <Notice kind="info" title={t('safety.newSheets.needsOld')}>
            {t('safety.newSheets.needsOldText')}
          </Notice>
          <SheetsInput
            autoFocus
            value={sheets}
            onChange={setSheets}
            problem={checked && missing && !asks ? t('unlock.problem.sheets') : wrong && `${wrong.what} ${wrong.todo}`}
          />
        </>
      )}
    </FormDialog>
  );
}
