import { useEffect, useState } from 'react';
import type { KeyPlace } from '../../../shared/ipc/certificate-calls.ts';
import type { CallValue } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { commonName } from '../../../shared/signature/common-name.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { formatDay } from '../../parts/format.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { host } from '../../host.ts';
import { t } from '../../text/index.ts';
import { Select } from '../../ui/select.tsx';
import { Spinner } from '../../ui/spinner.tsx';

interface TokenDialogProps {
  readonly from: KeyPlace;
  readonly onClose: () => void;
  readonly onAdded: () => void;
}

const words = {
  token: { title: 'certificates.tokenTitle', text: 'certificates.tokenText', none: 'certificates.tokenNone' },
  windows: { title: 'certificates.windowsTitle', text: 'certificates.windowsText', none: 'certificates.windowsNone' },
} as const;

/** Shows what is on the tokens that are plugged in, or in the certificate store of Windows, and takes one of the certificates to sign with. */
export function TokenDialog({ from, onClose, onAdded }: TokenDialogProps) {
  const [found, setFound] = useState<CallValue<'listTokenCertificates'>>();
  const [unread, setUnread] = useState<Fault>();
  const [chosen, setChosen] = useState<string>();
  const { busy, fault, run } = useDeed();
  useEffect(() => {
    void host.listTokenCertificates({ from }).then((listed) => {
      if (listed.ok) setFound(listed.value);
      else setUnread(listed.fault);
    });
  }, [from]);
  const keyId = chosen ?? found?.[0]?.keyId;
  return (
    <FormDialog
      title={t(words[from].title)}
      confirm={t('certificates.tokenTake')}
      busy={busy}
      fault={fault ?? unread}
      onConfirm={() => {
        if (keyId !== undefined) void run(() => host.addTokenCertificate({ from, keyId }), onAdded);
      }}
      onClose={onClose}
    >
      <p>{t(words[from].text)}</p>
      {found === undefined && unread === undefined && <Spinner size={24} label={t('common.loading')} />}
      {found?.length === 0 && <p>{t(words[from].none)}</p>}
      {found && found.length > 0 && (
        <Select
          label={t('certificates.tokenWhich')}
          options={found.map(({ keyId: key, subject, issuer, notAfter }) => ({
            key,
            label: commonName(subject),
            detail: `${commonName(issuer)}, ${formatDay(notAfter)}`,
          }))}
          value={keyId}
          onChange={setChosen}
          required
        />
      )}
    </FormDialog>
  );
}
