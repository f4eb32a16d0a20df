import { useEffect, useState } from 'react';
import { consentWords, interviewWords, plainQuestion } from '../../../shared/catalog/screening/interview-words.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { isVisible, setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { fieldsOf, type FieldDef } from '../../../shared/record/fields.ts';
import { screening } from '../../../shared/record/kinds/screening.ts';
import { replies, type Reply } from '../../../shared/screening/answers.ts';
import {
  askConsent,
  consentReplies,
  lackingFor,
  mayBeChild,
  type ConsentReply,
  type InterviewStand,
} from '../../../shared/screening/interview.ts';
import { answerRow } from '../../../shared/screening/screening-draft.ts';
import type { EditDraft } from '../../form/draft-edit.ts';
import { FieldInput } from '../../form/field-input.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { wordingText } from '../screening/screening-text.ts';
import { BigAnswers } from './big-answers.tsx';

/** What is noted before the first word, in this order. */
const prepared = ['language', 'interpreter', 'interpreterNote', 'private', 'accompanied'];
const fields: readonly FieldDef[] = prepared.flatMap((key) => fieldsOf(screening).filter((field) => field.key === key));

interface PrepareProps {
  readonly draft: RecordDraft;
  readonly edit: EditDraft;
  readonly clock: Clock;
}

/** For whoever asks: the language, who is there, and the keys. */
export function PrepareStage({ draft, edit, clock }: PrepareProps) {
  const [asked, setAsked] = useState(false);
  const lacking = lackingFor(draft);
  const isAlone = draft.values['private'] !== 'no';
  useEffect(() => document.getElementById(`interview-${prepared[0] ?? ''}`)?.focus(), []);
  return (
    <form
      className="interview-prepare"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        edit(askConsent, 'interview/consent');
      }}
    >
      <h2 className="interview-title">{t('screening.interview_prepare')}</h2>
      <p className="interview-soft">{t('screening.interview_prepareHint')}</p>
      <div className="interview-fields">
        {fields
          .filter((field) => isVisible(field, draft))
          .map((field) => (
            <FieldInput
              key={field.key}
              kind={screening.key}
              field={field}
              id={`interview-${field.key}`}
              value={draft.values[field.key] ?? ''}
              onChange={(changed, value) =>
                edit((before) => setValue(before, changed.key, value), `interview/${changed.key}`)
              }
              showProblem={false}
              onlyEmpty
              required={field.key !== 'language' && field.key !== 'interpreterNote'}
              readOnly={false}
              clock={clock}
            />
          ))}
      </div>
      {!isAlone && <p className="interview-note">{t('screening.interview_notAlone')}</p>}
      {asked && lacking.length > 0 && (
        <ul className="interview-note" role="alert">
          {lacking.map((one) => (
            <li key={one}>{t(`screening.interview_lacking_${one}`)}</li>
          ))}
        </ul>
      )}
      <p className="interview-soft">{t('screening.interview_keys')}</p>
      <Button kind="primary" type="submit" icon="chevronRight">
        {t('screening.interview_toConsent')}
      </Button>
    </form>
  );
}

interface ConsentProps {
  readonly draft: RecordDraft;
  readonly onConsent: (reply: ConsentReply) => void;
}

/** What is said before the first question, and the answer to it. */
export function ConsentStage({ draft, onConsent }: ConsentProps) {
  const ask = wordingText(interviewWords.ask);
  return (
    <div className="interview-stage">
      <ul className="interview-consent">
        {consentWords(mayBeChild(draft)).map((words) => (
          <li key={words.es}>{wordingText(words)}</li>
        ))}
      </ul>
      <p className="interview-question">{ask}</p>
      <BigAnswers
        label={ask}
        options={consentReplies.map((key) => ({ key, label: t(`screening.interview_consent_${key}`) }))}
        onAnswer={onConsent}
      />
    </div>
  );
}

interface QuestionProps {
  readonly draft: RecordDraft;
  readonly stand: Extract<InterviewStand, { stage: 'question' }>;
  readonly onAnswer: (reply: Reply) => void;
}

/** One question, and four answers. */
export function QuestionStage({ draft, stand, onAnswer }: QuestionProps) {
  const { question, number, total } = stand;
  const asked = wordingText(plainQuestion(question));
  const reply = answerRow(draft, question.key)?.values['reply'];
  return (
    <div className="interview-stage">
      <p className="interview-soft">{t('screening.interview_progress', { n: number, total })}</p>
      <p className="interview-question" role="status">
        {asked}
      </p>
      <BigAnswers
        label={asked}
        options={replies.map((key) => ({ key, label: t(`screening.interview_reply_${key}`) }))}
        chosen={typeof reply === 'string' ? reply : undefined}
        onAnswer={onAnswer}
      />
    </div>
  );
}

interface LastWordsProps {
  readonly title: string;
  readonly text: string;
  /** what can be done here, with Enter */
  readonly action?: { readonly label: string; readonly onPress: () => void } | undefined;
}

/** A few kind words where there is nothing to ask. */
export function LastWords({ title, text, action }: LastWordsProps) {
  return (
    <div className="interview-stage">
      <p className="interview-question" role="status">
        {title}
      </p>
      <p className="interview-calm">{text}</p>
      {action && (
        <Button autoFocus onPress={action.onPress}>
          {action.label}
        </Button>
      )}
    </div>
  );
}
