import { useState } from 'react';
import { placeName } from '../../../shared/catalog/territory.ts';
import type { CallValue } from '../../../shared/ipc/contract.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { buildReferralOpening } from '../../../shared/report/referral-opening.ts';
import { buildReferralReceipt } from '../../../shared/report/referral-receipt.ts';
import type { DocumentHead } from '../../db/documents.ts';
import { openEvidence } from '../../db/evidence.ts';
import { host } from '../../host.ts';
import { cleanCopy } from '../../parts/evidence/clean-copy.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { renderReport } from '../../parts/render-report.ts';
import { SealingDialog } from '../../parts/sealing/sealing-dialog.tsx';
import { useStoppable } from '../../parts/sealing/use-stoppable.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { verifyHere } from '../../parts/verify-here.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { makePackage, type PackageContent, type PackageProgress } from './make-package.ts';
import { PackageDone, type BesidePaper } from './package-done.tsx';
import { PackageFields } from './package-fields.tsx';
import { checkPackageForm, emptyPackageForm, type PackageForm } from './package-form.ts';
import { readForPackage } from './package-identities.ts';
import { usePackageFacts, type FactsInWords } from './use-package-facts.ts';

interface PackageDialogProps {
  readonly head: DocumentHead;
  /** the signed referral, byte by byte */
  readonly pdf: Bytes;
  /** what was done is in the history now */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Asks what goes along and how it is sealed, makes the package, and shows once what opens it. */
export function PackageDialog({ head, pdf, onChanged, onClose }: PackageDialogProps) {
  const { db } = useSession();
  const { facts, fault } = usePackageFacts(db, head);
  if (facts !== undefined) {
    return <PreparePackage head={head} pdf={pdf} facts={facts} onChanged={onChanged} onClose={onClose} />;
  }
  return (
    <Dialog open onClose={onClose} title={t('packages.title')}>
      {fault ? <FaultNotice fault={fault} /> : <Spinner size={24} label={t('packages.loading')} />}
    </Dialog>
  );
}

function PreparePackage(props: PackageDialogProps & { readonly facts: FactsInWords }) {
  const { head, pdf, facts, onChanged, onClose } = props;
  const session = useSession();
  const { db, person, office, may } = session;
  const [form, setForm] = useState<PackageForm>(() => emptyPackageForm(facts));
  const [checked, setChecked] = useState(false);
  const { progress, stopping, begin, stop, end } = useStoppable<PackageProgress>();
  const [made, setMade] = useState<CallValue<'finishPackage'>>();
  const { busy, fault, run } = useDeed();
  // the letterhead of the referral itself: the package is one with it
  const { letterhead } = head.settings;
  const frame = {
    office: { ...office, letterhead },
    paper: head.paper,
    number: head.number,
    addressee: facts.addressee,
  };

  async function prepare(): Promise<Result<CallValue<'finishPackage'>>> {
    const byId = new Map(facts.pieces.map((one) => [one.piece.id, one]));
    const content: PackageContent = {
      ...frame,
      about: { caseId: head.caseId, documentId: head.id },
      person,
      place: placeName(office.municipality),
      referral: pdf,
      pieces: form.pieces.flatMap((id) => byId.get(id) ?? []),
      ...(form.identities ? { identities: { pseudonyms: facts.pseudonyms, reason: form.reason.trim() } } : {}),
      keys: form.sealing === 'keys' ? (facts.keys?.keys ?? []) : [],
      rootWords: facts.rootWords,
      madeAt: instantFrom(db.clock.now()),
    };
    const { caseId } = head;
    return await makePackage(
      {
        begin: host.beginPackage,
        add: host.addToPackage,
        sign: host.signAnnexes,
        finish: host.finishPackage,
        cancel: host.cancelPackage,
        render: renderReport,
        verify: verifyHere,
        openPiece: (piece) => openEvidence(db, host, { caseId, piece, why: 'other' }),
        cleanCopy,
        identities: (pseudonyms, reason) =>
          readForPackage(db, caseId, { pseudonyms, reason, emergency: !may('protected.open') }),
        ...begin(),
      },
      content,
      form.passphrase,
    );
  }

  function confirm(): void {
    setChecked(true);
    if (Object.keys(checkPackageForm(form)).length > 0) return;
    void run(prepare, setMade).then(() => {
      end();
      setChecked(false);
      setForm((before) => ({ ...before, passphrase: '' }));
      onChanged();
    });
  }

  /** The papers beside the package tell no victim and no word of the six. */
  async function print(paper: BesidePaper): Promise<Result<unknown>> {
    if (made === undefined) throw new Error('nothing is made yet');
    const madeAt = instantFrom(db.clock.now());
    const report =
      paper === 'receipt'
        ? buildReferralReceipt({ ...frame, madeAt, sealed: made })
        : buildReferralOpening({
            ...{ ...frame, madeAt, sealed: made, person: `${person.name}, ${person.position}` },
            rootWords: facts.rootWords,
            sealedBy: made.words === undefined ? 'keys' : 'words',
          });
    const rendered = await renderReport(report);
    if (!rendered.ok) return rendered;
    const about = { caseId: head.caseId, documentId: head.id, detail: report.title };
    return await host.printDocument({ pdf: rendered.value.pdf, about });
  }

  if (made !== undefined) return <PackageDone made={made} onPrint={print} onClose={onClose} />;
  // the last step lasts as long as the stick needs, and is not half done
  const isLast = progress?.step === 'seal' || progress?.step === 'begin';
  return (
    <SealingDialog
      title={t('packages.title')}
      confirm={t('packages.confirm')}
      busy={busy}
      working={stopping ? t('packages.stopping') : progressText(progress)}
      mayStop={!stopping && !isLast}
      fault={fault}
      onConfirm={confirm}
      onStop={stop}
      onClose={onClose}
    >
      <p>{t('packages.contains')}</p>
      <Facts rows={[[t('packages.to'), facts.addressee]]} />
      <PackageFields
        facts={facts}
        form={form}
        checked={checked}
        onChange={(part) => setForm((before) => ({ ...before, ...part }))}
      />
    </SealingDialog>
  );
}

function progressText(progress: PackageProgress | undefined): string {
  if (progress === undefined) return t('packages.working');
  if (progress.step === 'evidence') {
    return t('packages.step_evidence', { n: progress.n, total: progress.total });
  }
  return t(`packages.step_${progress.step}`);
}
