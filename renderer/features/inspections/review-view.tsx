import { useEffect, useMemo, useState } from 'react';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import type { RecordKind } from '../../../shared/record/fields.ts';
import type { Problem } from '../../../shared/record/problem.ts';
import type { RecordName } from '../../../shared/record/record-name.ts';
import { referral } from '../../../shared/record/kinds/referral.ts';
import { canFinalise } from '../../../shared/record/validate.ts';
import { papers, type Paper, type Report } from '../../../shared/report/report.ts';
import { finalise } from '../../db/documents.ts';
import type { OfficeSettings } from '../../db/settings.ts';
import { MakingStatus } from '../../parts/making-status.tsx';
import { renderReport } from '../../parts/render-report.ts';
import { rolesThat } from '../../parts/role-text.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { kindLabel } from '../../text/field-text.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { advanceCase } from './advance-case.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { finaliseRecord, type FinaliseOutcome } from '../../parts/finalise-record.ts';
import { counterOf, makePaper, offerNumber, type PaperRequest } from '../../parts/make-paper.ts';
import { MissingPanel } from './missing-panel.tsx';
import { NumberChoice } from './number-choice.tsx';
import type { OpenedInspection } from './open-inspection.ts';
import { RecordFault } from './record-fault.tsx';
import { checkResults } from './referral-facts.ts';
import { ReportView } from './report-view.tsx';

interface ReviewViewProps {
  readonly caseId: string;
  readonly kind: RecordKind;
  readonly record: RecordName;
  readonly opened: Extract<OpenedInspection, { kind: 'editing' }>;
  readonly draft: RecordDraft;
  readonly keeper: DraftKeeper;
  readonly problems: readonly Problem[];
  readonly settings: OfficeSettings;
  readonly onBack: () => void;
  readonly onSelect: (problem: Problem) => void;
  readonly onFinalised: (documentId: string) => void;
}

/** What is on the screen: the acta, the number it would get, and how few are left in this computer's blocks. */
interface Shown {
  readonly report: Report;
  readonly number: string;
  readonly low: number | undefined;
}

