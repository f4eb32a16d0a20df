import { useState } from 'react';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { checkPassphrases, emptyPassphrase } from '../../parts/passphrase-check.ts';
import { PassphraseFields } from '../../parts/passphrase-fields.tsx';
import { SheetsInput } from '../../parts/sheets-input.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { host } from '../../host.ts';
import { t } from '../../text/index.ts';

export interface RecoverRootDialogProps {
  readonly onClose: () => void;
  readonly onRecovered: () => void;
}

/** Two sheets of the ministry's root give it a new passphrase, here or on a computer that never had it. */
export function RecoverRootDialog({ onClose, onRecovered }: RecoverRootDialogProps) {
  const [sheets, setSheets] = useState<readonly [string, string]>(['', '']);
  const [next, setNext] = useState(emptyPassphrase);
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const wrong = checkPassphrases(next);
  const missing = sheets.some((sheet) => sheet.trim() === '');

  return (
    <FormDialog
      title={t('trust.recoverTitle')}
      confirm={t('trust.recover')}
      busy={busy}
      fault={fault}
      onConfirm={() => {
        setChecked(true);
        if (missing || Object.keys(wrong).length > 0) return;
        void run(() => host.recoverExchangeRoot({ sheets: [...sheets], passphrase: next.passphrase }), onRecovered);
      }}
      onClose={onClose}
    >
      <p>{t('trust.recoverText')}</p>
      <SheetsInput
        autoFocus
        value={sheets}
        onChange={setSheets}
        problem={checked && missing ? t('unlock.problem.sheets') : undefined}
      />
      <PassphraseFields
        label={t('trust.rootPassphraseNew')}
        value={next}
        onChange={setNext}
        problems={{
          passphrase: checked && wrong.passphrase ? t(...wrong.passphrase) : undefined,
          repeated: checked && wrong.repeated ? t(...wrong.repeated) : undefined,
        }}
      />
    </FormDialog>
  );
}
