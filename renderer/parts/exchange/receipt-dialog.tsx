import { useCallback } from 'react';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { buildBundleReceipt, type BundleReceiptInput } from '../../../shared/report/bundle-receipt.ts';
import type { OfficePaperInput } from '../../../shared/report/office-paper.ts';
import type { Report } from '../../../shared/report/report.ts';
import { readOffice } from '../../db/settings.ts';
import { host } from '../../host.ts';
import { ReportDialog } from '../report-dialog.tsx';
import { usePaperActs } from '../use-paper-acts.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';

/** What of a receipt is not the office's own. */
export type ReceiptFacts = Omit<BundleReceiptInput, keyof OfficePaperInput | 'opener'>;

interface ReceiptDialogProps {
  readonly receipt: ReceiptFacts;
  readonly onClose: () => void;
}

/** The receipt for two signatures, to be printed or saved. */
export function ReceiptDialog({ receipt, onClose }: ReceiptDialogProps) {
  const { db, office } = useSession();
  const makeReport = useCallback(async (): Promise<Report> => {
    const settings = await readOffice(db);
    // a letterhead that cannot be read now is replaced by the office's name
    const { letterhead = [], paper = 'letter' } = settings.ok ? settings.value : {};
    const frame = { office: { name: office.name, letterhead }, madeAt: instantFrom(db.clock.now()), paper };
    const opener = await host.verifierPageHash({});
    return buildBundleReceipt({ ...frame, ...receipt, opener: opener.ok ? opener.value.sha256 : undefined });
  }, [db, office, receipt]);
  const about = { detail: `${t('exchange.receiptTitle')} ${receipt.code}` };
  const acts = usePaperActs({ suggestedName: about.detail, about });
  return (
    <ReportDialog
      title={t('exchange.receiptTitle')}
      hint={t('exchange.receiptHint')}
      close={t('common.close')}
      making={t('exchange.receiptMaking')}
      makeReport={makeReport}
      acts={acts}
      onClose={onClose}
    />
  );
}
