import { useRef, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { host } from '../../host.ts';
import { loadOpeners } from '../../later.ts';
import { t } from '../../text/index.ts';
import { TextInput } from '../../ui/text-input.tsx';
import type { StepProblems } from './new-office.ts';
import { checkPassphrases } from './new-office.ts';
import { PassphraseFields } from './passphrase-fields.tsx';
import type { DoorFormProps } from './passphrase-form.tsx';
import { PersonChoice } from './person-choice.tsx';
import { StepForm } from './step-form.tsx';

const CODE_ID = 'recovery-code';

/** Lets a person in who forgot the passphrase but has the recovery sheet; they choose a new passphrase. */
export function RecoverForm(props: DoorFormProps & { readonly onBack: () => void }) {
  const { people, personId, onPerson, onOpen, onBack } = props;
  const [code, setCode] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const wrongCode =
    fault?.code === 'vault/wrong-recovery-code'
      ? `${t('faults.vault/wrong-recovery-code.what')} ${t('faults.vault/wrong-recovery-code.todo')}`
      : undefined;
  const trying = useRef(false);
  // the step form marks fields of the first run; the code stands in the place of the office's
  const problems: StepProblems = {
    ...(code.trim() === '' ? { code: ['unlock.problem.required'] as const } : {}),
    ...checkPassphrases({ passphrase, repeated }),
  };

  async function enter(): Promise<void> {
    if (personId === undefined || trying.current) return;
    trying.current = true;
    setBusy(true);
    setFault(undefined);
    const recovered = await host.recover({ personId, recoveryCode: code, passphrase });
    const opened = recovered.ok ? await (await loadOpeners()).openSession(recovered.value) : recovered;
    trying.current = false;
    setBusy(false);
    if (opened.ok) {
      onOpen(opened.value);
      return;
    }
    setFault(opened.fault);
    if (opened.fault.code === 'vault/wrong-recovery-code') document.getElementById(CODE_ID)?.focus();
  }

  return (
    <>
      <p className="gate-lead">{t('unlock.recover.intro')}</p>
      <PersonChoice people={people} personId={personId} onPerson={onPerson} />
      <StepForm
        problems={problems}
        next={t('unlock.recover.enter')}
        busy={busy}
        onNext={() => void enter()}
        onBack={onBack}
      >
        {(problem) => (
          <>
            <TextInput
              id={CODE_ID}
              label={t('unlock.recover.code')}
              hint={t('unlock.recover.code.hint')}
              required
              autoFocus
              maxLength={120}
              value={code}
              onChange={setCode}
              problem={problem('code') ?? wrongCode}
            />
            <PassphraseFields
              passphrase={passphrase}
              repeated={repeated}
              onPassphrase={setPassphrase}
              onRepeated={setRepeated}
              passphraseProblem={problem('passphrase')}
              repeatedProblem={problem('repeated')}
            />
            {fault && !wrongCode && <FaultNotice fault={fault} />}
            <p className="ui-visually-hidden" role="alert">
              {wrongCode}
            </p>
          </>
        )}
      </StepForm>
    </>
  );
}
