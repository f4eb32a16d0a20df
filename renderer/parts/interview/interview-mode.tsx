import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { EscalationReason } from '../../../shared/catalog/screening/questions.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import {
  answerInInterview,
  backToPreparing,
  goToQuestion,
  interviewStand,
  moveInInterview,
  movePart,
  openQuestions,
  questionsInOrder,
  takeConsent,
} from '../../../shared/screening/interview.ts';
import type { EditDraft } from '../../form/draft-edit.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import type { ScreeningInHand } from '../screening/use-screening.ts';
import { CalendarScreen } from './calendar-screen.tsx';
import { ConsentStage, LastWords, PrepareStage, QuestionStage } from './interview-stages.tsx';
import { InterviewFoot } from './interview-foot.tsx';
import './interview.css';
import { useInterviewKeys } from './use-interview-keys.ts';

interface InterviewModeProps {
  readonly draft: RecordDraft;
  readonly edit: EditDraft;
  readonly inHand: ScreeningInHand;
  /** what was answered is not on the disk and could not be put there */
  readonly unsaved: boolean;
  readonly onLeave: () => void;
}

/**
 * The whole window beside a worker: one question, no name, nothing of the case, and one key that puts a calendar over it.
 * The form waits behind it, out of sight and out of reach.
 */
export function InterviewMode({ draft, edit, inHand, unsaved, onLeave }: InterviewModeProps) {
  const { db, person } = useSession();
  const [hidden, setHidden] = useState(false);
  const [paused, setPaused] = useState(false);
  const [notes, setNotes] = useState(false);
  const [refused, setRefused] = useState(false);
  const questions = questionsInOrder(inHand.groups);
  const stand = interviewStand(draft, questions);
  const left = openQuestions(draft, questions);
  const [open] = left;
  const shown = hidden ? 'hidden' : 'on';
  useLayoutEffect(() => {
    document.body.dataset['interview'] = shown;
    return () => {
      delete document.body.dataset['interview'];
    };
  }, [shown]);

  const root = useRef<HTMLDivElement>(null);
  const hide = useCallback((): void => {
    // Whoever comes in must see it go at once: the calendar is drawn already, and nothing is computed before it shows.
    root.current?.setAttribute('data-shown', 'hidden');
    document.body.dataset['interview'] = 'hidden';
    setHidden(true);
    setNotes(false);
  }, []);
  const comeBack = useCallback((): void => setHidden(false), []);
  const leave = useCallback((): void => {
    const here = stand.stage === 'question' ? stand.question.key : '';
    const group = inHand.groups.find((one) => one.questions.some(({ key }) => key === here));
    if (group) inHand.setGroup(group.key);
    onLeave();
  }, [stand, inHand, onLeave]);
  const asks = stand.stage === 'question' || stand.stage === 'end';
  const move = (by: 1 | -1): void => {
    if (paused) return;
    if (stand.stage === 'consent' && by < 0) edit(backToPreparing, 'interview/move');
    if (asks) edit((before) => moveInInterview(before, questions, by), 'interview/move');
  };
  useInterviewKeys({
    hidden,
    moves: asks || stand.stage === 'consent',
    hide,
    comeBack,
    leave,
    notes: () => setNotes((open) => !open),
    pause: () => setPaused((rests) => !rests),
    move,
    part: (by) => {
      if (asks && !paused) edit((before) => movePart(before, inHand.groups, by), 'interview/move');
    },
  });

  const reasons: readonly EscalationReason[] = inHand.result.escalations.map(({ reason }) => reason);
  return createPortal(
    <div
      ref={root}
      className="interview"
      data-shown={shown}
      role="dialog"
      aria-modal="true"
      aria-label={t('screening.interview_window')}
    >
      <CalendarScreen clock={db.clock} onHeld={comeBack} />
      {!hidden && (
        <>
          <div className="interview-body">
            {paused ? (
              <LastWords
                title={t('screening.interview_pause')}
                text={t('screening.interview_pauseText')}
                action={{ label: t('screening.interview_resume'), onPress: () => setPaused(false) }}
              />
            ) : refused ? (
              <LastWords title={t('screening.interview_thanks')} text={t('screening.interview_thanksText')} />
            ) : stand.stage === 'prepare' ? (
              <PrepareStage draft={draft} edit={edit} clock={db.clock} />
            ) : stand.stage === 'consent' ? (
              <ConsentStage
                draft={draft}
                onConsent={(reply) => {
                  setRefused(reply !== 'yes');
                  edit((before) => takeConsent(before, reply, questions), 'interview/consented');
                }}
              />
            ) : stand.stage === 'question' ? (
              <QuestionStage
                key={stand.question.key}
                draft={draft}
                stand={stand}
                onAnswer={(reply) => {
                  const said = { reply, by: person.id, at: instantFrom(db.clock.now()) };
                  const { key } = stand.question;
                  edit((before) => answerInInterview(before, key, said, questions), `interview/${key}`);
                }}
              />
            ) : (
              <LastWords
                title={t('screening.interview_end')}
                text={t('screening.interview_endText')}
                action={
                  open === undefined
                    ? undefined
                    : {
                        label: tCount('screening.interview_open', left.length),
                        onPress: () => edit((before) => goToQuestion(before, open), 'interview/move'),
                      }
                }
              />
            )}
          </div>
          <InterviewFoot
            reasons={reasons}
            notes={notes}
            unsaved={unsaved}
            paused={paused}
            onNotes={() => setNotes(!notes)}
            onPause={() => setPaused(!paused)}
            onHide={hide}
            onLeave={leave}
            {...(asks && !paused && { onMove: move })}
          />
        </>
      )}
    </div>,
    document.body,
  );
}
