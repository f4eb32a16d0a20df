import { useEffect, useMemo, useState } from 'react';
import { parameterAt } from '../../../shared/catalog/legal-parameters.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import { establishment } from '../../../shared/record/kinds/establishment.ts';
import { workplacePatterns } from '../../../shared/record/workplace-patterns.ts';
import { workplaceSummary } from '../../db/summaries.ts';
import { FileDialog } from '../../parts/case-file/file-dialog.tsx';
import { useLegalRules } from '../../parts/calculators/use-legal-rules.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useLog } from '../../parts/use-log.ts';
import { workplaceName, workplacePlace } from '../../parts/workplaces/workplace-name.ts';
import { routeOfCase, type Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { CasesPanel } from './cases-panel.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { FindingsPanel } from './findings-panel.tsx';
import { PatternNotice } from './pattern-notice.tsx';
import { useDossier } from './use-dossier.ts';
import './workplaces.css';

/** One workplace: what it is, its cases, what was found there, and what whoever goes there should know first. */
export function DossierScreen({ id, go }: { readonly id: string; readonly go: Go }) {
  const { db, may } = useSession();
  const { dossier, fault } = useDossier(id);
  const [newCase, setNewCase] = useState<string>();
  const log = useLog();
  const isThere = dossier !== undefined;
  useEffect(() => {
    if (isThere) void log({ action: 'viewed', caseId: id });
  }, [log, id, isThere]);
  const { rules, fault: rulesFault } = useLegalRules();
  const today = dateInHonduras(instantFrom(db.clock.now()));
  const lookBack = rules && parameterAt('repetitionMonths', today, rules.overrides);
  const months = lookBack === undefined ? undefined : Number(lookBack.value);
  const patterns = useMemo(
    () => (dossier === undefined || months === undefined ? [] : workplacePatterns(dossier.history, { months })),
    [dossier, months],
  );
  const back = (): void => go({ name: 'workplaces' });

  if (fault) {
    return <FaultNotice fault={fault} actions={<Button onPress={back}>{t('workplaces.back')}</Button>} />;
  }
  if (dossier === undefined) return <Spinner size={24} label={t('common.loading')} />;
  const { record, cases, history, damaged } = dossier;
  const summary = workplaceSummary(id, record.draft, record.head.savedAt);
  return (
    <div className="dossier">
      <PageHeader
        kicker={t('workplaces.dossier')}
        title={workplaceName(summary)}
        subtitle={workplacePlace(summary)}
        actions={
          <>
            <IconButton icon="chevronLeft" label={t('workplaces.back')} onPress={back} />
            {may('case.write') && (
              <>
                <Button icon="edit" onPress={() => go({ name: 'record', caseId: id, kind: establishment.key, id })}>
                  {t('workplaces.edit')}
                </Button>
                <Button kind="primary" icon="clipboard" onPress={() => setNewCase(newId())}>
                  {t('workplaces.newCase')}
                </Button>
              </>
            )}
          </>
        }
      />
      {newCase !== undefined && (
        <FileDialog
          view={{ caseId: newCase }}
          workplace={summary}
          onClose={() => setNewCase(undefined)}
          onSaved={() => go({ name: 'case', id: newCase })}
          onOther={(caseId) => go({ name: 'case', id: caseId })}
        />
      )}
      {record.conflicts > 0 && (
        <Notice kind="warn" live={false} title={tCount('inspections.conflicts', record.conflicts)}>
          {t('inspections.conflictsHint')}
        </Notice>
      )}
      {damaged > 0 && <FaultNotice fault={{ code: 'db/damaged', detail: { place: 'saves' } }} />}
      {rulesFault && <FaultNotice fault={rulesFault} />}
      {lookBack && patterns.length > 0 && <PatternNotice patterns={patterns} lookBack={lookBack} go={go} />}
      <div className="dossier-body">
        <div className="dossier-main">
          <CasesPanel cases={cases} onOpen={(one) => go(routeOfCase(one))} />
          <FindingsPanel visits={history.visits} go={go} />
        </div>
        <aside>
          <FactsPanel draft={record.draft} />
        </aside>
      </div>
    </div>
  );
}
