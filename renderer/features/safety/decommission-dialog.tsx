import { useState } from 'react';
import type { CallValue, SafetyFacts } from '../../../shared/ipc/contract.ts';
import { freshCopyOutside } from '../../../shared/ipc/outside-copy.ts';
import { host } from '../../host.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { formatInstant } from '../../parts/format.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { decommissionProblems, untouchedForm, type DecommissionProblems } from './decommission-form.ts';

interface DecommissionDialogProps {
  readonly facts: SafetyFacts;
  readonly onChanged: () => void;
  readonly onClose: () => void;
  readonly onDestroyed: (done: CallValue<'decommission'>) => void;
}

/** Says what is destroyed and what is not, and asks for everything that shows that it is meant. */
export function DecommissionDialog({ facts, onChanged, onClose, onDestroyed }: DecommissionDialogProps) {
  const { db, office } = useSession();
  const [form, setForm] = useState(untouchedForm);
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const copy = freshCopyOutside(facts, db.clock.now());
  const problems = decommissionProblems(form, { officeName: office.name, hasFreshCopy: copy !== undefined });
  const shown: DecommissionProblems = checked ? problems : {};

  function destroy(): void {
    setChecked(true);
    if (Object.keys(problems).length > 0) return;
    const { officeName, reason, passphrase } = form;
    void run(
      () => host.decommission({ officeName, reason, passphrase, withoutCopy: form.copy === 'none' }),
      onDestroyed,
    );
  }

  return (
    <FormDialog
      title={t('decommission.dialog', { office: office.name })}
      confirm={t('decommission.confirm')}
      danger
      busy={busy}
      fault={fault}
      onConfirm={destroy}
      onClose={onClose}
    >
      <ul className="decommission-points">
        <li>{t('decommission.point_all')}</li>
        <li>{t('decommission.point_here')}</li>
        <li>{t('decommission.point_outside')}</li>
        <li>{t('decommission.point_record')}</li>
      </ul>
      <RadioChoice
        label={t('decommission.copy')}
        required
        options={[
          { key: 'keep', label: t('decommission.copy_keep') },
          { key: 'none', label: t('decommission.copy_none') },
        ]}
        value={form.copy}
        onChange={(chosen) => setForm({ ...form, copy: chosen })}
        problem={shown.copy && t(shown.copy === 'missing' ? 'decommission.copy_missing' : 'decommission.copy_notFresh')}
        warning={form.copy === 'none' ? t('decommission.copy_warning') : undefined}
      />
      {form.copy === 'keep' &&
        (copy === undefined ? (
          <CopyMissing facts={facts} onMade={onChanged} />
        ) : (
          <Notice kind="success" title={t('decommission.copy_fresh', { at: formatInstant(copy.madeAt) })} />
        ))}
      <TextInput
        label={t('decommission.name')}
        required
        maxLength={160}
        value={form.officeName}
        onChange={(officeName) => setForm({ ...form, officeName })}
        problem={shown.officeName && t('decommission.name_wrong', { office: office.name })}
      />
      <TextArea
        label={t('decommission.reason')}
        hint={t('decommission.reasonHint')}
        required
        maxLength={1000}
        value={form.reason}
        onChange={(reason) => setForm({ ...form, reason })}
        problem={shown.reason && t('decommission.missing')}
      />
      <TextInput
        type="password"
        label={t('decommission.passphrase')}
        hint={t('decommission.passphraseHint')}
        required
        value={form.passphrase}
        onChange={(passphrase) => setForm({ ...form, passphrase })}
        problem={shown.passphrase && t('decommission.missing')}
      />
    </FormDialog>
  );
}

/** A copy is wanted and there is none that is fresh: how to come by one. */
function CopyMissing({ facts, onMade }: { readonly facts: SafetyFacts; readonly onMade: () => void }) {
  const { busy, fault, run } = useDeed();
  const { second } = facts;
  const place = second === undefined ? 'decommission.copy_noPlace' : 'decommission.copy_away';
  return (
    <Notice
      kind="warn"
      title={t('decommission.copy_absent')}
      todo={second?.present === true ? undefined : t(place)}
      actions={
        second === undefined ? undefined : (
          <Button icon="save" busy={busy} onPress={() => void run(() => host.takeSnapshot({}), onMade)}>
            {t('decommission.copy_take')}
          </Button>
        )
      }
    >
      {fault && t('decommission.copy_away')}
    </Notice>
  );
}
