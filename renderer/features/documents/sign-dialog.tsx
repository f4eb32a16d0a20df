import { useEffect, useState } from 'react';
import { placeName } from '../../../shared/catalog/territory.ts';
import type { ListedCertificate, Person } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { PlaceToSign } from '../../../shared/signature/places-to-sign.ts';
import { holderName } from '../../parts/certificate-facts.ts';
import { commonName } from '../../../shared/signature/common-name.ts';
import { keepRevision, readDocument, type DocumentHead } from '../../db/documents.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { ExpiryNotice } from '../../parts/certificate/expiry-notice.tsx';
import { missingOpener } from '../../parts/certificate/missing-opener.ts';
import { certificateTimeText } from '../../parts/certificate/time-text.ts';
import { formatDay } from '../../parts/format.ts';
import { sentenceCase } from '../../parts/signature-level.ts';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';
import { startVerifyWorker } from '../../signature/start-worker.ts';
import { verifyFile } from '../../signature/verify-file.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { certificateOption, preferredCertificate } from './certificate-option.ts';
import { isPlaceOfAnother, placeLabel, preferredPlace } from './place-label.ts';
import { signDocument, type SignOutcome } from './sign-document.ts';

interface SignDialogProps {
  readonly head: DocumentHead;
  readonly places: readonly PlaceToSign[];
  readonly onClose: () => void;
  readonly onSigned: (signed: Extract<SignOutcome, { kind: 'signed' }>) => void;
}

/** Who types what opens a certificate of each kind. */
const openerHints = {
  office: 'documents.passphraseHint',
  imported: 'documents.passphraseImportedHint',
  token: 'certificates.pinHint',
  windows: 'certificates.windowsOpener',
} as const;

interface Known {
  readonly certificates: readonly ListedCertificate[];
  readonly roots: readonly Uint8Array<ArrayBuffer>[];
  readonly crls: readonly Uint8Array<ArrayBuffer>[];
  readonly people: readonly Person[];
  /** where a time stamp will be asked for; none where nobody is asked */
  readonly timestampUrl: string | undefined;
}

/**
 * Asks where, with which certificate, why, and for the passphrase of whoever signs; that may be another person than
 * the one at work. Whatever fails leaves the document as it was and the window open.
 */
