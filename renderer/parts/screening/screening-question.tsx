import { memo, useState } from 'react';
import type { Question } from '../../../shared/catalog/screening/questions.ts';
import type { Piece } from '../../../shared/evidence/piece.ts';
import type { DraftRow } from '../../../shared/record/draft.ts';
import { screening, screeningAnswers } from '../../../shared/record/kinds/screening.ts';
import { replies, waysOfKnowing, type Reply } from '../../../shared/screening/answers.ts';
import type { AnswerValues } from '../../../shared/screening/screening-draft.ts';
import { fieldId } from '../../form/field-path.ts';
import { LockedField } from '../../form/locked-field.tsx';
import { fieldLabel } from '../../text/field-text.ts';
import { findText, t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { CheckGroup } from '../../ui/check-group.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { numberKey } from '../number-key.ts';
import { useAfterPaint } from '../use-after-paint.ts';
import { wordingText } from './screening-text.ts';

interface ScreeningQuestionProps {
  readonly question: Question;
  /** undefined while it was never answered */
  readonly row: DraftRow | undefined;
  /** pieces of evidence of the case that may be named */
  readonly pieces: readonly Piece[];
  readonly protectedOpen: boolean;
  /** must stay the same function from one drawing to the next */
  readonly onAnswer: (question: string, values: AnswerValues) => void;
  /** likewise; the answer came by a key, and the next question is wanted */
  readonly onNext: (question: string) => void;
}

const place = (field: string) => ({ kind: screening.key, table: screeningAnswers, field });
const option = (field: string, key: string): string =>
  findText(`fields.${screening.key}.${screeningAnswers}.${field}.option.${key}`) ?? key;

/** Where the answer to a question is on the screen. */
export function replyPath(question: string) {
  return { section: 'answers', table: screeningAnswers, row: question, field: 'reply' } as const;
}

/** One question with its answer; a "yes" also asks how it is known. */
export const ScreeningQuestion = memo(function ScreeningQuestion(props: ScreeningQuestionProps) {
  const { question, row, pieces, protectedOpen, onAnswer, onNext } = props;
  const [detailed, setDetailed] = useState(false);
  const text = (column: string): string => {
    const value = row?.values[column];
    return typeof value === 'string' ? value : '';
  };
  const reply = replies.find((key) => key === text('reply'));
  // the answer and what it comes to are on the screen first
  const asksHow = useAfterPaint(reply) === 'yes' && reply === 'yes';
  const label = wordingText(question.label);
  const hasDetail = detailed || text('evidence') !== '' || text('words') !== '';
  const set = (values: AnswerValues): void => onAnswer(question.key, values);
  const evidence = text('evidence')
    .split(' ')
    .filter((id) => id !== '');
  return (
    <div className="screening-question">
      <div
        className="screening-reply"
        onKeyDownCapture={(event) => {
          const key: Reply | undefined = numberKey(event, replies);
          if (key === undefined) return;
          set({ reply: key });
          onNext(question.key);
        }}
      >
        <RadioChoice
          id={fieldId(replyPath(question.key))}
          label={label}
          hint={question.hint && wordingText(question.hint)}
          options={replies.map((key) => ({ key, label: option('reply', key) }))}
          value={reply}
          onChange={(key) => set({ reply: key ?? '' })}
        />
      </div>
      {asksHow && (
        <div className="screening-how">
          <RadioChoice
            label={`${fieldLabel(place('how'))}: ${label}`}
            options={waysOfKnowing.map((key) => ({ key, label: option('how', key) }))}
            value={waysOfKnowing.find((key) => key === text('how'))}
            onChange={(key) => set({ how: key ?? '' })}
          />
          {!hasDetail && (
            <Button
              kind="quiet"
              size="small"
              icon="edit"
              label={`${t('screening.detail')}: ${label}`}
              onPress={() => setDetailed(true)}
            >
              {t('screening.detail')}
            </Button>
          )}
        </div>
      )}
      {asksHow && hasDetail && (
        <div className="screening-detail">
          {protectedOpen ? (
            <TextArea
              label={fieldLabel(place('words'))}
              value={text('words')}
              onChange={(words) => set({ words })}
              rows={2}
              maxLength={4000}
            />
          ) : (
            <LockedField label={fieldLabel(place('words'))} />
          )}
          {pieces.length > 0 && (
            <CheckGroup
              label={fieldLabel(place('evidence'))}
              options={pieces.map(({ id, name }) => ({ key: id, label: name }))}
              value={evidence}
              onChange={(ids) => set({ evidence: ids.join(' ') })}
            />
          )}
        </div>
      )}
    </div>
  );
});
