import { useState, type ReactNode } from 'react';
import type { Result } from '../../../shared/kernel/result.ts';
import type { TrustedOffice } from '../../../shared/roster/trust-list.ts';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';
import { sizeText } from '../format.ts';
import { t } from '../../text/index.ts';
import { SealingDialog } from '../sealing/sealing-dialog.tsx';
import { useStoppable } from '../sealing/use-stoppable.ts';
import { useDeed } from '../use-deed.ts';
import './bundle.css';
import { DriveField } from './drive-field.tsx';
import { sendBundle, type SendOrder, type SendProgress, type SentBundle } from './send-bundle.ts';
import { namesOf } from './office-names.ts';
import { SentBundleDialog } from './sent-bundle-dialog.tsx';
import { useBundleBytes } from './use-bundle-bytes.ts';
import { useDrives } from './use-drives.ts';

interface WriteBundleDialogProps {
  readonly title: string;
  /** those that bundles can be sent to */
  readonly offices: readonly TrustedOffice[];
  /** nothing is missing but the stick */
  readonly isReady: boolean;
  /** whoever fills it in wants to go on: what is missing is shown from now on */
  readonly onAsked: () => void;
  /** What goes, and whatever has to be done before it goes. Asked once everything is there. */
  readonly makeOrder: () => Promise<Result<Omit<SendOrder, 'place'>>>;
  /** the ledger has something new */
  readonly onChanged: () => void;
  readonly onClose: () => void;
  /** the fields */
  readonly children: ReactNode;
}

/** Asks for a stick beside what the fields ask, makes the bundle, writes it, and says what to do with it. */
export function WriteBundleDialog(props: WriteBundleDialogProps) {
  const { title, offices, isReady, onAsked, makeOrder, onChanged, onClose, children } = props;
  const { db } = useSession();
  const [asked, setAsked] = useState(false);
  const { progress, stopping, begin, stop, end } = useStoppable<SendProgress>();
  const [sent, setSent] = useState<SentBundle>();
  const choice = useDrives();
  const { bytes, restart } = useBundleBytes();
  const { busy, fault, run } = useDeed();

  function confirm(): void {
    setAsked(true);
    onAsked();
    const { chosen } = choice;
    if (chosen === undefined || !isReady) return;
    restart();
    const steps = { db, host, ...begin() };
    const send = async (): Promise<Result<SentBundle>> => {
      const order = await makeOrder();
      return order.ok ? await sendBundle(steps, { ...order.value, place: chosen.token }) : order;
    };
    void run(send, setSent).then(() => {
      end();
      onChanged();
    });
  }

  if (sent !== undefined) {
    const to = namesOf(offices, sent.to);
    return <SentBundleDialog sent={sent} to={to} onChanged={onChanged} onClose={onClose} />;
  }
  const isLast = progress?.step === 'write' || progress?.step === 'seal';
  return (
    <SealingDialog
      title={title}
      confirm={t('exchange.confirmSend')}
      busy={busy}
      working={stopping ? t('exchange.stopping') : progressText(progress, bytes)}
      mayStop={!stopping && !isLast}
      fault={fault}
      onConfirm={confirm}
      onStop={stop}
      onClose={onClose}
    >
      {children}
      <DriveField
        choice={choice}
        problem={asked && choice.chosen === undefined ? t('exchange.chooseDrive') : undefined}
      />
    </SealingDialog>
  );
}

function progressText(progress: SendProgress | undefined, bytes: number): string {
  if (progress === undefined) return t('exchange.step_begin');
  if (progress.step === 'write') return t('exchange.step_write', { size: sizeText(bytes) });
  if (!('n' in progress)) return t(`exchange.step_${progress.step}`);
  return t(`exchange.step_${progress.step}`, { n: progress.n, total: progress.total });
}
