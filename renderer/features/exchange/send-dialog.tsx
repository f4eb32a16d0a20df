import { useState } from 'react';
import { ok } from '../../../shared/kernel/result.ts';
import type { TrustedOffice } from '../../../shared/roster/trust-list.ts';
import { WriteBundleDialog } from '../../parts/exchange/write-bundle-dialog.tsx';
import { t } from '../../text/index.ts';
import { SendFields } from './send-fields.tsx';
import { emptySendForm, listedOnly, OUTSIDE, sendProblems, type SendForm } from './send-form.ts';
import { useSendable } from './use-sendable.ts';

interface SendDialogProps {
  readonly offices: readonly TrustedOffice[];
  /** an office that only hears what arrived: no case goes */
  readonly answerTo?: string;
  /** the ledger has something new */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Asks which cases go where, or only says to an office what arrived, and writes the bundle. */
export function SendDialog({ offices, answerTo, onChanged, onClose }: SendDialogProps) {
  const [filled, setForm] = useState<SendForm>({ ...emptySendForm, office: answerTo ?? '' });
  const [asked, setAsked] = useState(false);
  const sendable = useSendable(filled);
  const form = listedOnly(filled, sendable);
  const { cases: noCases, ...frame } = sendProblems(form);
  const problems = answerTo === undefined && noCases !== undefined ? { ...frame, cases: noCases } : frame;
  const order = {
    to: form.office === OUTSIDE ? [] : [form.office],
    caseIds: answerTo === undefined ? form.cases : [],
    protectedReason: form.withProtected ? form.reason.trim() : undefined,
  };
  return (
    <WriteBundleDialog
      title={answerTo === undefined ? t('exchange.sendTitle') : t('exchange.acknowledgeTitle', { office: answerTo })}
      offices={offices}
      isReady={Object.keys(problems).length === 0}
      onAsked={() => setAsked(true)}
      makeOrder={() => Promise.resolve(ok(order))}
      onChanged={onChanged}
      onClose={onClose}
    >
      {answerTo === undefined ? (
        <SendFields
          form={form}
          sendable={sendable}
          onChange={(part) => setForm((before) => ({ ...before, ...part }))}
          offices={offices}
          problems={asked ? problems : {}}
        />
      ) : (
        <p>{t('exchange.acknowledgeHint')}</p>
      )}
    </WriteBundleDialog>
  );
}
