import { useEffect, useState } from 'react';
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

/** Shows what is on the tokens that are plugged in, and takes one of the certificates to sign with. */
export function TokenDialog({ onClose, onAdded }: { readonly onClose: () => void; readonly onAdded: () => void }) {
  const [found, setFound] = useState<CallValue<'listTokenCertificates'>>();
  const [unread, setUnread] = useState<Fault>();
  const [chosen, setChosen] = useState<string>();
  const { busy, fault, run } = useDeed();
  useEffect(() => {
    void host.listTokenCertificates({}).then((listed) => {
      if (listed.ok) setFound(listed.value);
      else setUnread(listed.fault);
    });
  }, []);
  const keyId = chosen ?? found?.[0]?.keyId;
  return (
    <FormDialog
      title={t('certificates.tokenTitle')}
      confirm={t('certificates.tokenTake')}
      busy={busy}
      fault={fault ?? unread}
      onConfirm={() => {
        if (keyId !== undefined) void run(() => host.addTokenCertificate({ keyId }), onAdded);
      }}
      onClose={onClose}
    >
      <p>{t('certificates.tokenText')}</p>
      {found === undefined && unread === undefined && <Spinner size={24} label={t('common.loading')} />}
      {found?.length === 0 && <p>{t('certificates.tokenNone')}</p>}
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
