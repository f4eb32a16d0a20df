import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Working } from '../../../shared/calculator/working.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { dateInHonduras, isPlainDate } from '../../../shared/kernel/plain-date.ts';
import { infringementsIn, inspectionFacts } from '../../../shared/phrase/inspection-facts.ts';
import { reader, rowsOf } from '../../../shared/record/draft.ts';
import type { RecordKind } from '../../../shared/record/fields.ts';
import type { Problem } from '../../../shared/record/problem.ts';
import type { RecordName } from '../../../shared/record/record-name.ts';
import { alert } from '../../../shared/record/kinds/alert.ts';
import { establishment } from '../../../shared/record/kinds/establishment.ts';
import { checklistRecord } from '../../../shared/record/kinds/checklist.ts';
import { referral } from '../../../shared/record/kinds/referral.ts';
import { screening } from '../../../shared/record/kinds/screening.ts';
import { validate } from '../../../shared/record/validate.ts';
import type { OfficeSettings } from '../../db/settings.ts';
import { focusField } from '../../form/field-path.ts';
import { OfferedInfringementsContext } from '../../form/offered-infringements.ts';
import { problemsByField } from '../../form/problems-by-field.ts';
import { hasProtected, SectionForm } from '../../form/section-form.tsx';
import { WritingHelpContext } from '../../form/writing-help.ts';
import { ChecklistForm } from '../../parts/calculators/checklist-form.tsx';
import { CaseEvidencePanel } from '../../parts/evidence/case-evidence-panel.tsx';
import { InterviewEntry } from '../../parts/interview/interview-entry.tsx';
import { useInfringementOptions } from '../../parts/use-infringement-options.ts';
import { SharingEditor } from '../../parts/referral/sharing-editor.tsx';
import { UnconfirmedNotice } from '../../parts/referral/unconfirmed-notice.tsx';
import { ScreeningAside } from '../../parts/screening/screening-aside.tsx';
import { ScreeningForm, ScreeningNav } from '../../parts/screening/screening-form.tsx';
import { EscalationNotice } from '../../parts/screening/screening-results.tsx';
import { useScreening } from '../../parts/screening/use-screening.ts';
import { useAfterPaint } from '../../parts/use-after-paint.ts';
import { useOfficeWriting } from '../../parts/use-office-writing.ts';
import { homeOfRecord, type Route } from '../../routes.ts';
import { SimilarWorkplaces } from '../../parts/workplaces/similar-workplaces.tsx';
import { useSession } from '../../session.tsx';
import { sectionLabel } from '../../text/field-text.ts';
import { t, type TextKey } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { SectionNav } from '../../ui/section-nav.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { EditorHeader } from './editor-header.tsx';
import { EditorNotices } from './editor-notices.tsx';
import { makePaper } from '../../parts/make-paper.ts';
import { MissingPanel } from './missing-panel.tsx';
import type { OpenedInspection } from './open-inspection.ts';
import { PreviewDialog } from './preview-dialog.tsx';
import { ProtectedBand } from './protected-band.tsx';
import { ProtectedTools } from './protected-tools.tsx';
import { RecordFault } from './record-fault.tsx';
import { ReviewView } from './review-view.tsx';
import { sectionMarks } from './section-marks.ts';
import { ToActaDialog } from './to-acta-dialog.tsx';
import { sectionId, useCurrentSection } from './use-current-section.ts';
import { useDraft } from './use-draft.ts';
import { useEditorKeys } from './use-editor-keys.ts';
import { useProtected } from './use-protected.ts';
import { workplaceFacts } from './workplace-facts.ts';
import { usePseudonyms } from './use-pseudonyms.ts';

/** What was done is said in the words of what was written. */
function savedText({ key }: RecordKind, reason: string): TextKey {
  if (key === establishment.key) return 'workplaces.saved';
  if (key === alert.key) return 'alerts.saved';
  return reason === '' ? 'inspections.saved' : 'inspections.keptCorrection';
}

