import { useEffect, useState } from 'react';
import { caseStates, shippedProcedure, stateLabel } from '../../../shared/procedure/procedure.ts';
import { readProcedures } from '../../db/procedures.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import type { Option } from '../../ui/option.tsx';

/** The states that a case can be in, as this office calls them; an acta without a file is only finalised or not. */
export function useCaseStates(): readonly Option[] {
  const { db } = useSession();
  const [procedure, setProcedure] = useState(shippedProcedure);
  useEffect(() => {
    let isWanted = true;
    void readProcedures(db).then((read) => {
      if (isWanted && read.ok) setProcedure(read.value.current);
    });
    return () => {
      isWanted = false;
    };
  }, [db]);
  const states = caseStates.map((key) => ({ key, label: stateLabel(procedure, key) }));
  return [...states, { key: 'final', label: t('exchange.finalState') }];
}
