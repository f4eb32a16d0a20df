import { useEffect, useState } from 'react';
import { listDocumentsOf, recordOf, type DocumentHead } from '../../db/documents.ts';
import { useSession } from '../../session.tsx';

/** All papers of the record that a document was made from, newest version first; undefined until they are read. */
export function useVersions(head: DocumentHead): readonly DocumentHead[] | undefined {
  const { db } = useSession();
  const [documents, setDocuments] = useState<readonly DocumentHead[]>();
  useEffect(() => {
    let left = false;
    void listDocumentsOf(db, head.caseId, recordOf(head)).then((found) => {
      if (!left && found.ok) setDocuments(found.value);
    });
    return () => {
      left = true;
    };
  }, [db, head]);
  return documents;
}