interface EditorProps {
  readonly caseId: string;
  readonly kind: RecordKind;
  /** must keep its identity */
  readonly record: RecordName;
  readonly opened: Extract<OpenedInspection, { kind: 'editing' }>;
  readonly settings: OfficeSettings;
  /** the correction was opened a moment ago, so nothing was "recovered" */
  readonly startedHere: boolean;
  readonly go: (route: Route) => void;
  /** whether the case has a file */
  readonly hasFile: boolean;
  /** pseudonyms that the case gave to somebody, saved or only typed */
  readonly pseudonyms: ReadonlySet<string>;
  readonly onDiscarded: () => void;
  readonly onBack: () => void;
}

/** The kinds of which one is often much like the last. Who complained, and what a visit found question by question, is not. */
const COPIED: ReadonlySet<string> = new Set([
  'inspection',
  'order',
  'notification',
  'reinspection',
  'resolution',
  'conciliation',
  'document_request',
  'technical_report',
]);

function showSection(key: string): void {
  document.getElementById(sectionId(key))?.scrollIntoView({ block: 'start' });
  document.getElementById(`${sectionId(key)}-title`)?.focus({ preventScroll: true });
}

/** The whole form of a record on one page, what is missing beside it, and the way to the review. */
export function Editor({
  caseId,
  kind,
  record,
  opened,
  settings,
  startedHere,
  go,
  onDiscarded,
  onBack,
  hasFile,
  pseudonyms,
}: EditorProps) {
  const session = useSession();
  const { db } = session;
  const toast = useToasts();
  const inHand = useDraft(db, {
    ...opened,
    caseId,
    record,
    savedAt: opened.restored?.savedAt ?? opened.record?.head.savedAt,
  });
  const { draft, edit, keeper, save } = inHand;
  const [stage, setStage] = useState<'form' | 'review'>('form');
  const [asked, setAsked] = useState(false);
  const [previewing, setPreviewing] = useState(false);
  const [copying, setCopying] = useState(false);
  const [toActa, setToActa] = useState<Working>();
  // recovered text that was saved is no longer something to discard
  const [saved, setSaved] = useState(false);
  const [fault, setFault] = useState<Fault>();
  // there is a case to go to once anything of it is saved
  const isCase = hasFile || saved || opened.record !== undefined;
  const form = useRef<HTMLDivElement>(null);
  // a checklist is drawn in its own way: all questions at once, a key for each answer
  const isChecklist = kind.key === checklistRecord.key;
  const isWorkplace = kind.key === establishment.key;
  const inScreening = useScreening(kind.key === screening.key ? draft : undefined);
  const sections = isChecklist ? [] : kind.sections.filter(({ key }) => !(inScreening && key === 'answers'));
  // the buttons stand once, where somebody is written down, else in the last section that could hold somebody
  const closed = sections.filter(hasProtected);
  const toolsIn = closed.find(({ tables }) => tables.some(({ key }) => rowsOf(draft, key).length > 0)) ?? closed.at(-1);
  const sectionKeys = useMemo(() => kind.sections.map(({ key }) => key), [kind]);
  const current = useCurrentSection(sectionKeys);

  // checking may lag behind the typing, never the other way round
  const settled = useAfterPaint(draft);
  // what only tells how things stand does not keep an answer and its result from the screen
  const calm = useAfterPaint(inHand);
  const today = dateInHonduras(instantFrom(db.clock.now()));
  const problems = useMemo(() => validate(kind, settled, { today }), [kind, settled, today]);
  const byField = useMemo(() => problemsByField(problems), [problems]);
  const navItems = useMemo(
    () =>
      sectionMarks(kind, settled, problems).map(({ key, state, missing }) => ({
        key,
        label: sectionLabel(kind.key, key),
        state,
        count: missing,
      })),
    [kind, settled, problems],
  );

  const keep = useCallback((): void => {
    void save().then((outcome) => {
      setFault(outcome.ok ? undefined : outcome.fault);
      if (outcome.ok) {
        setSaved(true);
        toast({
          kind: 'success',
          title: t(savedText(kind, opened.reason)),
        });
      }
    });
  }, [save, toast, kind, opened.reason]);
  const onQuiet = useCallback(
    (closed: Result<void>): void => {
      setFault(closed.ok ? undefined : closed.fault);
      if (closed.ok) toast({ kind: 'info', title: t('inspections.protected_closed') });
    },
    [toast],
  );
  const secret = useProtected(db, { caseId, record, reason: opened.reason, start: opened.protection }, inHand, onQuiet);
  const writing = useOfficeWriting({
    facts: (infringement) => inspectionFacts(draft, infringement),
    infringements: () => infringementsIn(draft),
  });
  // those of the day that the record is about, as soon as it says which
  const about = reader(draft).text('startDate') || reader(draft).text('date');
  const infringements = useInfringementOptions(isPlainDate(about) ? about : today);
  const startRow = usePseudonyms(draft, pseudonyms);
  const { protection, open, begin } = secret;
  const tools = useMemo(
    () => <ProtectedTools caseId={caseId} inHand={{ protection, open, begin }} />,
    [caseId, protection, open, begin],
  );

  const { undo, redo } = inHand;
  useEditorKeys(
    form,
    useMemo(() => ({ save: keep, undo, redo }), [keep, undo, redo]),
  );

  // the field to go to once the form is back on the screen
  const wanted = useRef<Problem>(undefined);
  const goTo = useCallback((problem: Problem): void => {
    setAsked(true);
    wanted.current = problem;
    setStage('form');
    if (focusField(problem)) wanted.current = undefined;
  }, []);
  useEffect(() => {
    if (stage === 'form' && wanted.current && focusField(wanted.current)) wanted.current = undefined;
  }, [stage]);

  // a blank form waits with the cursor in its first field
  const blank = useRef(opened.record === undefined && opened.restored === undefined);
  useEffect(() => {
    const [first] = kind.sections;
    const [field] = first?.fields ?? [];
    if (blank.current && first && field) focusField({ section: first.key, field: field.key });
    blank.current = false;
  }, [kind]);

  const preview = useCallback(() => setPreviewing(true), []);
  const review = useCallback(() => setStage('review'), []);
  const toCase = useCallback(() => go(homeOfRecord({ caseId, kind: kind.key })), [go, caseId, kind]);
  const standing = useMemo(() => (saved ? { ...opened, restored: undefined } : opened), [saved, opened]);

  const { number, version, reason } = opened;
  const makePreview = useCallback(async () => {
    const madeAt = instantFrom(db.clock.now());
    const paper = settings.paper;
    return (
      await makePaper(session, settings, { kind, draft, number, version, reason, paper, madeAt, draftMark: true })
    ).report;
  }, [db, session, settings, kind, draft, number, version, reason]);

  if (stage === 'review') {
    return (
      <ReviewView
        caseId={caseId}
        kind={kind}
        record={record}
        opened={opened}
        draft={draft}
        keeper={keeper}
        problems={problems}
        settings={settings}
        onBack={() => setStage('form')}
        onSelect={goTo}
        onFinalised={(id) => go({ name: 'document', id })}
      />
    );
  }
  return (
    <div className="editor" ref={form}>
      {/* stays in sight while the form scrolls */}
      <div className="editor-header">
        <EditorHeader
          kind={kind}
          opened={opened}
          inHand={calm}
          onSave={keep}
          onPreview={preview}
          onReview={review}
          onBack={onBack}
          onCase={isCase ? toCase : undefined}
        />
        {secret.protection === 'open' && (
          <ProtectedBand noted={secret.noted} onClose={() => void secret.close().then(onQuiet)} />
        )}
        {inScreening && <EscalationNotice caseId={caseId} escalations={inScreening.result.escalations} />}
      </div>
      <div className={inScreening ? 'editor-body editor-body-screening' : 'editor-body'}>
        <aside className="editor-sections">
          <SectionNav label={t('inspections.sections')} current={current} items={navItems} onSelect={showSection} />
          {inScreening && (
            <ScreeningNav
              draft={settled}
              groups={inScreening.groups}
              current={inScreening.group}
              onGroup={inScreening.setGroup}
            />
          )}
        </aside>
        <div className="editor-form">
          {fault && <RecordFault fault={fault} />}
          {inHand.status.kind === 'failed' && fault === undefined && <RecordFault fault={inHand.status.fault} />}
          <EditorNotices
            opened={standing}
            startedHere={startedHere}
            keeper={keeper}
            onDiscarded={onDiscarded}
            onFault={setFault}
            go={go}
          />
          {kind.key === referral.key && <UnconfirmedNotice caseId={caseId} />}
          {COPIED.has(kind.key) && (
            <div className="editor-copy">
              <Button kind="quiet" icon="document" onPress={() => setCopying(true)}>
                {t('inspections.copy')}
              </Button>
            </div>
          )}
          {isWorkplace && !isCase && (
            <SimilarWorkplaces
              facts={workplaceFacts(settled)}
              except={caseId}
              choose={t('workplaces.open')}
              onChoose={(id) => go({ name: 'workplace', id })}
            />
          )}
          {inScreening && (
            <InterviewEntry draft={draft} edit={edit} inHand={inScreening} unsaved={inHand.status.kind === 'failed'} />
          )}
          <WritingHelpContext value={writing}>
            <OfferedInfringementsContext value={infringements}>
              {isChecklist && (
                <ChecklistForm draft={draft} edit={edit} readOnly={false} clock={db.clock} onToActa={setToActa} />
              )}
              {sections.map((section) => (
                <section key={section.key} id={sectionId(section.key)} className="editor-section">
                  <h2 id={`${sectionId(section.key)}-title`} tabIndex={-1}>
                    {sectionLabel(kind.key, section.key)}
                  </h2>
                  {kind.key === referral.key && section.key === 'sharing' ? (
                    <SharingEditor draft={draft} edit={edit} showMissing={asked} />
                  ) : (
                    <SectionForm
                      kind={kind}
                      section={section}
                      draft={draft}
                      problems={byField}
                      showMissing={asked}
                      readOnly={false}
                      edit={edit}
                      clock={db.clock}
                      protectedOpen={secret.protection === 'open'}
                      protectedTools={section === toolsIn ? tools : undefined}
                      startRow={startRow}
                    />
                  )}
                </section>
              ))}
            </OfferedInfringementsContext>
          </WritingHelpContext>
          {inScreening && (
            <section id={sectionId('answers')} className="editor-section">
              <h2 id={`${sectionId('answers')}-title`} tabIndex={-1}>
                {sectionLabel(kind.key, 'answers')}
              </h2>
              <ScreeningForm
                caseId={caseId}
                draft={draft}
                edit={edit}
                protectedOpen={secret.protection === 'open'}
                groups={inScreening.groups}
                current={inScreening.group}
                onGroup={inScreening.setGroup}
              />
            </section>
          )}
          {/* evidence belongs to a case that is saved: it never waits for a draft */}
          {opened.record && kind.key === 'inspection' && (
            <CaseEvidencePanel caseId={caseId} about={opened.record.head} readOnly={false} record={record} />
          )}
        </div>
        <aside className="editor-missing">
          {inScreening && (
            <ScreeningAside
              caseId={caseId}
              record={record}
              inHand={inScreening}
              saved={saved}
              onConfirmed={onDiscarded}
            />
          )}
          <MissingPanel kind={kind} draft={settled} problems={problems} onSelect={goTo} />
        </aside>
      </div>
      {copying && (
        <CopyDialog
          caseId={caseId}
          kind={kind}
          id={record.id}
          draft={draft}
          onCopy={(change) => edit(change, 'copy')}
          onClose={() => setCopying(false)}
        />
      )}
      {toActa && <ToActaDialog caseId={caseId} working={toActa} onClose={() => setToActa(undefined)} />}
      {previewing && <PreviewDialog caseId={caseId} makeReport={makePreview} onClose={() => setPreviewing(false)} />}
    </div>
  );
}
