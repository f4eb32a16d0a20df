import { useEffect, useMemo, useRef } from 'react';
import { EvidencePanel } from '../../parts/evidence/evidence-panel.tsx';
import type { EvidenceState } from '../../parts/evidence/use-evidence.ts';
import { ConflictsNotice } from '../../parts/conflicts-notice.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useOneByOne } from '../../parts/use-after-paint.ts';
import { useLog } from '../../parts/use-log.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { AlertOrigin } from './alert-origin.tsx';
import { CaseHeader } from './case-header.tsx';
import './case-screen.css';
import { DeadlinesPanel } from './deadlines-panel.tsx';
import { FilePanel } from './file-panel.tsx';
import { NextPanel } from './next-panel.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { RecordsPanel } from './records-panel.tsx';
import { ReferralsPanel } from './referrals-panel.tsx';
import { StepsPanel } from './steps-panel.tsx';
import { TimelinePanel } from './timeline-panel.tsx';
import { useCase, type WholeCase } from './use-case.ts';

/** One case: where it stands, what comes next, everything it holds and everything that happened to it. */
export function CaseScreen({ id, go }: { readonly id: string; readonly go: Go }) {
  const { may } = useSession();
  const { value: shown, fault, reload } = useCase(id);
  const whole = shown?.whole;
  const evidence = useMemo(() => whole && evidenceState(whole, reload), [whole, reload]);
  const log = useLog();
  const isLogged = useRef(false);
  const isThere = shown !== undefined;
  // what begins below the edge of the window comes after what a person is waiting to see
  const drawn = useOneByOne(whole === undefined ? 0 : 4);
  useEffect(() => {
    if (!isThere || isLogged.current) return;
    isLogged.current = true;
    void log({ action: 'viewed', caseId: id });
  }, [log, id, isThere]);

  if (fault) {
    return (
      <FaultNotice
        fault={fault}
        actions={<Button onPress={() => go({ name: 'inspections' })}>{t('cases.back')}</Button>}
      />
    );
  }
  if (shown === undefined) return <Spinner size={24} label={t('common.loading')} />;
  const { around } = shown;
  const { view, versionKnown } = around;
  return (
    <div className="case">
      <CaseHeader around={around} go={go} />
      {!versionKnown && view.file !== undefined && (
        <Notice kind="warn" live={false} title={t('cases.versionUnknown')}>
          {t('cases.versionUnknownHint')}
        </Notice>
      )}
      <ConflictsNotice caseId={id} count={view.conflicts} go={go} />
      <div className="case-body">
        <div className="case-main">
          <NextPanel around={around} go={go} />
          <RecordsPanel around={around} go={go} />
          {whole !== undefined && evidence !== undefined && (
            <>
              {drawn > 0 && <ReferralsPanel around={whole} go={go} />}
              {drawn > 1 && <PeoplePanel around={around} go={go} />}
              {drawn > 2 && (
                <EvidencePanel caseId={id} state={evidence} about={view.head} readOnly={!may('case.write')} />
              )}
              {drawn > 3 && <TimelinePanel around={whole} go={go} />}
            </>
          )}
        </div>
        <aside className="case-side">
          <DeadlinesPanel around={around} />
          <FilePanel around={around} go={go} />
          <AlertOrigin caseId={id} go={go} />
          <StepsPanel around={around} />
        </aside>
      </div>
    </div>
  );
}

function evidenceState({ evidence, protection, people }: WholeCase, reload: () => void): EvidenceState {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  // a fault is of the whole case, and told in its place
  return { evidence, protection, people: names, fault: undefined, reload };
}
