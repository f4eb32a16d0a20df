import { useState } from 'react';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import { randomBytes } from '../../../shared/kernel/bytes.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { RecoverySheetInput } from '../../../shared/report/recovery-sheet.ts';
import { buildRecoverySheet } from '../../../shared/report/recovery-sheet.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { host } from '../../host.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { isSameGroup, recoveryGroups } from './recovery-groups.ts';

export interface RecoveryStepProps {
  readonly office: RecoverySheetInput['office'];
  readonly recoveryCode: string;
  readonly clock: Clock;
  readonly onDone: () => void;
}

/**
 * Shows the recovery code, the only time it exists outside a person's envelope. One group must be typed back, so that
 * nobody clicks it away without having kept it; going on without is possible, but only after a plain warning.
 */
export function RecoveryStep({ office, recoveryCode, clock, onDone }: RecoveryStepProps) {
  const groups = recoveryGroups(recoveryCode);
  const [asked] = useState(() => (randomBytes(1)[0] ?? 0) % groups.length);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [busy, setBusy] = useState<'save' | 'print'>();
  const [fault, setFault] = useState<Fault>();
  const [kept, setKept] = useState('');
  const right = isSameGroup(typed, groups[asked] ?? '');

  async function keep(way: 'save' | 'print'): Promise<void> {
    setBusy(way);
    setFault(undefined);
    const sheet = buildRecoverySheet({
      office,
      code: recoveryCode,
      madeAt: instantFrom(clock.now()),
      paper: 'letter',
    });
    const made = await host.renderDocument({ report: sheet as CallInput<'renderDocument'>['report'] });
    const done = made.ok ? await hand(way, made.value.pdf) : made;
    setBusy(undefined);
    if (done.ok) setKept(done.value);
    else setFault(done.fault);
  }

  async function hand(way: 'save' | 'print', pdf: Bytes): Promise<Result<string>> {
    if (way === 'print') {
      const printed = await host.printDocument({ pdf });
      return printed.ok ? { ok: true, value: t('unlock.recovery.printed') } : printed;
    }
    const suggestedName = `${t('unlock.recovery.fileName', { code: office.code })}.pdf`;
    const saved = await host.saveDocument({ pdf, suggestedName });
    return saved.ok ? { ok: true, value: t('unlock.recovery.saved', { name: saved.value.name }) } : saved;
  }

  return (
    <form
      className="gate-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (right) onDone();
      }}
    >
      <p className="gate-lead">{t('unlock.recovery.intro')}</p>
      <ol className="gate-code" aria-label={t('unlock.recovery.code')}>
        {groups.map((group, index) => (
          <li key={`${index}-${group}`} className="gate-code-group">
            <span className="gate-code-number">{index + 1}</span>
            {group}
          </li>
        ))}
      </ol>
      <p>{t('unlock.recovery.keep')}</p>
      <div className="gate-actions">
        <Button
          icon="download"
          autoFocus
          busy={busy === 'save'}
          disabled={busy === 'print'}
          onPress={() => void keep('save')}
        >
          {t('unlock.recovery.savePdf')}
        </Button>
        <Button icon="print" busy={busy === 'print'} disabled={busy === 'save'} onPress={() => void keep('print')}>
          {t('unlock.recovery.print')}
        </Button>
      </div>
      {kept !== '' && <Notice kind="success" title={kept} />}
      {fault && <FaultNotice fault={fault} />}
      <TextInput
        label={t('unlock.recovery.proof', { n: asked + 1 })}
        value={typed}
        onChange={setTyped}
        problem={tried && !right ? t('unlock.recovery.proof.wrong', { n: asked + 1 }) : undefined}
      />
      <div className="gate-actions gate-actions-apart">
        <Button kind="quiet" onPress={() => setLeaving(true)}>
          {t('unlock.recovery.later')}
        </Button>
        <Button kind="primary" type="submit">
          {t('unlock.recovery.done')}
        </Button>
      </div>
      <ConfirmDialog
        open={leaving}
        danger
        title={t('unlock.recovery.later.title')}
        confirmLabel={t('unlock.recovery.later.confirm')}
        cancelLabel={t('unlock.recovery.later.back')}
        onConfirm={onDone}
        onCancel={() => setLeaving(false)}
      >
        <p>{t('unlock.recovery.later.text')}</p>
      </ConfirmDialog>
    </form>
  );
}
