import { useCallback } from 'react';
import { isSamePaper } from '../../../shared/record/paper-code.ts';
import { readCodes } from '../../codes/read-codes.ts';
import type { DocumentHead } from '../../db/documents.ts';
import { host } from '../../host.ts';
import { PictureTaker } from '../../parts/code-reader/picture-taker.tsx';
import type { Source } from '../../parts/evidence/sources.ts';
import { takeIn } from '../../parts/evidence/take-in.ts';
import { useEvidence } from '../../parts/evidence/use-evidence.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { formatInstant, shortHash } from '../../parts/format.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Icon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { codeOf, takeScan } from './take-scan.ts';

/** The scans of the paper that was signed in ink: tied to the sealed one by the code on them, kept as evidence of the case. */
export function ScanPanel({ head }: { readonly head: DocumentHead }) {
  const { db, may } = useSession();
  const toast = useToasts();
  const { evidence, people, fault: readFault, reload } = useEvidence(head.caseId);
  const { busy, fault, run } = useDeed();
  const shown = fault ?? readFault;
  const scans = (evidence?.pieces ?? []).filter(
    ({ scanOf, inBin }) => !inBin && scanOf !== undefined && isSamePaper(scanOf, codeOf(head)),
  );

  const take = useCallback(
    (source: Source): void => {
      const { caseId } = head;
      const { signal } = new AbortController();
      void run(
        () =>
          takeScan(
            {
              readCodes,
              keep: (kept, scanOf) =>
                takeIn(db, host, kept, { caseId, isProtected: false, scanOf, signal, onProgress: () => undefined }),
            },
            head,
            source,
          ),
        () => {
          toast({ kind: 'success', title: t('documents.scanTied') });
          reload();
        },
      );
    },
    [db, head, reload, run, toast],
  );

  return (
    <Panel title={t('documents.scans')}>
      {scans.length === 0 ? (
        <p className="document-note">{t('documents.noScans')}</p>
      ) : (
        <ul className="document-list" aria-label={t('documents.scans')}>
          {scans.map(({ id, name, addedAt, addedBy, sha256 }) => (
            <li key={id}>
              <Icon name="check" size={15} />
              <span>
                {name}
                <span className="document-note">
                  {people.get(addedBy)}, {formatInstant(addedAt)}
                </span>
                <code className="document-hash" title={sha256}>
                  {shortHash(sha256)}
                </code>
              </span>
            </li>
          ))}
        </ul>
      )}
      {may('case.write') && (
        <PictureTaker label={t('documents.addScan')} hint={t('documents.addScanHint')} busy={busy} onPicture={take} />
      )}
      {shown && <FaultNotice fault={shown} />}
    </Panel>
  );
}
