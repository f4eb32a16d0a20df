import { useEffect, useState } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import type { CountersRow } from '../../../shared/journal/write.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { readCaseCopy, type CaseCopy } from '../../db/case-copy.ts';
import { isNothing, planCaseRestore, restoreCase, type CaseRestorePlan } from '../../db/restore-case.ts';
import type { SnapshotCase } from '../../db/snapshot-cases.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CasePlanView } from './case-plan-view.tsx';
import { caseTitle } from './case-title.ts';
import { ReadingStatus } from './reading-status.tsx';
import { useCopyReading } from './use-copy-reading.ts';

export interface CaseRestoreDialogProps {
  readonly token: string;
  readonly one: SnapshotCase;
  readonly counters: CountersRow | undefined;
  /** which snapshot, for the chain of acts */
  readonly name: string;
  readonly people: readonly Person[];
  readonly onClose: () => void;
  readonly onRestored: (plan: CaseRestorePlan) => void;
}

/** Shows what a copy has of a case that is missing here, and adds it. What is here stays as it is. */
export function CaseRestoreDialog(props: CaseRestoreDialogProps) {
  const { token, one, counters, name, people, onClose, onRestored } = props;
  const { db } = useSession();
  const { value, fault, share, start } = useCopyReading<{ readonly copy: CaseCopy; readonly plan: CaseRestorePlan }>(
    token,
  );
  const adding = useDeed();
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    if (begun) return;
    setBegun(true);
    start(async (port, how) => {
      const copy = await readCaseCopy(db, port, one, how);
      if (!copy.ok) return copy;
      const plan = await planCaseRestore(db, copy.value);
      return plan.ok ? ok({ copy: copy.value, plan: plan.value }) : plan;
    });
  }, [begun, start, db, one]);
  const nothing = value !== undefined && isNothing(value.plan);

  return (
    <Dialog
      open
      wide
      onClose={onClose}
      dismissable={!adding.busy}
      title={t('safety.case.title', { name: caseTitle(one) })}
      actions={
        <>
          <Button onPress={onClose} disabled={adding.busy}>
            {t(nothing ? 'common.close' : 'common.cancel')}
          </Button>
          {value && !nothing && (
            <Button
              kind="primary"
              busy={adding.busy}
              onPress={() => void adding.run(() => restoreCase(db, value.copy, { counters, name }), onRestored)}
            >
              {t('safety.case.add')}
            </Button>
          )}
        </>
      }
    >
      {share !== undefined && <ReadingStatus share={share} />}
      {fault && <FaultNotice fault={fault} />}
      {value && <CasePlanView plan={value.plan} isCut={value.copy.gaps.length > 0} people={people} />}
      {adding.fault && <FaultNotice fault={adding.fault} />}
    </Dialog>
  );
}
