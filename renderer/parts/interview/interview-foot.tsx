import type { EscalationReason } from '../../../shared/catalog/screening/questions.ts';
import { t } from '../../text/index.ts';

interface InterviewFootProps {
  /** why somebody has to be called at once */
  readonly reasons: readonly EscalationReason[];
  /** whether what is for whoever asks is open */
  readonly notes: boolean;
  readonly unsaved: boolean;
  readonly paused: boolean;
  readonly onNotes: () => void;
  readonly onPause: () => void;
  readonly onHide: () => void;
  readonly onLeave: () => void;
  /** absent where there are no questions */
  readonly onMove?: (by: 1 | -1) => void;
}

/** Below the question: the ways out, and a quiet word when somebody has to be called; why is behind a key. */
export function InterviewFoot(props: InterviewFootProps) {
  const { reasons, notes, paused, onMove } = props;
  return (
    <footer className="interview-foot">
      {notes && (
        <section className="interview-notes" aria-label={t('screening.interview_notesTitle')}>
          <h2>{t('screening.interview_notesTitle')}</h2>
          {reasons.length > 0 && (
            <>
              <p>
                <strong>{t('screening.interview_stop')}</strong> {t('screening.escalation_todo')}
              </p>
              <p>
                {t('screening.interview_because', {
                  reasons: reasons.map((reason) => t(`screening.reason_${reason}`)).join('; '),
                })}
              </p>
            </>
          )}
          <p>{t('screening.interview_keys')}</p>
          <p>{t('screening.interview_move')}</p>
        </section>
      )}
      {reasons.length > 0 && !notes && !paused && (
        <p className="interview-band" role="status">
          {t('screening.interview_band')} <kbd>F2</kbd>
        </p>
      )}
      <div className="interview-ways">
        <Way keys="Esc" label={t('screening.interview_calendar')} onPress={props.onHide} />
        <Way
          keys="P"
          label={t(paused ? 'screening.interview_resume' : 'screening.interview_pause')}
          onPress={props.onPause}
        />
        {onMove && <Way keys="RePág" label={t('screening.interview_back')} onPress={() => onMove(-1)} />}
        {onMove && <Way keys="AvPág" label={t('screening.interview_next')} onPress={() => onMove(1)} />}
        <span className="interview-space">{props.unsaved && t('screening.interview_unsaved')}</span>
        <Way keys="F2" label={t('screening.interview_notes')} onPress={props.onNotes} />
        <Way keys="F8" label={t('screening.interview_leave')} onPress={props.onLeave} />
      </div>
    </footer>
  );
}

interface WayProps {
  readonly keys: string;
  readonly label: string;
  readonly onPress: () => void;
}

function Way({ keys, label, onPress }: WayProps) {
  return (
    <button
      type="button"
      className="interview-way"
      onClick={onPress}
      // the focus stays among the answers
      onPointerDown={(event) => event.preventDefault()}
    >
      {label} <kbd>{keys}</kbd>
    </button>
  );
}
