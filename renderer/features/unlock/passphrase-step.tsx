import { checkPassphrases } from '../../parts/passphrase-check.ts';
import { PassphraseFields } from '../../parts/passphrase-fields.tsx';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import type { StepProps } from './office-step.tsx';
import { StepForm } from './step-form.tsx';

/** Third step of the first run: the passphrase of the first person. */
export function PassphraseStep({ form, onChange, onNext, onBack }: StepProps & { readonly onBack: () => void }) {
  return (
    <StepForm problems={checkPassphrases(form)} next={t('common.next')} onNext={onNext} onBack={onBack}>
      {(problem) => (
        <>
          <p className="gate-lead">{t('unlock.passphrase.intro')}</p>
          <Notice kind="info" title={t('unlock.passphrase.advice')} live={false} />
          <PassphraseFields
            autoFocus
            value={form}
            onChange={({ passphrase, repeated }) => onChange({ passphrase, repeated })}
            problems={{ passphrase: problem('passphrase'), repeated: problem('repeated') }}
          />
        </>
      )}
    </StepForm>
  );
}
