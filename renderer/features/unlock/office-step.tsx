import { lazy, Suspense } from 'react';
import { useAfterPaint } from '../../parts/use-after-paint.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { checkOffice, type NewOffice } from './new-office.ts';
import { StepForm } from './step-form.tsx';

// the first screen waits neither for lists nor for invented data
const OfficePlaces = lazy(async () => ({ default: (await import('./office-places.tsx')).OfficePlaces }));
const PracticeChoice = lazy(async () => ({ default: (await import('./practice-choice.tsx')).PracticeChoice }));

export interface StepProps {
  readonly form: NewOffice;
  readonly onChange: (change: Partial<NewOffice>) => void;
  readonly onNext: () => void;
}

/** First step of the first run: the office, and what stands at the head of its papers. */
export function OfficeStep(props: StepProps & { readonly letterhead: string; readonly onRestore: () => void }) {
  const { form, letterhead, onChange, onNext, onRestore } = props;
  // the lists of places are the slowest part of the first screen there ever is: typing the name need not wait for them
  const isDrawn = useAfterPaint(true, false);
  return (
    <>
      <StepForm problems={checkOffice(form, letterhead)} next={t('common.next')} onNext={onNext}>
        {(problem) => (
          <>
            <p className="gate-lead">{t('unlock.office.intro')}</p>
            <div className="gate-pair">
              <TextInput
                label={t('unlock.office.name')}
                hint={t('unlock.office.name.hint')}
                required
                autoFocus
                maxLength={160}
                value={form.name}
                onChange={(name) => onChange({ name })}
                problem={problem('name')}
              />
              <TextInput
                label={t('unlock.office.code')}
                hint={t('unlock.office.code.hint')}
                required
                maxLength={6}
                value={form.code}
                onChange={(code) => onChange({ code: code.toUpperCase() })}
                problem={problem('code')}
              />
            </div>
            <div className="gate-pair gate-half">
              {isDrawn && (
                <Suspense fallback={null}>
                  <OfficePlaces form={form} onChange={onChange} problem={problem('municipality')} />
                </Suspense>
              )}
            </div>
            <TextArea
              label={t('unlock.office.letterhead')}
              hint={t('unlock.office.letterhead.hint')}
              required
              value={letterhead}
              onChange={(text) => onChange({ letterhead: text })}
              problem={problem('letterhead')}
            />
          </>
        )}
      </StepForm>
      <div className="gate-aside">
        <p className="gate-lead">{t('unlock.restore.hint')}</p>
        <Button kind="quiet" icon="history" onPress={onRestore}>
          {t('unlock.restore')}
        </Button>
      </div>
      {isDrawn && (
        <Suspense fallback={null}>
          <PracticeChoice onChange={onChange} />
        </Suspense>
      )}
    </>
  );
}
