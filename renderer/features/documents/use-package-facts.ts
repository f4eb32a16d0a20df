import { useEffect, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { Database } from '../../db/database.ts';
import type { DocumentHead } from '../../db/documents.ts';
import { readOfficeWords } from '../../parts/office-words.ts';
import { readPackageFacts, type PackageFacts } from './package-facts.ts';

/** What a package begins from, with the words of the office's certificate, which are on the papers beside it. */
export type FactsInWords = PackageFacts & { readonly rootWords: readonly string[] };

/** What a package begins from, read once when the window opens. */
export function usePackageFacts(
  db: Database,
  head: DocumentHead,
): { readonly facts: FactsInWords | undefined; readonly fault: Fault | undefined } {
  const [facts, setFacts] = useState<FactsInWords>();
  const [fault, setFault] = useState<Fault>();
  useEffect(() => {
    let left = false;
    void Promise.all([readPackageFacts(db, head), readOfficeWords()]).then(([read, words]) => {
      if (left) return;
      if (!read.ok) setFault(read.fault);
      else if (!words.ok) setFault(words.fault);
      else setFacts({ ...read.value, rootWords: words.value });
    });
    return () => {
      left = true;
    };
  }, [db, head]);
  return { facts, fault };
}
