import { useState, useSyncExternalStore } from 'react';
import type { OpenReport } from '../../db/open-report.ts';
import { reportText } from '../../parts/report-text.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';

/** Reports that were read and put away; another opening brings another report. */
const seen = new WeakSet<OpenReport>();

/** What opening the office found and mended by itself, until it is put away; nothing when all was fine. */
export function ReportNotice() {
  const { db } = useSession();
  const report = useSyncExternalStore(db.report.subscribe, db.report.get);
  const [, setPutAway] = useState<OpenReport>();
  const text = reportText(report);
  if (text === undefined || seen.has(report)) return null;
  return (
    <Notice
      kind={text.isLoss ? 'warn' : 'info'}
      title={text.title}
      todo={text.isRepair ? t('home.opened.disk') : undefined}
      onClose={() => {
        seen.add(report);
        setPutAway(report);
      }}
    >
      {text.text}
    </Notice>
  );
}
