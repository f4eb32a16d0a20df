import { useState } from 'react';
import type { RuleInForce } from '../../../shared/deadline/rule-in-force.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import { confirmRule, unconfirmRule } from '../../db/legal-calendar.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { ConfirmFactDialog } from './confirm-fact-dialog.tsx';

interface RuleDialogProps {
  readonly rule: RuleInForce;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Confirms a rule of counting, with the document it was read in, or takes the confirmation back. */
export function RuleDialog({ rule, onClose, onChanged }: RuleDialogProps) {
  const { db, person } = useSession();
  const toast = useToasts();
  const [document, setDocument] = useState(rule.confirmed?.document ?? '');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();

  const done = (title: string) => (): void => {
    toast({ kind: 'success', title });
    onChanged();
  };
  function confirm(): void {
    setChecked(true);
    if (document.trim() === '') return;
    const on = dateInHonduras(instantFrom(db.clock.now()));
    const confirmation = { document: document.trim(), by: person.name, on };
    void run(() => confirmRule(db, rule, confirmation), done(t('deadlines.ruleConfirmed')));
  }

  return (
    <ConfirmFactDialog
      title={t('deadlines.confirmRuleTitle')}
      text={t('deadlines.confirmRuleText')}
      fact={rule}
      document={document}
      onDocument={setDocument}
      checked={checked}
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onUnconfirm={() => void run(() => unconfirmRule(db, rule), done(t('deadlines.unconfirmed')))}
      onClose={onClose}
    />
  );
}
