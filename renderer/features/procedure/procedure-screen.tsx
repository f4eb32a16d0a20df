import { useCallback, useEffect, useState } from 'react';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readLegalCalendar } from '../../db/legal-calendar.ts';
import { readProcedures, type Procedures } from '../../db/procedures.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { takeOverDraft } from './draft-keeping.ts';
import { ProcedurePanels } from './procedure-panels.tsx';
import './procedure-screen.css';

export interface Loaded {
  readonly procedures: Procedures;
  readonly terms: readonly TermInForce[];
}

/** How a case goes on and what is done at each step; those who look after the office change it, version by version. */
export function ProcedureScreen() {
  const { db } = useSession();
  const [loaded, setLoaded] = useState<Loaded>();
  const [fault, setFault] = useState<Fault>();
  const load = useCallback(async (): Promise<void> => {
    // what the last screen left may still be on its way to the disk
    const unkept = await takeOverDraft();
    const [procedures, calendar] = await Promise.all([readProcedures(db), readLegalCalendar(db)]);
    if (!procedures.ok) setFault(procedures.fault);
    else if (!calendar.ok) setFault(calendar.fault);
    else {
      setFault(undefined);
      const draft = unkept ?? procedures.value.draft;
      setLoaded({ procedures: { ...procedures.value, draft }, terms: calendar.value.terms });
    }
  }, [db]);
  useEffect(() => {
    void load();
  }, [load]);
  if (loaded) return <ProcedurePanels {...loaded} onChanged={() => void load()} />;
  return (
    <div className="procedure-screen">
      <PageHeader title={t('procedure.title')} subtitle={t('procedure.subtitle')} />
      {fault ? <FaultNotice fault={fault} /> : <Spinner size={24} label={t('procedure.loading')} />}
    </div>
  );
}
