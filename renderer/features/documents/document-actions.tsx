import { useState } from 'react';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { PlaceToSign } from '../../../shared/signature/places-to-sign.ts';
import type { PdfVerdict } from '../../../shared/signature/verdict.ts';
import { audit } from '../../db/audit.ts';
import type { DocumentHead } from '../../db/documents.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { host } from '../../host.ts';
import { ImportCertificateDialog } from '../../parts/import-certificate-dialog.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { hasHopedTime, levelText } from '../../parts/signature-level.ts';
import { VerdictView } from '../../parts/verdict-view.tsx';
import { verifyHere } from '../../parts/verify-here.ts';
import { fileNameOf } from './file-name.ts';
import { PackageDialog } from './package-dialog.tsx';
import { PrintDialog } from './print-dialog.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { StampButton } from './stamp-button.tsx';

interface DocumentActionsProps {
  readonly head: DocumentHead;
  readonly pdf: Bytes;
  readonly places: readonly PlaceToSign[];
  /** the document or its history moved on */
  readonly onChanged: () => void;
}

type Window =
  | { readonly kind: 'sign' | 'import' | 'package' | 'print' }
  | { readonly kind: 'verdict'; readonly verdict: PdfVerdict };

/** Sign, print, save, verify. Each works on exactly the bytes that are shown, and each leaves a line in the history. */
export function DocumentActions({ head, pdf, places, onChanged }: DocumentActionsProps) {
  const { db, may } = useSession();
  const toast = useToasts();
  const [window, setWindow] = useState<Window>();
  const [busy, setBusy] = useState<'save' | 'verify'>();
  const [fault, setFault] = useState<Fault>();
  const free = places.some(({ signed }) => !signed);
  const signed = head.revisions.length > 1;
  // only a referral travels sealed, and only one that is signed
  const travels =
    head.kind === 'referral' && head.state === 'sealed' && signed && may('document.export') && may('document.sign');

  /** Runs one act; a person who changes their mind in a system dialog has not failed. */
  async function act(kind: 'save' | 'verify', work: () => Promise<Fault | undefined>): Promise<void> {
    setBusy(kind);
    setFault(undefined);
    const failed = await work();
    setBusy(undefined);
    if (failed?.code !== 'file/cancelled') setFault(failed);
    onChanged();
  }

  // saving is written into the chain by the main process, which does it
  const about = { caseId: head.caseId, documentId: head.id };
  const save = (): Promise<void> =>
    act('save', async () => {
      const saved = await host.saveDocument({ pdf, suggestedName: fileNameOf(head), about });
      if (!saved.ok) return saved.fault;
      toast({ kind: 'success', title: t('documents.savedAs', { name: saved.value.name }) });
      return undefined;
    });

  const verify = (): Promise<void> =>
    act('verify', async () => {
      const verdict = await verifyHere(pdf);
      if (!verdict.ok) return verdict.fault;
      setWindow({ kind: 'verdict', verdict: verdict.value });
      // that it could not be written down is told, since the history would be taken for whole
      const logged = await audit(db, { action: 'verified', ...about });
      return logged.ok ? undefined : logged.fault;
    });

  return (
    <>
      <div className="document-actions" role="group" aria-label={t('documents.title')}>
        {head.state === 'sealed' && (
          <Button
            kind={travels ? 'secondary' : 'primary'}
            icon="signature"
            disabled={!free}
            onPress={() => setWindow({ kind: 'sign' })}
          >
            {signed ? t('documents.signAgain') : t('documents.sign')}
          </Button>
        )}
        {travels && (
          <Button kind="primary" icon="lock" onPress={() => setWindow({ kind: 'package' })}>
            {t('packages.open')}
          </Button>
        )}
        {head.state === 'sealed' && signed && may('document.sign') && (
          <StampButton head={head} onFault={setFault} onChanged={onChanged} />
        )}
        <Button icon="print" onPress={() => setWindow({ kind: 'print' })}>
          {t('documents.print')}
        </Button>
        <Button icon="download" busy={busy === 'save'} onPress={() => void save()}>
          {t('documents.saveAs')}
        </Button>
        <Button icon="shield" busy={busy === 'verify'} onPress={() => void verify()}>
          {busy === 'verify' ? t('documents.verifying') : t('documents.verify')}
        </Button>
        <Button kind="quiet" icon="certificate" onPress={() => setWindow({ kind: 'import' })}>
          {t('documents.importCertificate')}
        </Button>
      </div>
      {head.state === 'sealed' && places.length > 0 && !free && (
        <p className="document-note">{t('documents.noFreeField')}</p>
      )}
      {fault && <FaultNotice fault={fault} />}
      {window?.kind === 'sign' && (
        <SignDialog
          head={head}
          places={places}
          onClose={() => setWindow(undefined)}
          onSigned={({ signer, made }) => {
            setWindow(undefined);
            const kind = hasHopedTime(made) ? 'success' : 'warn';
            toast({ kind, title: t('documents.signed', { name: signer }), text: levelText(made) });
            onChanged();
          }}
        />
      )}
      {window?.kind === 'package' && (
        <PackageDialog head={head} pdf={pdf} onChanged={onChanged} onClose={() => setWindow(undefined)} />
      )}
      {window?.kind === 'print' && (
        <PrintDialog
          head={head}
          pdf={pdf}
          onPrinted={() => {
            setWindow(undefined);
            toast({ kind: 'success', title: t('documents.printed') });
            onChanged();
          }}
          onClose={() => {
            setWindow(undefined);
            // that a print did not come out is in the chain too
            onChanged();
          }}
        />
      )}
      {window?.kind === 'import' && (
        <ImportCertificateDialog onClose={() => setWindow(undefined)} onImported={() => setWindow(undefined)} />
      )}
      {window?.kind === 'verdict' && (
        <Dialog
          open
          wide
          title={t('documents.verify')}
          onClose={() => setWindow(undefined)}
          actions={
            <Button kind="primary" onPress={() => setWindow(undefined)}>
              {t('documents.close')}
            </Button>
          }
        >
          <VerdictView verdict={window.verdict} />
        </Dialog>
      )}
    </>
  );
}
