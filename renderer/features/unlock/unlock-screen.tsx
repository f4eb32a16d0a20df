import { lazy, Suspense, useEffect, useState } from 'react';
import type { ToldEnding } from '../../../shared/diagnosis/ending.ts';
import type { Person } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { host } from '../../host.ts';
import type { OpenSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Gate } from '../../parts/gate.tsx';
import { EndingNotice } from './ending-notice.tsx';
import { PassphraseForm } from './passphrase-form.tsx';

const RecoverForm = lazy(async () => ({ default: (await import('./recover-form.tsx')).RecoverForm }));

export interface UnlockScreenProps {
  readonly officeName: string;
  /** the previous copy of the keyring is in use: say so */
  readonly restored: boolean;
  /** an earlier run ended badly: say so */
  readonly ending?: ToldEnding | undefined;
  readonly onOpen: (session: OpenSession) => void;
  /** to the screen that puts back a copy of the office */
  readonly onRestore: () => void;
}

/** A locked office: choose who one is and type the passphrase, or come in with two recovery sheets. */
export function UnlockScreen({ officeName, restored, ending, onOpen, onRestore }: UnlockScreenProps) {
  const [people, setPeople] = useState<readonly Person[]>();
  const [fault, setFault] = useState<Fault>();
  const [forgot, setForgot] = useState(false);
  const [personId, setPersonId] = useState<string>();

  useEffect(() => {
    let here = true;
    void host.listPeople({}).then((answer) => {
      if (!here) return;
      if (!answer.ok) {
        setFault(answer.fault);
        return;
      }
      // those who left are known to the office, and come in no more
      const active = answer.value.filter(({ state }) => state === 'active');
      setPeople(active);
      setPersonId((before) => before ?? active[0]?.id);
    });
    return () => {
      here = false;
    };
  }, []);

  const common = people && { people, personId, onPerson: setPersonId, onOpen, onRestore };
  return (
    <Gate title={t(forgot ? 'unlock.recover.title' : 'unlock.title')} kicker={officeName}>
      {fault && <FaultNotice fault={fault} actions={<Button onPress={onRestore}>{t('unlock.restore')}</Button>} />}
      {restored && (
        <Notice
          kind="warn"
          live={false}
          title={t('unlock.restored.title')}
          safe={t('unlock.restored.safe')}
          todo={t('unlock.restored.todo')}
        />
      )}
      {ending && <EndingNotice ending={ending} />}
      {!fault && !common && <Spinner size={24} label={t('common.loading')} />}
      {common && !forgot && <PassphraseForm {...common} onForgot={() => setForgot(true)} />}
      {common && forgot && (
        <Suspense fallback={<Spinner size={24} label={t('common.loading')} />}>
          <RecoverForm {...common} onBack={() => setForgot(false)} />
        </Suspense>
      )}
    </Gate>
  );
}
