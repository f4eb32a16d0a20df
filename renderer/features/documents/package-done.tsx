import { useState } from 'react';
import type { CallValue } from '../../../shared/ipc/contract.ts';
import { sizeText } from '../../parts/evidence/evidence-text.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { packageWords } from '../../parts/sealing/package-words.ts';
import { SealedHash, SpokenWords } from '../../parts/sealing/sealed-facts.tsx';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToasts } from '../../ui/toasts.tsx';

/** The papers that are printed beside a package. */
export type BesidePaper = 'receipt' | 'opening';

interface PackageDoneProps {
  readonly made: CallValue<'finishPackage'>;
  readonly onPrint: (paper: BesidePaper) => Promise<Result<unknown>>;
  readonly onClose: () => void;
}

/** The package is there: its six words, shown this once, its fingerprint, and the papers that go beside it. */
export function PackageDone({ made, onPrint, onClose }: PackageDoneProps) {
  const { name, sha256, size, files, words } = made;
  const toast = useToasts();
  const [noted, setNoted] = useState(words === undefined);
  const [busy, setBusy] = useState<BesidePaper>();
  const [fault, setFault] = useState<Fault>();

  async function print(paper: BesidePaper): Promise<void> {
    setBusy(paper);
    const printed = await onPrint(paper);
    setBusy(undefined);
    setFault(printed.ok || printed.fault.code === 'print/cancelled' ? undefined : printed.fault);
    if (printed.ok) toast({ kind: 'success', title: t('packages.printed') });
  }

  return (
    <Dialog
      open
      wide
      title={t('packages.done')}
      onClose={onClose}
      dismissable={noted}
      actions={
        <>
          <Button icon="print" busy={busy === 'receipt'} onPress={() => void print('receipt')}>
            {t('packages.printReceipt')}
          </Button>
          <Button icon="print" busy={busy === 'opening'} onPress={() => void print('opening')}>
            {t('packages.printOpening')}
          </Button>
          <Button kind="primary" disabled={!noted} onPress={onClose}>
            {t('packages.close')}
          </Button>
        </>
      }
    >
      <div className="sealing-form">
        <Notice kind="success" title={t('packages.doneText', { name })}>
          {tCount('packages.files', files)} · {sizeText(size)}
        </Notice>
        {words !== undefined && <SpokenWords texts={packageWords()} words={words} noted={noted} onNoted={setNoted} />}
        <SealedHash label={t('packages.hash')} sha256={sha256} />
        {fault && <FaultNotice fault={fault} />}
      </div>
    </Dialog>
  );
}
