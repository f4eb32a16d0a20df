import { useState } from 'react';
import { useRef } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { defaultAcronym, defaultNumberTemplate } from '../../../shared/record/numbering.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { DepartmentInput, MunicipalityInput } from '../../form/inputs/place-inputs.tsx';
import { host } from '../../host.ts';
import { letterheadLines } from '../../parts/letterhead.ts';
import type { OpenSession } from '../../session.tsx';
import { loadOpeners } from '../../later.ts';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProgressSteps } from '../../ui/progress-steps.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Gate } from './gate.tsx';
import type { NewOffice } from './new-office.ts';
import {
  checkOffice,
  checkPassphrases,
  checkPerson,
  emptyOffice,
  officeRequest,
  proposedLetterhead,
} from './new-office.ts';
import { PassphraseFields } from './passphrase-fields.tsx';
import { RecoveryStep } from './recovery-step.tsx';
import { StepForm } from './step-form.tsx';

const steps = ['office', 'person', 'passphrase', 'recovery'] as const;
type Step = (typeof steps)[number];

/** Asks for the office, the first person and a passphrase, makes the office, and hands out the recovery sheet. */
export function FirstRunScreen({ onOpen }: { readonly onOpen: (session: OpenSession) => void }) {
  const [step, setStep] = useState<Step>('office');
  const [form, setForm] = useState<NewOffice>(emptyOffice);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const [made, setMade] = useState<{ readonly session: OpenSession; readonly recoveryCode: string }>();
  // a second Enter while the first is still being answered must not make a second office
  const making = useRef(false);
  const set =
    (field: keyof NewOffice) =>
    (value: string): void =>
      setForm((before) => ({ ...before, [field]: value }));
  const letterhead =
    form.letterhead ?? proposedLetterhead(t('unlock.office.republic'), t('unlock.office.ministry'), form.name);

  async function make(): Promise<void> {
    if (making.current) return;
    making.current = true;
    setBusy(true);
    setFault(undefined);
    const created = await host.createOffice(officeRequest(form));
    // until the database stands the office does not count: trying again starts from nothing
    const opened = created.ok
      ? await (
          await loadOpeners()
        ).startOffice(created.value.session, {
          letterhead: letterheadLines(letterhead),
          paper: 'letter',
          numberTemplate: defaultNumberTemplate,
          acronym: defaultAcronym,
          chiefName: '',
          chiefPosition: '',
        })
      : created;
    making.current = false;
    setBusy(false);
    if (!created.ok || !opened.ok) {
      setFault(created.ok ? (opened.ok ? undefined : opened.fault) : created.fault);
      return;
    }
    setForm((before) => ({ ...before, passphrase: '', repeated: '' }));
    setMade({ session: opened.value, recoveryCode: created.value.recoveryCode });
    setStep('recovery');
  }

  return (
    <Gate
      title={t(`unlock.${step}.title`)}
      above={
        <ProgressSteps
          label={t('unlock.steps')}
          steps={steps.map((name) => t(`unlock.step.${name}`))}
          current={steps.indexOf(step)}
        />
      }
    >
      {fault && <FaultNotice fault={fault} />}
      {step === 'office' && (
        <StepForm
          key={step}
          problems={checkOffice(form, letterhead)}
          next={t('common.next')}
          onNext={() => setStep('person')}
        >
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
                  onChange={set('name')}
                  problem={problem('name')}
                />
                <TextInput
                  label={t('unlock.office.code')}
                  hint={t('unlock.office.code.hint')}
                  required
                  maxLength={6}
                  value={form.code}
                  onChange={(text) => set('code')(text.toUpperCase())}
                  problem={problem('code')}
                />
              </div>
              <div className="gate-pair gate-half">
                <DepartmentInput
                  label={t('unlock.office.department')}
                  value={form.department}
                  onChange={(department) =>
                    setForm((before) => ({
                      ...before,
                      department,
                      municipality: before.municipality.startsWith(department) ? before.municipality : '',
                    }))
                  }
                />
                <MunicipalityInput
                  label={t('unlock.office.municipality')}
                  required
                  department={form.department}
                  value={form.municipality}
                  onChange={(municipality) =>
                    setForm((before) => ({
                      ...before,
                      municipality,
                      department: municipality === '' ? before.department : municipality.slice(0, 2),
                    }))
                  }
                  problem={problem('municipality')}
                />
              </div>
              <TextArea
                label={t('unlock.office.letterhead')}
                hint={t('unlock.office.letterhead.hint')}
                required
                value={letterhead}
                onChange={set('letterhead')}
                problem={problem('letterhead')}
              />
            </>
          )}
        </StepForm>
      )}
      {step === 'person' && (
        <StepForm
          key={step}
          problems={checkPerson(form)}
          next={t('common.next')}
          onNext={() => setStep('passphrase')}
          onBack={() => setStep('office')}
        >
          {(problem) => (
            <>
              <p className="gate-lead">{t('unlock.person.intro')}</p>
              <TextInput
                label={t('unlock.person.name')}
                required
                autoFocus
                maxLength={120}
                value={form.personName}
                onChange={set('personName')}
                problem={problem('personName')}
              />
              <div className="gate-pair">
                <TextInput
                  label={t('unlock.person.position')}
                  hint={t('unlock.person.position.hint')}
                  required
                  maxLength={120}
                  value={form.position}
                  onChange={set('position')}
                  problem={problem('position')}
                />
                <TextInput
                  label={t('unlock.person.credential')}
                  required
                  maxLength={40}
                  value={form.credential}
                  onChange={set('credential')}
                  problem={problem('credential')}
                />
              </div>
            </>
          )}
        </StepForm>
      )}
      {step === 'passphrase' && (
        <StepForm
          key={step}
          problems={checkPassphrases(form)}
          next={t('unlock.create')}
          busy={busy}
          onNext={() => void make()}
          onBack={() => setStep('person')}
        >
          {(problem) => (
            <>
              <p className="gate-lead">{t('unlock.passphrase.intro')}</p>
              <Notice kind="info" title={t('unlock.passphrase.advice')} live={false} />
              <PassphraseFields
                autoFocus
                passphrase={form.passphrase}
                repeated={form.repeated}
                onPassphrase={set('passphrase')}
                onRepeated={set('repeated')}
                passphraseProblem={problem('passphrase')}
                repeatedProblem={problem('repeated')}
              />
              <p className="gate-lead" role="status">
                {busy ? t('unlock.creating') : ''}
              </p>
            </>
          )}
        </StepForm>
      )}
      {step === 'recovery' && made && (
        <RecoveryStep
          office={{
            name: made.session.office.name,
            code: made.session.office.code,
            letterhead: letterheadLines(letterhead),
          }}
          recoveryCode={made.recoveryCode}
          clock={made.session.db.clock}
          onDone={() => onOpen(made.session)}
        />
      )}
    </Gate>
  );
}
