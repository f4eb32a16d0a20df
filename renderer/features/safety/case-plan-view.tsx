import type { Person } from '../../../shared/ipc/contract.ts';
import { isNothing, type CaseRestorePlan } from '../../db/restore-case.ts';
import { formatInstant } from '../../parts/format.ts';
import { t, tCount } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { changeLines } from './change-lines.ts';

export interface CasePlanViewProps {
  readonly plan: CaseRestorePlan;
  /** the copy itself lost something, perhaps of this case */
  readonly isCut: boolean;
  readonly people: readonly Person[];
}

/** What adding a case from a copy would bring, save by save, and what a person would have to look at afterwards. */
export function CasePlanView({ plan, isCut, people }: CasePlanViewProps) {
  if (plan.isForked) {
    return <Notice kind="warn" title={t('safety.case.forked')} todo={t('safety.case.forkedTodo')} />;
  }
  if (isNothing(plan)) return <Notice kind="success" title={t('safety.case.nothing')} />;
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? t('safety.case.somebody');
  const lines = changeLines(plan.changes);
  return (
    <>
      <p>{t('safety.case.intro')}</p>
      {plan.conflicts > 0 && (
        <Notice kind="warn" title={tCount('safety.case.conflicts', plan.conflicts)} todo={t('safety.case.decide')} />
      )}
      {plan.numberTaken && (
        <Notice
          kind="warn"
          title={t('safety.case.numberTaken', { number: plan.after?.number ?? '' })}
          todo={t('safety.case.numberTodo')}
        />
      )}
      {(isCut || plan.waiting > 0) && <Notice kind="warn" title={t('safety.case.cut')} />}
      {lines.length > 0 && (
        <section>
          <h3 className="safety-row-title">{tCount('safety.case.saves', lines.length)}</h3>
          <ol className="safety-lines">
            {lines.map(({ at, author, labels }) => (
              <li key={`${at}-${author}`}>
                <p>{t('safety.case.save', { at: formatInstant(at), name: nameOf(author) })}</p>
                <p className="safety-note">{labelsText(labels)}</p>
              </li>
            ))}
          </ol>
        </section>
      )}
      {plan.documents.length > 0 && (
        <section>
          <h3 className="safety-row-title">{tCount('safety.case.papers', plan.documents.length)}</h3>
          <ul className="safety-lines">
            {plan.documents.map(({ id, title, number, version, revisions }) => (
              <li key={id}>
                <p>{t('safety.case.paper', { title, number, version })}</p>
                <p className="safety-note">
                  {revisions.length > 1
                    ? tCount('safety.case.signatures', revisions.length - 1)
                    : t('safety.case.unsigned')}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {plan.bringsDraft && <p>{t('safety.case.draft')}</p>}
    </>
  );
}

/** A first save touches every field: what it is about shows in its first ones. */
const LABELS = 8;

function labelsText(labels: readonly string[]): string {
  const shown = labels.slice(0, LABELS).join(', ');
  return labels.length > LABELS ? t('safety.case.more', { shown, n: labels.length - LABELS }) : shown;
}
