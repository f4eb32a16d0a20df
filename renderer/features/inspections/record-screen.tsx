import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import { alert } from '../../../shared/record/kinds/alert.ts';
import { establishment } from '../../../shared/record/kinds/establishment.ts';
import { getKind } from '../../../shared/record/kinds/kinds.ts';
import { referral } from '../../../shared/record/kinds/referral.ts';
import { establishmentOf } from '../../../shared/record/record-name.ts';
import { readCase } from '../../db/cases.ts';
import type { Database } from '../../db/database.ts';
import { findDrafts } from '../../db/drafts.ts';
import { readRecord } from '../../db/records.ts';
import { readOffice, type OfficeSettings } from '../../db/settings.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useLog } from '../../parts/use-log.ts';
import { homeOfRecord, type Route } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Editor } from './editor.tsx';
import { FinalView } from './final-view.tsx';
import './inspection-screen.css';
import { openInspection, type OpenedInspection } from './open-inspection.ts';
import { readReferralFacts } from './referral-facts.ts';
import { startOf } from './start-record.ts';

interface Opened {
  readonly inspection: OpenedInspection;
  readonly settings: OfficeSettings;
  /** whether the case has a file to go back to */
  readonly hasFile: boolean;
  /** counts the openings, so that opening again starts afresh */
  readonly turn: number;
}

interface RecordScreenProps {
  /** the case; one that is nowhere yet is new, and so is its record */
  readonly caseId: string;
  readonly kind: string;
  /** of the record inside the case */
  readonly id: string;
  readonly go: (route: Route) => void;
}

/** Where a record is left to: what it belongs to once that is there, else the list. */
function placeBehind(name: { readonly caseId: string; readonly kind: string }, opened: Opened | undefined): Route {
  if (name.kind === alert.key) return opened?.inspection.record === undefined ? { name: 'alerts' } : homeOfRecord(name);
  if (name.kind !== establishment.key) return opened?.hasFile === true ? homeOfRecord(name) : { name: 'inspections' };
  return opened?.inspection.record === undefined ? { name: 'workplaces' } : homeOfRecord(name);
}

/** The workplace that a case points at; undefined where there is none, or none that can be read. */
async function workplaceOf(db: Database, file: RecordDraft | undefined): Promise<RecordDraft | undefined> {
  const id = file?.values['establishmentId'];
  if (typeof id !== 'string' || id === '') return undefined;
  const workplace = await readRecord(db, id, establishmentOf(id));
  return workplace.ok ? workplace.value.draft : undefined;
}

/** Names by id; none where the computer does not tell them, so that a record can be begun all the same. */
async function namesOfPeople(): Promise<ReadonlyMap<string, string>> {
  const people = await host.listPeople({});
  return new Map(people.ok ? people.value.map(({ id, name }) => [id, name]) : []);
}

/** One record of a case: its form while it is written or corrected, its sealed content afterwards. */
export function RecordScreen({ caseId, kind: kindKey, id, go }: RecordScreenProps) {
  const session = useSession();
  const { db } = session;
  const record = useMemo(() => ({ kind: kindKey, id }), [kindKey, id]);
  const kind = getKind(kindKey);
  const log = useLog();
  const [opened, setOpened] = useState<Opened>();
  const [fault, setFault] = useState<Fault>();
  // a correction that was opened a moment ago is not "recovered text"
  const [startedHere, setStartedHere] = useState(false);

  const open = useCallback(async (): Promise<void> => {
    const [view, texts] = await Promise.all([readCase(db, caseId), findDrafts(db, caseId)]);
    const known = view.ok ? view.value : undefined;
    const workplace = await workplaceOf(db, known?.file);
    const begun = texts.ok ? texts.value.map(({ draft }) => draft) : [];
    const isNew = known?.records.every(({ record: one }) => one.id !== id) === true;
    const facts =
      isNew && kindKey === referral.key ? await readReferralFacts(db, known, await namesOfPeople()) : undefined;
    if (facts?.ok === false) {
      setFault(facts.fault);
      return;
    }
    const from = { ...(workplace && { establishment: workplace }), ...(facts && { referral: facts.value }) };
    const start = (): RecordDraft => startOf(kind, session, known, { ...from, texts: begun });
    const [inspection, settings] = await Promise.all([openInspection(db, { caseId, record }, start), readOffice(db)]);
    if (!inspection.ok) setFault(inspection.fault);
    else if (!settings.ok) setFault(settings.fault);
    else {
      setFault(undefined);
      setOpened((before) => ({
        inspection: inspection.value,
        settings: settings.value,
        hasFile: known?.file !== undefined,
        turn: (before?.turn ?? 0) + 1,
      }));
    }
  }, [db, caseId, record, kind, kindKey, id, session]);
  useEffect(() => {
    setStartedHere(false);
    void open();
  }, [open]);
  // text that was never saved is nobody's record yet
  const isRecord = opened?.inspection.record !== undefined;
  useEffect(() => {
    if (isRecord) void log({ action: 'viewed', caseId });
  }, [log, isRecord, caseId]);
  const onBack = (): void => go(placeBehind({ caseId, kind: kindKey }, opened));

  if (fault) {
    return <FaultNotice fault={fault} actions={<Button onPress={onBack}>{t('inspections.back')}</Button>} />;
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
      kind={kind}
      record={inspection.record}
      go={go}
      onBack={onBack}
      onCorrect={() => {
        setStartedHere(true);
        void open();
      }}
    />
  ) : (
    <Editor
      key={`${id}/${turn}`}
      caseId={caseId}
      kind={kind}
      record={record}
      opened={inspection}
      settings={settings}
      startedHere={startedHere}
      hasFile={opened.hasFile}
      go={go}
      onBack={onBack}
      onDiscarded={() => {
        if (inspection.record === undefined) onBack();
        else void open();
      }}
    />
  );
}
