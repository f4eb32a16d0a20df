import { isEnd } from '../../../shared/procedure/moves.ts';
import { stateLabel } from '../../../shared/procedure/procedure.ts';
import { concernsChildren } from '../../../shared/record/case-events.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { hasHappened } from '../../db/case-parts.ts';
import type { Go } from '../../routes.ts';
import { RiskCardButton } from '../../parts/risk/risk-card-button.tsx';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { stageOf } from './case-standing.ts';
import type { CaseAround } from './use-case.ts';

interface CaseHeaderProps {
  readonly around: CaseAround;
  readonly go: Go;
}

/** Which case this is, where it stands, who has it in hand. */
export function CaseHeader({ around, go }: CaseHeaderProps) {
  const { view, version } = around;
  const { head, file, records } = view;
  const stage = stageOf(view);
  const isUrgent = head.priority === 'urgent';
  const actas = records.flatMap((one) => (one.record.kind === inspection.key && hasHappened(one) ? [one.draft] : []));
  const isChild = file !== undefined && concernsChildren(file, actas);
  return (
    <PageHeader
      kicker={head.number === '' ? t('cases.unnumbered') : head.number}
      title={head.employer === '' ? t('inspections.unnamed') : head.employer}
      subtitle={
        <span className="case-badges">
          <Badge kind={isEnd(version.procedure, stage) ? 'success' : 'info'}>
            {file === undefined ? t('cases.noFile') : stateLabel(version.procedure, stage)}
          </Badge>
          {isUrgent && (
            <Badge kind="error" icon="warning">
              {t('cases.urgent')}
            </Badge>
          )}
          {isChild && (
            <Badge kind="warn" icon="people">
              {t('cases.child')}
            </Badge>
          )}
          <span className="case-soft">
            {head.responsible === undefined || head.responsible === ''
              ? t('cases.nobody')
              : t('cases.responsible', { name: head.responsible })}
          </span>
        </span>
      }
      actions={
        <>
          <IconButton icon="chevronLeft" label={t('cases.back')} onPress={() => go({ name: 'inspections' })} />
          <RiskCardButton logId={view.caseId} />
        </>
      }
    />
  );
}
