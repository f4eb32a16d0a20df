import { useRef, useState } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { host } from '../../host.ts';
import type { OpenSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { comeIn } from './door.ts';
import { Entering } from './entering.tsx';
import { PersonChoice } from './person-choice.tsx';
import { useCountdown } from './use-countdown.ts';
import { WayOn } from './way-on.tsx';

export interface DoorFormProps {
  readonly people: readonly Person[];
  readonly personId: string | undefined;
  readonly onPerson: (id: string) => void;
  readonly onOpen: (session: OpenSession) => void;
  /** to the screen that puts back a copy of the office */
  readonly onRestore: () => void;
}

/** Lets a person in. A wrong passphrase costs a growing wait, which is counted down; nobody is ever locked out. */
export function PassphraseForm(props: DoorFormProps & { readonly onForgot: () => void }) {
  const { people, personId, onPerson, onOpen, onRestore, onForgot } = props;
  const [passphrase, setPassphrase] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const { left, start } = useCountdown();
  const trying = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  // said beside the field, not twice
  const wrong =
    fault?.code === 'vault/wrong-passphrase'
      ? `${t('faults.vault/wrong-passphrase.what')} ${t('faults.vault/wrong-passphrase.todo')}`
      : undefined;

  async function enter(goOn = false): Promise<void> {
    setMissing(passphrase === '');
    if (personId === undefined || passphrase === '' || left > 0 || trying.current) return;
    trying.current = true;
    setBusy(true);
    setFault(undefined);
    const opened = await comeIn((transport) => host.unlock({ personId, passphrase, transport }), { goOn });
    trying.current = false;
    setBusy(false);
    if (opened.ok) {
      setPassphrase('');
      onOpen(opened.value);
      return;
    }
    setFault(opened.fault);
    const wait = opened.fault.detail?.[opened.fault.code === 'vault/wait' ? 'seconds' : 'waitSeconds'];
    if (typeof wait === 'number' && wait > 0) start(wait);
    // what was typed is wrong as a whole: select it, so that typing replaces it
    form.current?.querySelector<HTMLInputElement>('input[autocomplete="current-password"]')?.select();
  }

  return (
    <form
      ref={form}
      className="gate-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <PersonChoice people={people} personId={personId} onPerson={onPerson} />
      <TextInput
        label={t('unlock.passphrase')}
        type="password"
        autoComplete="current-password"
        autoFocus
        value={passphrase}
        onChange={(text) => {
          setPassphrase(text);
          setMissing(false);
        }}
        problem={missing ? t('unlock.problem.required') : wrong}
      />
      {fault && fault.code !== 'vault/wait' && wrong === undefined && (
        <FaultNotice
          fault={fault}
          actions={<WayOn fault={fault} onForgot={onForgot} onRestore={onRestore} onGoOn={() => void enter(true)} />}
        />
      )}
      <p className="ui-visually-hidden" role="alert">
        {wrong}
      </p>
      <p className="gate-lead" role="timer" aria-live="off">
        {left > 0 ? t('unlock.waiting', { n: left }) : busy && <Entering />}
      </p>
      <div className="gate-actions gate-actions-apart">
        <div>
          <Button kind="quiet" onPress={onForgot}>
            {t('unlock.forgot')}
          </Button>
          <Button kind="quiet" onPress={onRestore}>
            {t('unlock.restore')}
          </Button>
        </div>
        <Button kind="primary" type="submit" icon="unlock" busy={busy} disabled={left > 0}>
          {t('unlock.enter')}
        </Button>
      </div>
    </form>
  );
}
