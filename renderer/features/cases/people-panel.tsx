import { newId } from '../../../shared/kernel/id.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import { peopleOf } from '../../../shared/record/case-people.ts';
import { reader, type RecordDraft } from '../../../shared/record/draft.ts';
import { isTakenForChild, protectedPerson } from '../../../shared/record/kinds/protected-person.ts';
import type { RecordName } from '../../../shared/record/record-name.ts';
import { validate } from '../../../shared/record/validate.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { findText, t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { CaseAround } from './use-case.ts';

const KIND = protectedPerson.key;
const option = (field: string, key: string): string => findText(`fields.${KIND}.${field}.option.${key}`) ?? key;
const risks = { high: 'error', medium: 'warn', low: 'neutral', unknown: 'neutral' } as const;

/** One protected person of the case, as it is saved or, if it never was, as it is typed. */
interface Shown {
  readonly record: RecordName;
  readonly draft: RecordDraft;
  readonly isTyped: boolean;
}

/** Who is to be kept from harm: pseudonyms, needs and risk; and whoever the case knows by a pseudonym and nobody noted here. */
export function PeoplePanel({ around, go }: { readonly around: CaseAround; readonly go: Go }) {
  const { db, may } = useSession();
  const { view, drafts } = around;
  const isOurs = may('case.write');
  const here = view.records.filter(({ binned }) => binned === undefined);
  const saved = here.filter(({ record }) => record.kind === KIND);
  const typed = drafts.filter(
    ({ record }) => record.kind === KIND && !view.records.some((one) => one.record.id === record.id),
  );
  const people: readonly Shown[] = [
    ...saved.map(({ record, draft }) => ({ record, draft, isTyped: false })),
    ...typed.map(({ record, draft }) => ({ record, draft, isTyped: true })),
  ];
  const noted = new Set(people.map(({ draft }) => pseudonymOf(draft)));
  const others = peopleOf(here.map(({ record, draft }) => ({ kind: record.kind, draft })))
    .map(({ pseudonym }) => pseudonym)
    .filter((pseudonym) => !noted.has(pseudonym));
  const today = dateInHonduras(instantFrom(db.clock.now()));
  const begin = (about?: string): void =>
    go({
      name: 'record',
      caseId: view.caseId,
      kind: KIND,
      id: newId(),
      ...(about !== undefined && { about }),
    });
  return (
    <Panel
      title={t('cases.people')}
      flush
      actions={
        isOurs && (
          <Button size="small" icon="plus" onPress={() => begin()}>
            {t('cases.peopleAdd')}
          </Button>
        )
      }
    >
      {people.length + others.length === 0 && (
        <p className="case-people-none case-soft">
          <strong>{t('cases.peopleNone')}.</strong> {t('cases.peopleNoneHint')}
        </p>
      )}
      {people.length > 0 && (
        <ul className="case-records">
          {people.map((one) => (
            <PersonRow
              key={one.record.id}
              one={one}
              today={today}
              onOpen={() => go({ name: 'record', caseId: view.caseId, ...one.record })}
            />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <div className="case-people-others">
          <p className="case-soft" id="case-people-others">
            {t('cases.peopleWithout')}
          </p>
          <ul aria-labelledby="case-people-others">
            {others.map((pseudonym) => (
              <li key={pseudonym}>
                {isOurs ? (
                  <Button
                    size="small"
                    icon="plus"
                    label={`${t('cases.peopleBegin')}: ${pseudonym}`}
                    onPress={() => begin(pseudonym)}
                  >
                    {pseudonym}
                  </Button>
                ) : (
                  pseudonym
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}

interface PersonRowProps {
  readonly one: Shown;
  readonly today: string;
  readonly onOpen: () => void;
}

function PersonRow({ one: { draft, isTyped }, today, onOpen }: PersonRowProps) {
  const read = reader(draft);
  const needs = read.list('needs').map((key) => option('needs', key));
  const risk = (['high', 'medium', 'low', 'unknown'] as const).find((key) => key === read.text('risk'));
  const toMend = validate(protectedPerson, draft, { today }).length;
  return (
    <li>
      <button type="button" className="case-record" onClick={onOpen}>
        <strong>{pseudonymOf(draft) || t('cases.peopleUnnamed')}</strong>
        <span className="case-soft">{needs.length === 0 ? t('cases.peopleNoNeeds') : needs.join(' · ')}</span>
      </button>
      {isTakenForChild(read) && <Badge kind="info">{t('cases.peopleChild')}</Badge>}
      {isTyped && <Badge kind="warn">{t('cases.unsaved')}</Badge>}
      {toMend > 0 && <Badge kind="warn">{tCount('cases.peopleMend', toMend)}</Badge>}
      {risk !== undefined && (
        <Badge kind={risks[risk]}>{t('cases.peopleRisk', { risk: option('risk', risk).toLowerCase() })}</Badge>
      )}
    </li>
  );
}

function pseudonymOf(draft: RecordDraft): string {
  return reader(draft).text('pseudonym').trim();
}
