import { useMemo } from 'react';
import { instantFrom } from '../../shared/kernel/clock.ts';
import { dateInHonduras, formatDate } from '../../shared/kernel/plain-date.ts';
import { caseStates, shippedProcedure, stateLabel } from '../../shared/procedure/procedure.ts';
import type { CaseSummary } from '../db/summaries.ts';
import { useLists, useListStatus, useTexts } from '../lists.ts';
import type { Go } from '../routes.ts';
import { useSession } from '../session.tsx';
import { t, tCount } from '../text/index.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { dueCases, dueGroups, type DueCases, type DueGroup } from './due-groups.ts';
import './due-list.css';
import { useShowMore } from './use-show-more.ts';

const badges = { overdue: 'error', today: 'warn', week: 'info' } as const satisfies Readonly<Record<DueGroup, string>>;

interface DueListProps {
  /** how many of each group are shown at first */
  readonly shown: number;
  readonly go: Go;
}

/** The cases in which something is overdue, due today or within seven days. Draws anew when a case is saved. */
export function DueList({ shown, go }: DueListProps) {
  const { db } = useSession();
  const { cases } = useLists();
  const status = useListStatus(cases);
  const today = dateInHonduras(instantFrom(db.clock.now()));
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
  const groups: DueCases = useMemo(() => dueCases(cases, today), [cases, status, today]);
  if (dueGroups.every((group) => groups[group].length === 0)) {
    return <p className="due-none">{t('deadlines.noneDue')}</p>;
  }
  return (
    <div className="due-list">
      {dueGroups
        .filter((group) => groups[group].length > 0)
        .map((group) => (
          <DueRows key={group} group={group} slots={groups[group]} shown={shown} go={go} />
        ))}
    </div>
  );
}

function DueRows({
  group,
  slots,
  shown,
  go,
}: DueListProps & { readonly group: DueGroup; readonly slots: readonly number[] }) {
  const { cases } = useLists();
  const { shown: many, showMore, list } = useShowMore(shown, slots.length);
  const first = useMemo(() => slots.slice(0, many), [slots, many]);
  const texts = useTexts(cases, first).filter((text) => text !== undefined);
  return (
    <section aria-label={t(`deadlines.group_${group}`)}>
      <h3 className="due-heading">
        {t(`deadlines.group_${group}`)} <Badge kind={badges[group]}>{slots.length}</Badge>
      </h3>
      <ul ref={list}>
        {texts.map((one) => (
          <li key={one.caseId}>
            <button type="button" className="due-row" onClick={() => go({ name: 'case', id: one.caseId })}>
              <strong>{one.employer === '' ? t('inspections.unnamed') : one.employer}</strong>
              <span>{factsOf(one)}</span>
            </button>
          </li>
        ))}
      </ul>
      {slots.length > first.length && (
        <Button kind="quiet" size="small" icon="chevronDown" onPress={showMore}>
          {tCount('deadlines.moreDue', slots.length - first.length)}
        </Button>
      )}
    </section>
  );
}

function factsOf({ number, stage, due, responsible }: CaseSummary): string {
  const state = caseStates.find((key) => key === stage);
  return [
    number,
    state === undefined ? '' : stateLabel(shippedProcedure, state),
    due === undefined ? '' : t('deadlines.dueRow', { date: formatDate(due) }),
    responsible ?? '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
