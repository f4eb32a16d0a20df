import { useRef, useState } from 'react';
import type { RecoverySheet } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { defaultAcronym, defaultNumberTemplate } from '../../../shared/record/numbering.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { letterheadLines } from '../../parts/letterhead.ts';
import { emptyPassphrase } from '../../parts/passphrase-check.ts';
import { loadLaterSteps } from '../../later.ts';
import type { OpenSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProgressSteps } from '../../ui/progress-steps.tsx';
import { makeOffice } from './door.ts';
import { Gate } from '../../parts/gate.tsx';
import { emptyOffice, officeRequest, proposedLetterhead, type NewOffice } from './new-office.ts';
import { OfficeStep } from './office-step.tsx';

const steps = ['office', 'person', 'passphrase', 'holders', 'recovery'] as const;
type Step = (typeof steps)[number];

export interface FirstRunScreenProps {
  readonly onOpen: (session: OpenSession) => void;
  /** somebody has a copy of an office and does not want a new one */
  readonly onRestore: () => void;
}

/**
 * Asks for the office, the first person, a passphrase and who keeps the recovery sheets; makes the office and hands
 * the sheets out. Only then does the office count: until that moment starting again starts from nothing.
 */
export function FirstRunScreen({ onOpen, onRestore }: FirstRunScreenProps) {
  const [step, setStep] = useState<Step>('office');
  const [later, setLater] = useState<Awaited<ReturnType<typeof loadLaterSteps>>>();
  const [form, setForm] = useState<NewOffice>(() =>
    emptyOffice([t('unlock.holders.chief'), t('unlock.holders.central'), t('unlock.holders.safe')]),
  );
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const [made, setMade] = useState<{ readonly session: OpenSession; readonly sheets: readonly RecoverySheet[] }>();
  // sheets of an office that never counted open nothing
  const [isVoid, setVoid] = useState(false);
  // a second Enter while the first is still being answered must not make a second office
  const making = useRef(false);
  const change = (part: Partial<NewOffice>): void => setForm((before) => ({ ...before, ...part }));
  const letterhead =
    form.letterhead ?? proposedLetterhead(t('unlock.office.republic'), t('unlock.office.ministry'), form.name);

  async function goOn(): Promise<void> {
    setLater(await loadLaterSteps());
    setStep('person');
  }

  async function make(): Promise<void> {
    if (making.current) return;
    making.current = true;
    setBusy(true);
    setFault(undefined);
    const opened = await makeOffice((transport) => officeRequest(form, transport), {
      letterhead: letterheadLines(letterhead),
      paper: 'letter',
      numberTemplate: defaultNumberTemplate,
      acronym: defaultAcronym,
      chiefName: '',
      chiefPosition: '',
    });
    making.current = false;
    setBusy(false);
    if (!opened.ok) {
      setFault(opened.fault);
      return;
    }
    change(emptyPassphrase);
    setVoid(false);
    setMade(opened.value);
    setStep('recovery');
  }

  async function handedOut(session: OpenSession): Promise<void> {
    if (making.current) return;
    making.current = true;
    const confirmed = await host.confirmOffice({});
    making.current = false;
    if (confirmed.ok) {
      onOpen(session);
      return;
    }
    setFault(confirmed.fault);
    // the computer was locked meanwhile: what was made is gone, and so is the worth of its sheets
    setMade(undefined);
    setVoid(true);
    setStep('passphrase');
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
      {isVoid && <Notice kind="warn" title={t('unlock.recovery.void')} />}
      {step === 'office' && (
        <OfficeStep
          form={form}
          letterhead={letterhead}
          onChange={change}
          onNext={() => void goOn()}
          onRestore={onRestore}
        />
      )}
      {step === 'person' && later && (
        <later.PersonStep
          form={form}
          onChange={change}
          onNext={() => setStep('passphrase')}
          onBack={() => setStep('office')}
        />
      )}
      {step === 'passphrase' && later && (
        <later.PassphraseStep
          form={form}
          onChange={change}
          onNext={() => setStep('holders')}
          onBack={() => setStep('person')}
        />
      )}
      {step === 'holders' && later && (
        <later.HoldersStep
          form={form}
          busy={busy}
          onChange={change}
          onNext={() => void make()}
          onBack={() => setStep('passphrase')}
        />
      )}
      {step === 'recovery' && made && later && (
        <later.RecoverySheets
          sheets={made.sheets}
          office={{
            name: made.session.office.name,
            code: made.session.office.code,
            letterhead: letterheadLines(letterhead),
          }}
          clock={made.session.db.clock}
          onDone={() => void handedOut(made.session)}
        />
      )}
    </Gate>
  );
}
