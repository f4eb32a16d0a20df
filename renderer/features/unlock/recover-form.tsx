import '../../text/whole.ts';
import { useRef, useState } from 'react';
import type { Fault, FaultCode } from '../../../shared/kernel/fault.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { checkPassphrases, emptyPassphrase } from '../../parts/passphrase-check.ts';
import { PassphraseFields } from '../../parts/passphrase-fields.tsx';
import { SheetsInput } from '../../parts/sheets-input.tsx';
import { faultText } from '../../text/fault-text.ts';
import { t } from '../../text/index.ts';
import { comeIn } from './door.ts';
import { Entering } from './entering.tsx';
import type { StepProblems } from './new-office.ts';
import type { DoorFormProps } from './passphrase-form.tsx';
import { PersonChoice } from './person-choice.tsx';
import { StepForm } from './step-form.tsx';
import { WayOn } from './way-on.tsx';

/** What is wrong with the sheets as typed: said beside them. */
const sheetFaults: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'vault/wrong-sheets',
  'vault/sheets-of-another-set',
  'vault/same-sheet',
]);

/** Lets a person in who forgot the passphrase, with two recovery sheets; they choose a new passphrase. */
export function RecoverForm(props: DoorFormProps & { readonly onBack: () => void }) {
  const { people, personId, onPerson, onOpen, onRestore, onBack } = props;
  const [sheets, setSheets] = useState<readonly [string, string]>(['', '']);
  const [passphrase, setPassphrase] = useState(emptyPassphrase);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const trying = useRef(false);
  const wrongSheets = fault && sheetFaults.has(fault.code) ? faultText(fault) : undefined;
  const problems: StepProblems<'sheets' | 'passphrase' | 'repeated'> = {
    ...(sheets.some((sheet) => sheet.trim() === '') ? { sheets: ['unlock.problem.sheets'] as const } : {}),
    ...checkPassphrases(passphrase),
  };

  async function enter(goOn = false): Promise<void> {
    if (personId === undefined || trying.current) return;
    trying.current = true;
    setBusy(true);
    setFault(undefined);
    const opened = await comeIn(
      (transport) => host.recover({ personId, sheets: [...sheets], passphrase: passphrase.passphrase, transport }),
      { goOn },
    );
    trying.current = false;
    setBusy(false);
    if (opened.ok) onOpen(opened.value);
    else setFault(opened.fault);
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
            <SheetsInput
              autoFocus
              value={sheets}
              onChange={(typed) => {
                setSheets(typed);
                setFault(undefined);
              }}
              problem={problem('sheets') ?? (wrongSheets && `${wrongSheets.what} ${wrongSheets.todo}`)}
            />
            <PassphraseFields
              label={t('unlock.recover.passphrase')}
              value={passphrase}
              onChange={setPassphrase}
              problems={{ passphrase: problem('passphrase'), repeated: problem('repeated') }}
            />
            {fault && !wrongSheets && (
              <FaultNotice
                fault={fault}
                actions={<WayOn fault={fault} onRestore={onRestore} onGoOn={() => void enter(true)} />}
              />
            )}
            <p className="gate-lead">{busy && <Entering />}</p>
          </>
        )}
      </StepForm>
    </>
  );
}