/** Everything as it will print, for a last reading, and the button that seals it. */
export function ReviewView(props: ReviewViewProps) {
  const { caseId, kind, record, opened, draft, keeper, problems, settings } = props;
  const session = useSession();
  const { db, may } = session;
  const toast = useToasts();
  const isOurs = may('case.finalise');
  const [paper, setPaper] = useState<Paper>(settings.paper);
  const [shown, setShown] = useState<Shown>();
  const [reserved, setReserved] = useState<number>();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<FinaliseOutcome>();
  const [making, setMaking] = useState<{ readonly stop: () => void; readonly share?: number }>();
  const ready = canFinalise(problems);
  const { version, reason } = opened;
  const request = useMemo(() => ({ kind, draft, version, reason, paper }), [kind, draft, version, reason, paper]);

  useEffect(() => {
    const leaving = new AbortController();
    void (async () => {
      // a number is promised only to what could get it
      const offered =
        ready && opened.number === '' ? await offerNumber(db, { kind, draft }, settings, reserved) : undefined;
      if (offered?.ok === false) {
        setOutcome({ kind: 'failed', fault: offered.fault });
        return;
      }
      const number = offered?.value.number ?? opened.number;
      const madeAt = instantFrom(db.clock.now());
      const { report } = await makePaper(session, settings, { ...request, number, madeAt, draftMark: true });
      const low = offered?.value.numbering.low;
      if (!leaving.signal.aborted) setShown({ report, number, low });
    })();
    return () => {
      leaving.abort();
    };
  }, [db, session, settings, kind, draft, opened.number, request, ready, reserved]);

  /** The paper is safe by now: a case that cannot be moved on is moved by hand, on its own screen. */
  async function advance(number: string): Promise<void> {
    const { person } = session;
    const reason = t('cases.bySealing', { kind: kindLabel(kind.key), number });
    const sealed = { kind: kind.key, draft, number, version };
    const moved = await advanceCase(db, caseId, sealed, { doer: { id: person.id, name: person.name }, reason });
    if (!moved.ok) toast({ kind: 'info', title: t('cases.notMoved') });
    else if (moved.value.missing !== undefined) {
      toast({
        kind: 'info',
        title: t('cases.notMovedTitle'),
        text: t('cases.notMovedMissing', { kind: kindLabel(moved.value.missing) }),
      });
    }
  }

  /** A long paper says how far it is and can be given up; from there on it is kept, and that is not. */
  async function render(report: Report): ReturnType<typeof renderReport> {
    const stopping = new AbortController();
    const stop = (): void => stopping.abort();
    setMaking({ stop });
    const onProgress = (share: number): void => setMaking({ stop, share });
    const rendered = await renderReport(report, { signal: stopping.signal, onProgress });
    setMaking(undefined);
    return rendered;
  }

  async function seal(): Promise<void> {
    setBusy(true);
    setOutcome(undefined);
    const { onFinalised } = props;
    const checked = kind.key === referral.key ? await checkResults(db, caseId, draft) : undefined;
    if (checked?.ok === false) {
      setOutcome({ kind: 'failed', fault: checked.fault });
      setBusy(false);
      return;
    }
    try {
      await keeper.finalise(draft, async () => {
        const ended = await finaliseRecord(
          {
            check: () => problems,
            offerNumber: () => offerNumber(db, { kind, draft }, settings, reserved),
            prepare: (number) =>
              makePaper(session, settings, sealedRequest(request, number, instantFrom(db.clock.now()))),
            render,
            finalise: (paperwork) =>
              finalise(db, { ...paperwork, caseId, record, draft, ...keeper.base(), version, reason }),
          },
          opened.number,
        );
        const isGivenUp = ended.kind === 'failed' && ended.fault.code === 'file/cancelled';
        setOutcome(isGivenUp ? undefined : ended);
        if (ended.kind === 'finalised') {
          await advance(ended.number);
          onFinalised(ended.documentId);
        }
        return ended.kind === 'finalised';
      });
    } catch (error) {
      // said where the person waits; the place of the bug is told by the window
      setOutcome({ kind: 'failed', fault: { code: 'host/unexpected' } });
      throw error;
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="review">
      <PageHeader
        kicker={shown === undefined || shown.number === '' ? t('inspections.unnumbered') : shown.number}
        title={t('inspections.reviewTitle')}
        subtitle={t('inspections.reviewHint')}
        actions={
          <>
            {making === undefined ? (
              <Button icon="edit" onPress={props.onBack} disabled={busy}>
                {t('inspections.reviewBack')}
              </Button>
            ) : (
              <Button onPress={making.stop}>{t('common.cancel')}</Button>
            )}
            <Button kind="primary" icon="lock" busy={busy} disabled={!ready || !isOurs} onPress={() => void seal()}>
              {busy ? t('inspections.finalising') : t('inspections.finalise')}
            </Button>
          </>
        }
      />
      <div className="review-body">
        <div className="review-paper">
          <OutcomeNotice outcome={outcome} />
          {making?.share !== undefined && <MakingStatus label={t('inspections.finalising')} share={making.share} />}
          {shown === undefined ? (
            <Spinner size={24} label={t('common.loading')} />
          ) : (
            <ReportView report={shown.report} />
          )}
        </div>
        <aside className="review-side">
          {!isOurs && (
            <Notice kind="info" live={false} title={t('common.needsRole', { roles: rolesThat('case.finalise') })} />
          )}
          <Notice
            kind={ready ? 'success' : 'warn'}
            title={t(ready ? 'inspections.reviewReady' : 'inspections.reviewBlocked')}
          >
            {ready ? readyText(opened.number, version, shown?.number) : t('inspections.reviewBlockedHint')}
          </Notice>
          {shown?.low !== undefined && (
            <Notice kind="warn" live={false} title={tCount('numbers.lowTitle', shown.low)}>
              {t('numbers.lowText')}
            </Notice>
          )}
          {ready && isOurs && opened.number === '' && (
            <NumberChoice
              counter={counterOf(db, { kind, draft })}
              value={reserved}
              onChange={setReserved}
              disabled={busy}
            />
          )}
          <Panel>
            <MissingPanel kind={kind} draft={draft} problems={problems} onSelect={props.onSelect} />
          </Panel>
          <Select
            label={t('inspections.paper')}
            options={papers.map((key) => ({ key, label: t(`inspections.paper_${key}`) }))}
            value={paper}
            onChange={setPaper}
            disabled={busy}
          />
        </aside>
      </div>
    </div>
  );
}

function sealedRequest(
  request: Omit<PaperRequest, 'number' | 'madeAt' | 'draftMark'>,
  number: string,
  madeAt: string,
): PaperRequest {
  return { ...request, number, madeAt, draftMark: false };
}

function readyText(number: string, version: number, offered: string | undefined): string {
  return number === ''
    ? t('inspections.reviewReadyHint', { number: offered ?? '…' })
    : t('inspections.reviewReadyVersion', { number, version });
}

/** Why it was not sealed. Problems are listed beside the paper anyway. */
function OutcomeNotice({ outcome }: { readonly outcome: FinaliseOutcome | undefined }) {
  if (outcome?.kind === 'failed') return <RecordFault fault={outcome.fault} />;
  if (outcome?.kind !== 'not-in-document') return null;
  return (
    <Notice kind="error" title={t('inspections.readBackTitle')}>
      {t('inspections.readBackText', { fields: outcome.missing.join('; ') })}
    </Notice>
  );
}