export function SignDialog({ head, places, onClose, onSigned }: SignDialogProps) {
  const { db, person, office } = useSession();
  const [known, setKnown] = useState<Known>();
  const [fault, setFault] = useState<Fault>();
  const [chosenField, setChosenField] = useState<string>();
  const [certificateId, setCertificateId] = useState<string>();
  const [typedReason, setTypedReason] = useState<string>();
  const [passphrase, setPassphrase] = useState('');
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<SignOutcome>();
  const now = db.clock.now();

  useEffect(() => {
    void Promise.all([host.listCertificates({}), host.listPeople({}), host.signingSettings({})]).then(
      ([certificates, people, settings]) => {
        if (!certificates.ok) setFault(certificates.fault);
        else if (!people.ok) setFault(people.fault);
        else if (!settings.ok) setFault(settings.fault);
        else {
          const { timestampUrl } = settings.value;
          setKnown({ ...certificates.value, people: people.value, timestampUrl });
          setCertificateId(preferredCertificate(certificates.value.certificates, person.id, db.clock.now())?.id);
        }
      },
    );
  }, [person.id, db]);

  const certificate = known?.certificates.find(({ id }) => id === certificateId);
  const missing = certificate && missingOpener(certificate.kind, passphrase);
  const signer = certificate && holderName(certificate, known?.people ?? []);
  // until one is chosen, the place follows the certificate, so that nobody is offered another's
  const field = chosenField ?? (signer === undefined ? undefined : preferredPlace(places, signer)?.field);
  const place = places.find((entry) => entry.field === field);
  const substitute = signer !== undefined && place !== undefined && isPlaceOfAnother(place, signer);
  // until something is typed, the reason follows the place: the head of an office reviews what others wrote
  const reason = typedReason ?? t(field === 'Firma_Jefatura' ? 'documents.reasonReviewed' : 'documents.reasonAuthor');

  async function sign(): Promise<void> {
    setChecked(true);
    if (busy || known === undefined || certificate === undefined || field === undefined) return;
    if (missing !== undefined) return;
    setBusy(true);
    setFault(undefined);
    setRefused(undefined);
    const outcome = await signDocument(
      {
        read: () => readDocument(db, head.id),
        sign: (input) => host.signDocument(input),
        verify: (pdf) => verifyFile(pdf, { roots: known.roots, crls: known.crls, startWorker: startVerifyWorker }),
        keep: (signed) => keepRevision(db, head.id, signed),
      },
      {
        field,
        certificateId: certificate.id,
        passphrase,
        reason: reason.trim(),
        place: placeName(office.municipality),
        about: { caseId: head.caseId, documentId: head.id },
      },
    );
    setBusy(false);
    setPassphrase('');
    setChecked(false);
    if (outcome.kind === 'signed') onSigned(outcome);
    else if (outcome.kind === 'failed') setFault(outcome.fault);
    else setRefused(outcome);
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('documents.signTitle')}
      dismissable={!busy}
      actions={
        <>
          <Button onPress={onClose} disabled={busy}>
            {t('documents.cancel')}
          </Button>
          <Button
            kind="primary"
            icon="signature"
            busy={busy}
            disabled={certificate === undefined || field === undefined}
            onPress={() => void sign()}
          >
            {busy ? t('documents.signing') : t('documents.signNow')}
          </Button>
        </>
      }
    >
      {certificate && known && (
        <p>
          <strong>{sentenceCase(certificate.signatureKind)}.</strong> {t('documents.signKindHint')}{' '}
          {known.timestampUrl === undefined
            ? t('certificates.computerTime')
            : t('certificates.willAsk', { address: known.timestampUrl })}
        </p>
      )}
      {certificate && known && (
        <ExpiryNotice certificate={certificate} name={holderName(certificate, known.people)} now={now} />
      )}
      {known === undefined && fault === undefined && <Spinner size={24} label={t('common.loading')} />}
      {known?.certificates.length === 0 && (
        <Notice kind="warn" title={t('documents.noCertificates')}>
          {t('documents.noCertificatesHint')}
        </Notice>
      )}
      {known && known.certificates.length > 0 && (
        <form
          className="sign-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void sign();
          }}
        >
          <Select
            label={t('documents.signField')}
            options={places
              .filter(({ signed }) => !signed)
              .map((entry) => ({ key: entry.field, label: placeLabel(entry) }))}
            value={field}
            onChange={setChosenField}
            placeholder={t('documents.signFieldChoose')}
            warning={substitute ? t('documents.signFieldOther', { name: signer }) : undefined}
            required
          />
          <Select
            label={t('documents.certificate')}
            options={known.certificates.map((entry) => certificateOption(entry, known.people, now))}
            value={certificateId}
            onChange={setCertificateId}
            required
          />
          {certificate && (
            <Facts
              rows={[
                [t('documents.issuer'), commonName(certificate.issuer)],
                [
                  t('documents.validUntil'),
                  `${formatDay(certificate.notAfter)} (${certificateTimeText(certificate, now)})`,
                ],
              ]}
            />
          )}
          <TextInput label={t('documents.reason')} value={reason} onChange={setTypedReason} maxLength={200} />
          {certificate && (
            <TextInput
              key={certificate.id}
              type="password"
              label={
                certificate.kind === 'office' || certificate.kind === 'windows'
                  ? t('documents.passphrase', { name: holderName(certificate, known.people) })
                  : t(certificate.kind === 'token' ? 'certificates.pin' : 'documents.certificatePassword')
              }
              hint={t(openerHints[certificate.kind])}
              value={passphrase}
              onChange={setPassphrase}
              problem={
                checked && missing !== undefined
                  ? t(missing === 'pin' ? 'certificates.pinMissing' : 'documents.passphraseMissing')
                  : undefined
              }
              required={certificate.kind !== 'imported'}
              autoFocus
            />
          )}
          <button type="submit" hidden />
        </form>
      )}
      {refused?.kind === 'not-verified' && (
        <Notice kind="error" title={t('documents.notVerifiedTitle')}>
          {t('documents.notVerifiedText', { reasons: refused.reasons.join(', ') })}
        </Notice>
      )}
      {fault && <FaultNotice fault={fault} />}
    </Dialog>
  );
}
