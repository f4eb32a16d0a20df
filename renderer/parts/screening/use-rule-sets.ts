import { useEffect, useState } from 'react';
import type { RuleSet } from '../../../shared/catalog/screening/rule-set.ts';
import { ruleSets } from '../../../shared/catalog/screening/rule-sets.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readGuides, type Guide } from '../../db/guides.ts';
import { useSession } from '../../session.tsx';

/** What screenings are read by: the lists of the app, and what the office loaded beside them. */
export interface RuleSetsInUse {
  readonly sets: readonly RuleSet[];
  readonly guides: readonly Guide[];
  /** guides of the office that cannot be used by this version of the app */
  readonly unreadable: number;
  /** the guides could not be read: results are without them, which must be said */
  readonly fault: Fault | undefined;
}

const alone: RuleSetsInUse = { sets: ruleSets, guides: [], unreadable: 0, fault: undefined };

/**
 * The rule sets in use; those of the app alone until the office's are read.
 * @param wanted false where nothing is screened
 */
export function useRuleSets(wanted: boolean): RuleSetsInUse {
  const { db } = useSession();
  const [inUse, setInUse] = useState(alone);
  useEffect(() => {
    if (!wanted) return undefined;
    let isWanted = true;
    void readGuides(db).then((read) => {
      if (!isWanted) return;
      if (!read.ok) setInUse({ ...alone, fault: read.fault });
      else if (read.value.guides.length > 0 || read.value.unreadable > 0)
        setInUse({ ...read.value, sets: [...ruleSets, ...read.value.guides.map(({ set }) => set)], fault: undefined });
    });
    return () => {
      isWanted = false;
    };
  }, [db, wanted]);
  return inUse;
}
