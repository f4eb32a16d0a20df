import { useState } from 'react';
import type { CertificateInfo } from '../../shared/ipc/contract.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import { commonName } from '../../shared/signature/common-name.ts';
import { FaultNotice } from './fault-notice.tsx';
import { host } from '../host.ts';
import { t } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextInput } from '../ui/text-input.tsx';
import { useToasts } from '../ui/toasts.tsx';

/**
 * Takes a .p12/.pfx file into the vault: first its password, then the file. The file is chosen, read and opened in
 * the main process; the window sees only what the certificate says about itself.
 */
export function ImportCertificateDialog({
  onClose,
  onImported,
}: {
  readonly onClose: () => void;
  readonly onImported: (certificate: CertificateInfo) => void;
}) {
  const toast = useToasts();
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();

  async function choose(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const imported = await host.importCertificate({ passphrase });
    setBusy(false);
    if (imported.ok) {
      toast({ kind: 'success', title: t('documents.imported', { name: commonName(imported.value.subject) }) });
      onImported(imported.value);
    } else {
      // choosing no file is a change of mind, not a failure
      setFault(imported.fault.code === 'file/cancelled' ? undefined : imported.fault);
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('documents.importTitle')}
      dismissable={!busy}
      actions={
        <>
          <Button onPress={onClose} disabled={busy}>
            {t('documents.cancel')}
          </Button>
          <Button kind="primary" icon="upload" busy={busy} onPress={() => void choose()}>
            {t('documents.importChoose')}
          </Button>
        </>
      }
    >
      <p>{t('documents.importText')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void choose();
        }}
      >
        <TextInput
          type="password"
          label={t('documents.importPassphrase')}
          hint={t('documents.importPassphraseHint')}
          value={passphrase}
          onChange={setPassphrase}
          autoFocus
        />
        <button type="submit" hidden />
      </form>
      {fault && <FaultNotice fault={fault} />}
    </Dialog>
  );
}
