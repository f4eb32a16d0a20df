import { useState, type ReactNode } from 'react';
import type { CallValue } from '../../../shared/ipc/contract.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { SealedDone } from '../../parts/sealing/sealed-done.tsx';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
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
  const toast = useToasts();
  const [busy, setBusy] = useState<BesidePaper>();
  const [fault, setFault] = useState<Fault>();

  async function print(paper: BesidePaper): Promise<void> {
    setBusy(paper);
    const printed = await onPrint(paper);
    setBusy(undefined);
    setFault(printed.ok || printed.fault.code === 'print/cancelled' ? undefined : printed.fault);
    if (printed.ok) toast({ kind: 'success', title: t('packages.printed') });
  }

  const printing = (paper: BesidePaper, label: string): ReactNode => (
    <Button icon="print" busy={busy === paper} onPress={() => void print(paper)}>
      {label}
    </Button>
  );
  return (
    <SealedDone
      made={made}
      onClose={onClose}
      actions={
        <>
          {printing('receipt', t('packages.printReceipt'))}
          {printing('opening', t('packages.printOpening'))}
        </>
      }
    >
      {fault && <FaultNotice fault={fault} />}
    </SealedDone>
  );
}
