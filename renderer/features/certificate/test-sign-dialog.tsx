import { useState } from 'react';
import { placeName } from '../../../shared/catalog/territory.ts';
import type { ListedCertificate } from '../../../shared/ipc/contract.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { readOffice } from '../../db/settings.ts';
import { host } from '../../host.ts';
import { missingOpener } from '../../parts/certificate/missing-opener.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { renderReport } from '../../parts/render-report.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { verifyHere } from '../../parts/verify-here.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { testSign, type TestResult } from './test-sign.ts';

interface TestSignDialogProps {
  readonly certificate: ListedCertificate;
  readonly name: string;
  readonly onClose: () => void;
  readonly onTested: (result: TestResult) => void;
}

/** Asks for what opens the certificate, signs a paper of no value with it, and gives back what the verifier says. */
export function TestSignDialog({ certificate, name, onClose, onTested }: TestSignDialogProps) {
  const { db, office } = useSession();
  const [passphrase, setPassphrase] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const missing = missingOpener(certificate.kind, passphrase);

  async function test() {
    const settings = await readOffice(db);
    if (!settings.ok) return settings;
    const { letterhead, paper } = settings.value;
    return await testSign(
      { render: renderReport, sign: (input) => host.signDocument(input), verify: verifyHere },
      {
        paper: { office: { name: office.name, letterhead }, madeAt: instantFrom(db.clock.now()), paper },
        signer: name,
        certificateId: certificate.id,
        passphrase,
        place: placeName(office.municipality),
      },
    );
  }

  return (
    <FormDialog
      title={t('certificates.testTitle')}
      confirm={t('certificates.testRun')}
      busy={busy}
      fault={fault}
      onConfirm={() => {
        setChecked(true);
        if (missing !== undefined) return;
        void run(test, onTested);
      }}
      onClose={onClose}
    >
      <p>{t('certificates.testText')}</p>
      <TextInput
        type="password"
        label={openerLabel(certificate.kind, name)}
        hint={certificate.kind === 'windows' ? t('certificates.windowsOpener') : undefined}
        value={passphrase}
        onChange={setPassphrase}
        problem={
          checked && missing !== undefined
            ? t(missing === 'pin' ? 'certificates.pinMissing' : 'certificates.testMissing')
            : undefined
        }
        required={certificate.kind !== 'imported'}
        autoFocus
      />
    </FormDialog>
  );
}

/** What opens a certificate of each kind. */
function openerLabel(kind: ListedCertificate['kind'], name: string): string {
  if (kind === 'office' || kind === 'windows') return t('certificates.testPassphrase', { name });
  return t(kind === 'token' ? 'certificates.pin' : 'certificates.testFilePassphrase');
}
