import { useCallback, useEffect, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import type { RecordKind } from '../../../shared/record/fields.ts';
import type { RecordName } from '../../../shared/record/record-name.ts';
import { closeProtected, openProtected, protectionOf, type Protection } from '../../db/protected.ts';
import { readRecord } from '../../db/records.ts';
import { hasProtected, SectionForm } from '../../form/section-form.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProtectedBand } from './protected-band.tsx';
import { ProtectedTools } from './protected-tools.tsx';
import { PROTECTED_QUIET_MINUTES, watchQuiet } from './quiet-watch.ts';
import type { OpeningReason } from './use-protected.ts';

const unchanging = (): void => undefined;
const noProblems = new Map<string, never>();

interface ProtectedPanelProps {
  readonly caseId: string;
  readonly kind: RecordKind;
  readonly record: RecordName;
}

/**
 * Beside a sealed record: who was interviewed, which the acta does not say. To be read only, with a reason; closed
 * again on leaving, and after some quiet minutes. Nothing where a case has no protected values.
 */
export function ProtectedPanel({ caseId, kind, record: name }: ProtectedPanelProps) {
  const { db } = useSession();
  const [protection, setProtection] = useState<Protection>('none');
  const [draft, setDraft] = useState<RecordDraft>();
  const [fault, setFault] = useState<Fault>();

  useEffect(() => {
    let isWanted = true;
    void protectionOf(db, caseId).then((stands) => {
      if (!isWanted) return;
      // what an editor before this left open was not opened to be read here
      if (stands.ok) setProtection(stands.value === 'none' ? 'none' : 'closed');
      else setFault(stands.fault);
    });
    return () => {
      isWanted = false;
      closeProtected(db, caseId);
    };
  }, [db, caseId]);

  const open = useCallback(
    async (input: OpeningReason): Promise<Result<void>> => {
      const opened = await openProtected(db, caseId, input);
      if (!opened.ok) return opened;
      const record = await readRecord(db, caseId, name);
      if (!record.ok) {
        closeProtected(db, caseId);
        return record;
      }
      setDraft(record.value.draft);
      setProtection('open');
      return ok(undefined);
    },
    [db, caseId, name],
  );
  const close = useCallback((): void => {
    closeProtected(db, caseId);
    setDraft(undefined);
    setProtection('closed');
  }, [db, caseId]);
  useEffect(
    () => (protection === 'open' ? watchQuiet(document, PROTECTED_QUIET_MINUTES * 60_000, close) : undefined),
    [protection, close],
  );

  if (fault) return <FaultNotice fault={fault} />;
  const sections = kind.sections.filter(hasProtected);
  if (protection === 'none' || sections.length === 0) return null;
  return (
    <Panel title={t('inspections.protected_title')}>
      <ProtectedTools caseId={caseId} inHand={{ protection, open }} />
      {draft && (
        <>
          <ProtectedBand noted onClose={close} />
          {sections.map((section) => (
            <SectionForm
              key={section.key}
              kind={kind}
              section={section}
              draft={draft}
              problems={noProblems}
              showMissing={false}
              readOnly
              edit={unchanging}
              clock={db.clock}
              protectedOpen
            />
          ))}
        </>
      )}
    </Panel>
  );
}
