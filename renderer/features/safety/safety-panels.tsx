import { useState } from 'react';
import type {
  CallValue,
  Person,
  RecoverySheet,
  SafetyFacts,
  SnapshotFacts,
  SnapshotPreview,
} from '../../../shared/ipc/contract.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { mendJournal } from '../../db/mend-journal.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { DecommissionPanel } from './decommission-panel.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { NewSheetsDialog } from './new-sheets-dialog.tsx';
import { PractiseDialog } from './practise-dialog.tsx';
import { safetyRows } from './safety-rows.ts';
import { SnapshotsPanel } from './snapshots-panel.tsx';

export interface SafetyPanelsProps {
  readonly facts: SafetyFacts;
  readonly people: readonly Person[];
  readonly go: Go;
  /** something was done: the facts are others now */
  readonly onChanged: () => void;
  readonly onCopy: (preview: SnapshotPreview) => void;
  readonly onSheets: (sheets: readonly RecoverySheet[]) => void;
}

type Doing = 'take' | 'mend' | 'check' | 'place' | 'acts' | 'open';

/** The facts with what can be done about each, and the copies. */
export function SafetyPanels({ facts, people, go, onChanged, onCopy, onSheets }: SafetyPanelsProps) {
  const { db, may } = useSession();
  const toast = useToasts();
  const [chain, setChain] = useState<CallValue<'checkAudit'>>();
  const [doing, setDoing] = useState<Doing>();
  const [dialog, setDialog] = useState<'practise' | 'sheets'>();
  const { busy, fault, run } = useDeed();
  const manages = may('snapshot.manage');
  const opens = manages || may('snapshot.restore-case');

  /** One thing at a time; whoever leaves a system dialog has not failed. */
  function act<T>(what: Doing, deed: () => Promise<Result<T>>, done: (value: T) => void): void {
    setDoing(what);
    void run(
      async (): Promise<Result<T | undefined>> => {
        const answer = await deed();
        return answer.ok || answer.fault.code !== 'file/cancelled' ? answer : ok(undefined);
      },
      (value) => {
        if (value !== undefined) done(value);
      },
    );
  }
  const button = (what: Doing) => ({ busy: busy && doing === what, disabled: busy && doing !== what });

  function take(): void {
    const before = new Set(facts.snapshots.map(({ id }) => id));
    act(
      'take',
      () => host.takeSnapshot({}),
      (after) => {
        const isNew = after.some(({ id }) => !before.has(id));
        toast({ kind: 'success', title: t(isNew ? 'safety.taken' : 'safety.takenBefore') });
        onChanged();
      },
    );
  }

  function check(): void {
    act(
      'check',
      () => host.checkSnapshots({}),
      (after) => {
        const damaged = after.some(({ state }) => state === 'damaged');
        toast({
          kind: damaged ? 'error' : 'success',
          title: t(damaged ? 'safety.checkedDamaged' : 'safety.checkedWhole'),
        });
        onChanged();
      },
    );
  }

  function mend(): void {
    act(
      'mend',
      () => mendJournal(db),
      () => {
        toast({ kind: 'success', title: t('safety.mended') });
        onChanged();
      },
    );
  }

  function choosePlace(): void {
    act(
      'place',
      () => host.chooseSnapshotPlace({}),
      ({ name }) => {
        toast({ kind: 'success', title: t('safety.placeChosen', { name }) });
        onChanged();
      },
    );
  }

  const open = (snapshot?: SnapshotFacts): void =>
    act('open', () => host.openSnapshot(snapshot === undefined ? {} : { id: snapshot.id }), onCopy);

  return (
    <div className="safety-panels">
      {fault && <FaultNotice fault={fault} />}
      <FactsPanel
        rows={safetyRows({ facts, people, chain, now: db.clock.now() })}
        actions={{
          last: may('snapshot.make') && (
            <Button icon="save" {...button('take')} onPress={take}>
              {t('safety.take')}
            </Button>
          ),
          second: manages && (
            <>
              <Button {...button('place')} onPress={choosePlace}>
                {t(facts.second === undefined ? 'safety.choosePlace' : 'safety.otherPlace')}
              </Button>
              {facts.second !== undefined && (
                <Button
                  kind="quiet"
                  disabled={busy}
                  onPress={() => act('place', () => host.forgetSnapshotPlace({}), onChanged)}
                >
                  {t('safety.forgetPlace')}
                </Button>
              )}
            </>
          ),
          copies: may('snapshot.make') && facts.snapshots.length > 0 && (
            <Button {...button('check')} onPress={check}>
              {t('safety.check')}
            </Button>
          ),
          journal: facts.journal.damaged && (
            <Button icon="save" {...button('mend')} onPress={mend}>
              {t('safety.mend')}
            </Button>
          ),
          acts: (
            <Button {...button('acts')} onPress={() => act('acts', () => host.checkAudit({}), setChain)}>
              {t('safety.checkActs')}
            </Button>
          ),
          sheets: may('recovery.manage') && (
            <>
              {facts.recovery.total > 0 && (
                <Button onPress={() => setDialog('practise')}>{t('safety.practise')}</Button>
              )}
              <Button kind="quiet" onPress={() => setDialog('sheets')}>
                {t('safety.newSheets')}
              </Button>
            </>
          ),
          people: <Button onPress={() => go({ name: 'office' })}>{t('safety.toPeople')}</Button>,
        }}
      />
      <SnapshotsPanel
        facts={facts}
        onOpen={opens ? open : undefined}
        actions={
          opens && (
            <Button icon="upload" {...button('open')} onPress={() => open()}>
              {t('safety.openFile')}
            </Button>
          )
        }
      />
      <DecommissionPanel facts={facts} onChanged={onChanged} />
      {dialog === 'practise' && (
        <PractiseDialog
          onClose={() => setDialog(undefined)}
          onDone={([first, second]) => {
            setDialog(undefined);
            toast({ kind: 'success', title: t('safety.practise.done', { first, second }) });
            onChanged();
          }}
        />
      )}
      {dialog === 'sheets' && (
        <NewSheetsDialog
          holders={facts.recovery.holders}
          onClose={() => setDialog(undefined)}
          onMade={(sheets) => {
            setDialog(undefined);
            onSheets(sheets);
          }}
        />
      )}
    </div>
  );
}
