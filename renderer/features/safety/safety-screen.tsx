import { useCallback, useEffect, useState } from 'react';
import type { Person, RecoverySheet, SafetyFacts, SnapshotPreview } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { CopyView } from './copy-view.tsx';
import { HandOutDialog } from '../../parts/hand-out-dialog.tsx';
import { SafetyPanels } from './safety-panels.tsx';
import './safety-screen.css';

interface Loaded {
  readonly facts: SafetyFacts;
  readonly people: readonly Person[];
}

/** How safe the office's data is, what can be done for it, and what the copies give back. */
export function SafetyScreen({ go }: { readonly go: Go }) {
  const { office } = useSession();
  const toast = useToasts();
  const [loaded, setLoaded] = useState<Loaded>();
  const [fault, setFault] = useState<Fault>();
  const [copy, setCopy] = useState<SnapshotPreview>();
  const [sheets, setSheets] = useState<readonly RecoverySheet[]>();

  const load = useCallback(async (): Promise<void> => {
    const [facts, people] = await Promise.all([host.safetyFacts({}), host.listPeople({})]);
    if (!facts.ok) setFault(facts.fault);
    else if (!people.ok) setFault(people.fault);
    else {
      setFault(undefined);
      setLoaded({ facts: facts.value, people: people.value });
    }
  }, []);
  useEffect(() => {
    void load();
  }, [load]);

  if (loaded && copy) {
    return (
      <CopyView
        preview={copy}
        people={loaded.people}
        go={go}
        onBack={() => {
          setCopy(undefined);
          void load();
        }}
      />
    );
  }
  return (
    <div className="safety-screen">
      <PageHeader title={t('safety.title')} subtitle={`${office.name} · ${office.code}`} />
      {fault && <FaultNotice fault={fault} />}
      {loaded === undefined && fault === undefined && <Spinner size={24} label={t('common.loading')} />}
      {loaded && (
        <SafetyPanels {...loaded} go={go} onChanged={() => void load()} onCopy={setCopy} onSheets={setSheets} />
      )}
      {sheets && (
        <HandOutDialog
          opens="office"
          title={t('safety.handOut.title')}
          stay={t('safety.handOut.stay')}
          leave={t('safety.handOut.leave')}
          sheets={sheets}
          onDone={() => {
            setSheets(undefined);
            toast({ kind: 'success', title: t('safety.newSheets.done') });
            void load();
          }}
        />
      )}
    </div>
  );
}
