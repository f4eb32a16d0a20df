import { useCallback, useState } from 'react';
import { keyOfItem } from '../../../shared/merge/conflict-items.ts';
import type { Change } from '../../../shared/record/change.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { rolesThat } from '../../parts/role-text.ts';
import { usePeopleNames } from '../../parts/use-people-names.ts';
import { homeOfRecord, routeOfCase, type Go, type Route } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import type { CaseConflicts } from '../../db/conflicts.ts';
import { ConflictCard } from './conflict-card.tsx';
import { caseTitle, whenAndWho } from './conflict-text.ts';
import './conflicts.css';
import { useConflicts } from './use-conflicts.ts';

/** Everything on which people of several offices wrote different things: decided one by one, or left open. */
export function ConflictsScreen({ caseId, go }: { readonly caseId?: string | undefined; readonly go: Go }) {
  const { db, office, may } = useSession();
  const people = usePeopleNames();
  const toast = useToasts();
  const { conflicts, fault } = useConflicts();
  const [next, setNext] = useState<string>();
  const { offices } = conflicts ?? {};
  const whoOf = useCallback(
    ({ op }: Change): string => {
      const own = op.r === db.installationId || (people.has(op.u) && offices?.has(op.r) !== true);
      const place = own ? office.name : (offices?.get(op.r) ?? t('conflicts.otherOffice'));
      return whenAndWho(people.get(op.u) ?? t('conflicts.otherPerson'), place, op.t);
    },
    [db, office, offices, people],
  );

  if (fault) return <FaultNotice fault={fault} />;
  if (conflicts === undefined) return <Spinner size={24} label={t('conflicts.loading')} />;
  const { cases: all, damaged } = conflicts;
  const wanted = all.filter((one) => caseId === undefined || one.caseId === caseId);
  const keys = wanted.flatMap(({ caseId: id, items }) => items.map((item) => `${id} ${keyOfItem(item)}`));
  const onNext = (key: string, decided: boolean): void => {
    if (decided) toast({ kind: 'success', title: t('conflicts.decided') });
    setNext(keys[(keys.indexOf(key) + 1) % keys.length]);
  };
  return (
    <div className="conflicts">
      <PageHeader
        title={t('conflicts.title')}
        subtitle={t('conflicts.subtitle')}
        actions={
          all.length > wanted.length && (
            <Button onPress={() => go({ name: 'conflicts' })}>{t('conflicts.showAll', { n: all.length })}</Button>
          )
        }
      />
      {damaged > 0 && <FaultNotice fault={{ code: 'db/damaged', detail: { place: 'saves' } }} />}
      {!may('case.write') && wanted.length > 0 && (
        <p className="conflict-note">{t('conflicts.readOnly', { roles: rolesThat('case.write') })}</p>
      )}
      {wanted.length === 0 ? (
        <Panel>
          <EmptyState icon="check" title={t('conflicts.none')}>
            {t('conflicts.noneHint')}
          </EmptyState>
        </Panel>
      ) : (
        wanted.map((one) => (
          <Panel
            key={one.caseId}
            title={caseTitle(one)}
            actions={
              <Button size="small" kind="quiet" onPress={() => go(routeOf(one))}>
                {t('conflicts.open')}
              </Button>
            }
          >
            <p className="conflict-note">{tCount('conflicts.count', one.items.length)}</p>
            {one.items.map((item) => {
              const key = `${one.caseId} ${keyOfItem(item)}`;
              return (
                <ConflictCard
                  key={key}
                  caseId={one.caseId}
                  item={item}
                  whoOf={whoOf}
                  isNext={key === next}
                  onNext={(decided) => onNext(key, decided)}
                />
              );
            })}
          </Panel>
        ))
      )}
    </div>
  );
}

function routeOf({ caseId, shown }: CaseConflicts): Route {
  if (shown.kind === 'case') return routeOfCase(shown.summary);
  return homeOfRecord({ caseId, kind: shown.kind === 'workplace' ? 'establishment' : 'alert' });
}
