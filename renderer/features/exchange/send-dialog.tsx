import { useRef, useState } from 'react';
import type { TrustedOffice } from '../../../shared/roster/trust-list.ts';
import { host } from '../../host.ts';
import { sizeText } from '../../parts/evidence/evidence-text.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { DriveField } from './drive-field.tsx';
import { sendBundle, type SendProgress, type SentBundle } from './send-bundle.ts';
import { SendFields } from './send-fields.tsx';
import { emptySendForm, listedOnly, OUTSIDE, sendProblems, type SendForm } from './send-form.ts';
import { SentBundleDialog } from './sent-bundle-dialog.tsx';
import { useBundleBytes } from './use-bundle-bytes.ts';
import { useDrives } from './use-drives.ts';
import { useSendable } from './use-sendable.ts';

interface SendDialogProps {
  readonly offices: readonly TrustedOffice[];
  /** an office that only hears what arrived: no case goes */
  readonly answerTo?: string;
  /** the ledger has something new */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Asks what goes where, makes the bundle, writes it on the stick, and says what to do with it. */
export function SendDialog({ offices, answerTo, onChanged, onClose }: SendDialogProps) {
  const { db } = useSession();
  const [filled, setForm] = useState<SendForm>({ ...emptySendForm, office: answerTo ?? '' });
  const [checked, setChecked] = useState(false);
  const [progress, setProgress] = useState<SendProgress>();
  const [stopping, setStopping] = useState(false);
  const [sent, setSent] = useState<SentBundle>();
  const stop = useRef<AbortController>(undefined);
  const choice = useDrives();
  const { bytes, restart } = useBundleBytes();
  const { busy, fault, run } = useDeed();
  const sendable = useSendable(filled);
  const form = listedOnly(filled, sendable);
  const { cases: noCases, ...frame } = sendProblems(form, choice.chosen !== undefined);
  const problems = answerTo === undefined && noCases !== undefined ? { ...frame, cases: noCases } : frame;
  const shown = checked ? problems : {};

  function confirm(): void {
    setChecked(true);
    const { chosen } = choice;
    if (chosen === undefined || Object.keys(problems).length > 0) return;
    const controller = new AbortController();
    stop.current = controller;
    setStopping(false);
    restart();
    const order = {
      place: chosen.token,
      to: form.office === OUTSIDE ? undefined : form.office,
      caseIds: answerTo === undefined ? form.cases : [],
      protectedReason: form.withProtected ? form.reason.trim() : undefined,
    };
    const steps = { db, host, onProgress: setProgress, signal: controller.signal };
    void run(() => sendBundle(steps, order), setSent).then(() => {
      setProgress(undefined);
      onChanged();
    });
  }

  if (sent !== undefined) {
    const office = offices.find(({ oficina }) => oficina === sent.to);
    return <SentBundleDialog sent={sent} office={office} onChanged={onChanged} onClose={onClose} />;
  }
  const isLast = progress?.step === 'write' || progress?.step === 'seal';
  const title = answerTo === undefined ? t('exchange.sendTitle') : t('exchange.acknowledgeTitle', { office: answerTo });
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={title}
      dismissable={!busy}
      actions={
        busy ? (
          <Button
            disabled={stopping || isLast}
            onPress={() => {
              setStopping(true);
              stop.current?.abort();
            }}
          >
            {t('common.cancel')}
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button kind="primary" icon="lock" onPress={confirm}>
              {t('exchange.confirmSend')}
            </Button>
          </>
        )
      }
    >
      {busy ? (
        <p className="exchange-progress" role="status">
          <Spinner size={24} /> {stopping ? t('exchange.stopping') : progressText(progress, bytes)}
        </p>
      ) : (
        <form
          className="exchange-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            confirm();
          }}
        >
          {answerTo === undefined ? (
            <SendFields
              form={form}
              sendable={sendable}
              onChange={(part) => setForm((before) => ({ ...before, ...part }))}
              offices={offices}
              problems={shown}
            />
          ) : (
            <p>{t('exchange.acknowledgeHint')}</p>
          )}
          <DriveField choice={choice} problem={shown.drive && t('exchange.chooseDrive')} />
          <button type="submit" hidden />
        </form>
      )}
      {fault && fault.code !== 'file/cancelled' && <FaultNotice fault={fault} />}
    </Dialog>
  );
}

function progressText(progress: SendProgress | undefined, bytes: number): string {
  if (progress === undefined) return t('exchange.step_begin');
  if (progress.step === 'write') return t('exchange.step_write', { size: sizeText(bytes) });
  if (!('n' in progress)) return t(`exchange.step_${progress.step}`);
  return t(`exchange.step_${progress.step}`, { n: progress.n, total: progress.total });
}
