import { useState } from 'react';
import { ok } from '../../../shared/kernel/result.ts';
import type { AlertState } from '../../../shared/record/kinds/alert-triage.ts';
import { decideAlert, type AlertView } from '../../db/alerts.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t, type TextKey } from '../../text/index.ts';
import { TextArea } from '../../ui/text-area.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { fillOrigin } from './fill-origin.ts';
import { AlertPicker, CasePicker } from './target-picker.tsx';

/** Decisions that are made in a dialog; for an inspection there is that of a new case, for passing it on that of a bundle. */
export type Decision = Exclude<AlertState, 'inspection' | 'passed'>;

const texts: Readonly<Record<Decision, readonly [title: TextKey, text: TextKey]>> = {
  new: ['alerts.reopen', 'alerts.reopenText'],
  linked: ['alerts.toCase', 'alerts.linkText'],
  merged: ['alerts.toAlert', 'alerts.mergeText'],
  dismissed: ['alerts.dismiss', 'alerts.dismissText'],
};
const LONGEST_REASON = 4000;

interface DecideDialogProps {
  readonly view: AlertView;
  readonly to: Decision;
  readonly onClose: () => void;
}

/** Decides about an alert: into which case or alert it goes, and why. */
export function DecideDialog({ view, to, onClose }: DecideDialogProps) {
  const { db, person } = useSession();
  const toast = useToasts();
  const [reason, setReason] = useState('');
  const [target, setTarget] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const [title, text] = texts[to];
  const needsTarget = to === 'linked' || to === 'merged';
  const lacksTarget = needsTarget && target === '';
  const lacksReason = to === 'dismissed' && reason.trim() === '';
  const picking = {
    alert: view.summary,
    chosen: target,
    onChoose: setTarget,
    problem: checked && lacksTarget ? t('alerts.chooseTarget') : undefined,
  };

  function confirm(): void {
    setChecked(true);
    if (lacksTarget || lacksReason) return;
    const doer = { id: person.id, name: person.name };
    void run(
      async () => {
        const filled = to === 'linked' ? await fillOrigin(db, target) : ok(undefined);
        if (!filled.ok) return filled;
        return await decideAlert(db, view.id, { from: view.summary.state, to, target, reason: reason.trim(), doer });
      },
      () => {
        toast({ kind: 'success', title: t('alerts.decided') });
        onClose();
      },
    );
  }

  return (
    <FormDialog
      title={t(title)}
      confirm={t(title)}
      danger={to === 'dismissed'}
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(text)}</p>
      {to === 'linked' && <CasePicker {...picking} />}
      {to === 'merged' && <AlertPicker {...picking} />}
      <TextArea
        label={t('alerts.reason')}
        value={reason}
        onChange={setReason}
        maxLength={LONGEST_REASON}
        required={to === 'dismissed'}
        problem={checked && lacksReason ? t('alerts.reasonMissing') : undefined}
      />
    </FormDialog>
  );
}
