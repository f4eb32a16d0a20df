import { catalogLabel } from '../../../shared/catalog/catalog.ts';
import { formatDate, isPlainDate } from '../../../shared/kernel/plain-date.ts';
import type { CaseSummary } from '../../db/summaries.ts';
import { useLists, useTexts } from '../../lists.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { formatInstant } from '../../parts/format.ts';
import { routeOfCase, type Route } from '../../routes.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';

interface InProgressPanelProps {
  /** rows of the list of cases */
  readonly slots: readonly number[];
  readonly damaged: number;
  readonly go: (route: Route) => void;
}

/** Inspections that were begun and are not yet finalised. */
export function InProgressPanel({ slots, damaged, go }: InProgressPanelProps) {
  const shown = useTexts(useLists().cases, slots).filter((text) => text !== undefined);
  return (
    <Panel
      title={t('home.inProgress')}
      flush
      actions={
        <Button kind="quiet" size="small" icon="chevronRight" onPress={() => go({ name: 'inspections' })}>
          {t('home.allInspections')}
        </Button>
      }
    >
      {damaged > 0 && <FaultNotice fault={{ code: 'db/damaged', detail: { place: 'summaries' } }} />}
      {slots.length === 0 ? (
        <EmptyState icon="clipboard" title={t('home.noneInProgress')}>
          {t('home.noneInProgressHint')}
        </EmptyState>
      ) : (
        <ul className="home-list">
          {shown.map((head) => (
            <li key={head.caseId}>
              <button type="button" className="home-link" onClick={() => go(routeOfCase(head))}>
                <strong>{head.employer === '' ? t('home.unnamed') : head.employer}</strong>
                <span className="home-note">{facts(head)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function facts(head: CaseSummary): string {
  return [
    ...(head.type === '' ? [] : [catalogLabel('inspectionTypes', head.type)]),
    ...(isPlainDate(head.date) ? [formatDate(head.date)] : []),
    t('home.savedAt', { at: formatInstant(head.savedAt) }),
  ].join(' · ');
}
