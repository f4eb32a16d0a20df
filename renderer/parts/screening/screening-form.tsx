import { memo, useCallback, useMemo, useRef } from 'react';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { rowsOf, type DraftRow, type RecordDraft } from '../../../shared/record/draft.ts';
import { screeningAnswers } from '../../../shared/record/kinds/screening.ts';
import type { QuestionGroup } from '../../../shared/screening/question-groups.ts';
import { putAnswer, type AnswerValues } from '../../../shared/screening/screening-draft.ts';
import type { EditDraft } from '../../form/draft-edit.ts';
import { useFocusNext } from '../../form/use-focus-next.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { SectionNav } from '../../ui/section-nav.tsx';
import { useEvidence } from '../evidence/use-evidence.ts';
import { replyPath, ScreeningQuestion } from './screening-question.tsx';
import { groupText } from './screening-text.ts';
import './screening.css';

interface ScreeningFormProps {
  readonly caseId: string;
  readonly draft: RecordDraft;
  /** must stay the same function from one drawing to the next */
  readonly edit: EditDraft;
  readonly protectedOpen: boolean;
  readonly groups: readonly QuestionGroup[];
  readonly current: string;
  readonly onGroup: (key: string) => void;
}

/** The questions of one group, each answered with one key, and the way to the next group. */
export function ScreeningForm(props: ScreeningFormProps) {
  const { caseId, draft, edit, protectedOpen, groups, onGroup } = props;
  const { db, person } = useSession();
  const { evidence } = useEvidence(caseId);
  const rows = rowsByQuestion(draft);
  const at = Math.max(
    0,
    groups.findIndex(({ key }) => key === props.current),
  );
  const group = groups[at];
  const after = groups[at + 1];
  const pieces = useMemo(() => evidence?.pieces.filter(({ inBin }) => !inBin) ?? [], [evidence]);
  const onAnswer = useCallback(
    (question: string, values: AnswerValues): void => {
      const who = { by: person.id, at: instantFrom(db.clock.now()) };
      edit((before) => putAnswer(before, question, values, who), `answers/${question}/${Object.keys(values).join()}`);
    },
    [edit, person.id, db],
  );
  const focus = useFocusNext();
  const order = useRef<readonly string[]>([]);
  order.current = group?.questions.map(({ key }) => key) ?? [];
  const onNext = useCallback(
    (question: string): void => {
      const next = order.current[order.current.indexOf(question) + 1];
      if (next !== undefined) focus(replyPath(next));
      else document.getElementById(NEXT_GROUP)?.focus();
    },
    [focus],
  );
  if (group === undefined) return null;
  return (
    <div className="screening">
      <div className="screening-head">
        <h3 className="screening-group">{groupText(group)}</h3>
        <p className="screening-note" role="status">
          {t('screening.progress', { n: answeredIn(group, rows), total: group.questions.length })}
        </p>
      </div>
      <p className="screening-note">{t('screening.keys')}</p>
      {group.questions.map((question) => (
        <ScreeningQuestion
          key={question.key}
          question={question}
          row={rows.get(question.key)}
          pieces={pieces}
          protectedOpen={protectedOpen}
          onAnswer={onAnswer}
          onNext={onNext}
        />
      ))}
      {after && (
        <Button
          id={NEXT_GROUP}
          icon="chevronRight"
          onPress={() => {
            onGroup(after.key);
            const [first] = after.questions;
            if (first) focus(replyPath(first.key));
          }}
        >
          {`${t('screening.next')}: ${groupText(after)}`}
        </Button>
      )}
    </div>
  );
}

const NEXT_GROUP = 'screening-next-group';

interface ScreeningNavProps {
  readonly draft: RecordDraft;
  readonly groups: readonly QuestionGroup[];
  readonly current: string;
  readonly onGroup: (key: string) => void;
}

/** The groups of questions, with how many are still open in each. */
export const ScreeningNav = memo(function ScreeningNav({ draft, groups, current, onGroup }: ScreeningNavProps) {
  const rows = rowsByQuestion(draft);
  return (
    <SectionNav
      label={t('screening.groups')}
      current={current}
      items={groups.map((group) => {
        const open = group.questions.length - answeredIn(group, rows);
        return { key: group.key, label: groupText(group), state: open === 0 ? 'done' : 'none', count: open };
      })}
      onSelect={onGroup}
    />
  );
});

function rowsByQuestion(draft: RecordDraft): ReadonlyMap<string, DraftRow> {
  return new Map(
    rowsOf(draft, screeningAnswers).map((row) => {
      const question = row.values['question'];
      return [typeof question === 'string' ? question : '', row];
    }),
  );
}

function answeredIn({ questions }: QuestionGroup, rows: ReadonlyMap<string, DraftRow>): number {
  return questions.filter(({ key }) => rows.get(key)?.values['reply'] !== undefined).length;
}
