import { useCallback, useEffect, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readOffice, type OfficeSettings } from '../../db/settings.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useLog } from '../../parts/use-log.ts';
import type { Route } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Editor } from './editor.tsx';
import { FinalView } from './final-view.tsx';
import './inspection-screen.css';
import { openInspection, type OpenedInspection } from './open-inspection.ts';

interface Opened {
  readonly inspection: OpenedInspection;
  readonly settings: OfficeSettings;
  /** counts the openings, so that opening again starts afresh */
  readonly turn: number;
}

interface InspectionScreenProps {
  /** case id; one that is nowhere yet is a new inspection */
  readonly id: string;
  readonly go: (route: Route) => void;
}

/** One inspection: its form while it is written or corrected, its sealed content afterwards. */
export function InspectionScreen({ id, go }: InspectionScreenProps) {
  const { db, person, office } = useSession();
  const log = useLog();
  const [opened, setOpened] = useState<Opened>();
  const [fault, setFault] = useState<Fault>();
  // a correction that was opened a moment ago is not "recovered text"
  const [startedHere, setStartedHere] = useState(false);

  const open = useCallback(async (): Promise<void> => {
    const [inspection, settings] = await Promise.all([openInspection(db, id, { person, office }), readOffice(db)]);
    if (!inspection.ok) setFault(inspection.fault);
    else if (!settings.ok) setFault(settings.fault);
    else {
      setFault(undefined);
      setOpened((before) => ({
        inspection: inspection.value,
        settings: settings.value,
        turn: (before?.turn ?? 0) + 1,
      }));
    }
  }, [db, id, person, office]);
  useEffect(() => {
    setStartedHere(false);
    void open();
  }, [open]);
  // text that was never saved is nobody's record yet
  const isRecord = opened?.inspection.record !== undefined;
  useEffect(() => {
    if (isRecord) void log({ action: 'viewed', caseId: id });
  }, [log, isRecord, id]);

  if (fault) {
    return (
      <FaultNotice
        fault={fault}
        actions={<Button onPress={() => go({ name: 'inspections' })}>{t('inspections.back')}</Button>}
      />
    );
  }
  if (opened === undefined) {
    return (
      <p className="inspection-making">
        <Spinner /> {t('inspections.opening')}
      </p>
    );
  }
  const { inspection, settings, turn } = opened;
  return inspection.kind === 'final' ? (
    <FinalView
      key={`${id}/${turn}`}
      caseId={id}
      record={inspection.record}
      go={go}
      onCorrect={() => {
        setStartedHere(true);
        void open();
      }}
    />
  ) : (
    <Editor
      key={`${id}/${turn}`}
      caseId={id}
      opened={inspection}
      settings={settings}
      startedHere={startedHere}
      go={go}
      onDiscarded={() => {
        if (inspection.record === undefined) go({ name: 'inspections' });
        else void open();
      }}
    />
  );
}
