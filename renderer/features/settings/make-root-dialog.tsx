import { useState } from 'react';
import type { RecoverySheet } from '../../../shared/ipc/contract.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { checkHolders } from '../../parts/holders-check.ts';
import { HoldersInput } from '../../parts/holders-input.tsx';
import { checkPassphrases, emptyPassphrase } from '../../parts/passphrase-check.ts';
import { PassphraseFields } from '../../parts/passphrase-fields.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { host } from '../../host.ts';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { TextInput } from '../../ui/text-input.tsx';

export interface MakeRootDialogProps {
  readonly onClose: () => void;
  /** the root counts once these were handed out */
  readonly onMade: (sheets: readonly RecoverySheet[]) => void;
}

/** Makes the ministry's root, once in the life of the exchange. */
export function MakeRootDialog({ onClose, onMade }: MakeRootDialogProps) {
  const [name, setName] = useState(() => t('trust.rootNameDefault'));
  const [next, setNext] = useState(emptyPassphrase);
  const [holders, setHolders] = useState<readonly string[]>(['', '', '']);
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const wrong = checkPassphrases(next);
  const unheld = checkHolders(holders);
  const isUnnamed = name.trim() === '';

  function make(): void {
    setChecked(true);
    if (isUnnamed || Object.keys({ ...wrong, ...unheld }).length > 0) return;
    const named = holders.map((holder) => holder.trim());
    void run(
      () => host.makeExchangeRoot({ name, passphrase: next.passphrase, holders: named }),
      ({ sheets }) => onMade(sheets),
    );
  }

  return (
    <FormDialog
      title={t('trust.makeTitle')}
      confirm={t('trust.make')}
      busy={busy}
      fault={fault}
      onConfirm={make}
      onClose={onClose}
    >
      <Notice kind="warn" live={false} title={t('trust.makeOnlyMinistry')} todo={t('trust.makeOnlyMinistryTodo')} />
      <TextInput
        label={t('trust.rootName')}
        required
        autoFocus
        maxLength={60}
        value={name}
        onChange={setName}
        problem={checked && isUnnamed ? t('settings.fieldMissing') : undefined}
      />
      <PassphraseFields
        label={t('trust.rootPassphrase')}
        value={next}
        onChange={setNext}
        problems={{
          passphrase: checked && wrong.passphrase ? t(...wrong.passphrase) : undefined,
          repeated: checked && wrong.repeated ? t(...wrong.repeated) : undefined,
        }}
      />
      <p>{t('trust.holdersText')}</p>
      <HoldersInput
        value={holders}
        onChange={setHolders}
        disabled={busy}
        problem={(field) => {
          const words = checked ? unheld[field] : undefined;
          return words && t(...words);
        }}
      />
    </FormDialog>
  );
}
