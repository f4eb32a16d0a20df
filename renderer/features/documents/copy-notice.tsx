import { paperFor } from '../../../shared/report/papers.ts';
import { findCopy, recordOf, type DocumentHead } from '../../db/documents.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import type { Route } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { InstitutionCopies } from './institution-copies.tsx';
import { makeCopy } from './make-copy.ts';

interface CopyNoticeProps {
  readonly head: DocumentHead;
  /** all papers of its record, once they are read */
  readonly versions: readonly DocumentHead[] | undefined;
  readonly go: (route: Route) => void;
}

/**
 * Whose copy this is. The one for the file says more than an employer may read, so whoever is about to hand it over is
 * told, and given the copy that is meant for it.
 */
export function CopyNotice({ head, versions: documents, go }: CopyNoticeProps) {
  const session = useSession();
  const { may } = session;
  const { busy, fault, run } = useDeed();
  const paper = paperFor(recordOf(head).kind);
  if (paper?.institutions !== undefined) return <InstitutionCopies head={head} versions={documents} go={go} />;
  if (paper?.forEmployer !== true) return null;
  const copy = documents && findCopy(documents, head, head.addressee === 'file' ? 'employer' : 'file');
  const open = ({ id }: DocumentHead): void => go({ name: 'document', id });
  if (head.addressee === 'employer') {
    return (
      <Notice
        kind="info"
        live={false}
        title={t('documents.isCopy')}
        actions={
          copy && (
            <Button size="small" icon="document" onPress={() => open(copy)}>
              {t('documents.openFileCopy')}
            </Button>
          )
        }
      >
        {t('documents.isCopyHint')}
      </Notice>
    );
  }
  const canMake = documents !== undefined && head.state === 'sealed' && may('case.finalise');
  return (
    <>
      <Notice
        kind="info"
        live={false}
        title={t('documents.isFileCopy')}
        actions={
          copy ? (
            <Button size="small" icon="document" onPress={() => open(copy)}>
              {t('documents.openCopy')}
            </Button>
          ) : (
            canMake && (
              <Button
                size="small"
                icon="document"
                busy={busy}
                onPress={() =>
                  void run(
                    () => makeCopy(session, head, 'employer'),
                    ({ documentId }) => go({ name: 'document', id: documentId }),
                  )
                }
              >
                {t('documents.makeCopy')}
              </Button>
            )
          )
        }
      >
        {t('documents.isFileCopyHint')}
      </Notice>
      {fault && <FaultNotice fault={fault} />}
    </>
  );
}
