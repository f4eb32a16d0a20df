import { useCallback, useEffect, useRef, useState } from 'react';
import { consentWords, interviewWords } from '../../../shared/catalog/screening/interview-words.ts';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import { isUnderWay, mayBeChild } from '../../../shared/screening/interview.ts';
import type { EditDraft } from '../../form/draft-edit.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ConfidenceBadge } from '../confidence-badge.tsx';
import { wordingText } from '../screening/screening-text.ts';
import type { ScreeningInHand } from '../screening/use-screening.ts';
import { InterviewMode } from './interview-mode.tsx';

interface InterviewEntryProps {
  readonly draft: RecordDraft;
  readonly edit: EditDraft;
  readonly inHand: ScreeningInHand;
  /** what was typed could not be kept */
  readonly unsaved: boolean;
}

/** In the form of a screening: the way into the interview (F8), and how far its words may be trusted. */
export function InterviewEntry({ draft, edit, inHand, unsaved }: InterviewEntryProps) {
  const [on, setOn] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const leave = useCallback((): void => {
    setOn(false);
    // behind the interview nothing could have the focus
    requestAnimationFrame(() => place.current?.querySelector('button')?.focus());
  }, []);
  useEffect(() => {
    if (on) return undefined;
    function onKey(event: KeyboardEvent): void {
      if (event.key !== 'F8' || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
      event.preventDefault();
      setOn(true);
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [on]);
  const { version, approvedBy: authority, confidence } = interviewWords;
  return (
    <div className="interview-entry" ref={place} role="group" aria-label={t('screening.interview')}>
      <Button icon="people" onPress={() => setOn(true)}>
        {t(isUnderWay(draft) ? 'screening.interview_goOn' : 'screening.interview_begin')}
      </Button>
      <Kbd keys="F8" />
      <p className="screening-note">{t('screening.interview_hint')}</p>
      <details className="screening-note">
        <summary>
          {t('screening.interview_words', { version, authority })} <ConfidenceBadge confidence={confidence} />{' '}
          {t('screening.interview_readWords')}
        </summary>
        <ul>
          {consentWords(mayBeChild(draft)).map((words) => (
            <li key={words.es}>{wordingText(words)}</li>
          ))}
          <li>{wordingText(interviewWords.ask)}</li>
        </ul>
      </details>
      {on && <InterviewMode draft={draft} edit={edit} inHand={inHand} unsaved={unsaved} onLeave={leave} />}
    </div>
  );
}
