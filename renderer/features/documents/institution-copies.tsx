import { useEffect, useState } from 'react';
import { findInstitution, type ReferralAddressee } from '../../../shared/catalog/referral-directory.ts';
import { paperFor } from '../../../shared/report/papers.ts';
import type { Addressee } from '../../../shared/report/report.ts';
import { findCopy, recordOf, type DocumentHead } from '../../db/documents.ts';
import { readRecord } from '../../db/records.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import type { Route } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { makeCopy } from './make-copy.ts';

interface InstitutionCopiesProps {
  readonly head: DocumentHead;
  /** all papers of its record, once they are read */
  readonly versions: readonly DocumentHead[] | undefined;
  readonly go: (route: Route) => void;
}

/** Of a paper that institutions may be given: whose copy this is, and the copies of the others, made by what each may see. */
export function InstitutionCopies({ head, versions, go }: InstitutionCopiesProps) {
  const session = useSession();
  const { may } = session;
  const institutions = useInstitutions(head);
  const { busy, fault, run } = useDeed();
  const open = (id: string): void => go({ name: 'document', id });
  if (head.addressee !== 'file') {
    const own = versions && findCopy(versions, head, 'file');
    return (
      <Notice
        kind="info"
        live={false}
        title={t('documents.isCopyFor', { institution: nameOf(head.addressee) })}
        actions={
          own && (
            <Button size="small" icon="document" onPress={() => open(own.id)}>
              {t('documents.openFileCopy')}
            </Button>
          )
        }
      >
        {t('documents.isCopyForHint')}
      </Notice>
    );
  }
  const canMake = head.state === 'sealed' && may('case.finalise');
  const action = (addressee: ReferralAddressee) => {
    const copy = versions && findCopy(versions, head, addressee);
    if (copy === undefined && (versions === undefined || !canMake)) return null;
    const institution = nameOf(addressee);
    const make = (): void =>
      void run(
        () => makeCopy(session, head, addressee),
        ({ documentId }) => open(documentId),
      );
    return (
      <Button
        key={addressee}
        size="small"
        icon="document"
        busy={busy}
        onPress={() => (copy === undefined ? make() : open(copy.id))}
      >
        {t(copy === undefined ? 'documents.makeCopyFor' : 'documents.openCopyFor', { institution })}
      </Button>
    );
  };
  return (
    <>
      <Notice
        kind="info"
        live={false}
        title={t('documents.isInternalCopy')}
        actions={<>{institutions?.map((addressee) => action(addressee))}</>}
      >
        {t(institutions?.length === 0 ? 'documents.noCopyAgreed' : 'documents.isInternalCopyHint')}
      </Notice>
      {fault && <FaultNotice fault={fault} />}
    </>
  );
}

/** The institutions that may be given a copy of a paper, which depends on what its record says; undefined while it is read. */
function useInstitutions(head: DocumentHead): readonly ReferralAddressee[] | undefined {
  const { db } = useSession();
  const [institutions, setInstitutions] = useState<readonly ReferralAddressee[]>();
  useEffect(() => {
    let isStale = false;
    const name = recordOf(head);
    void readRecord(db, head.caseId, name).then((record) => {
      if (!isStale && record.ok) setInstitutions(paperFor(name.kind)?.institutions?.(record.value.draft) ?? []);
    });
    return () => {
      isStale = true;
    };
  }, [db, head]);
  return institutions;
}

/** An institution as a button has room for it. */
function nameOf(addressee: Addressee): string {
  return findInstitution(addressee)?.label.split(',')[0] ?? addressee;
}
