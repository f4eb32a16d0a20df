import { useEffect, useMemo, useState } from 'react';
import { infringementsOn, type OfficeInfringements } from '../../shared/catalog/office-infringements.ts';
import type { PlainDate } from '../../shared/kernel/plain-date.ts';
import { readInfringements } from '../db/infringements.ts';
import { useSession } from '../session.tsx';
import { currentLanguage, t } from '../text/index.ts';
import type { Option } from '../ui/option.tsx';

/**
 * The infringements that hold on a day, for a form (`OfferedInfringementsContext`): those that nobody has confirmed say so.
 * @returns undefined until the office's notes are read, and when they cannot be: then the catalogue's are offered
 */
export function useInfringementOptions(on: PlainDate): readonly Option[] | undefined {
  const { db } = useSession();
  const [office, setOffice] = useState<OfficeInfringements>();
  useEffect(() => {
    let isWanted = true;
    void readInfringements(db).then((read) => {
      if (isWanted && read.ok) setOffice(read.value.office);
    });
    return () => {
      isWanted = false;
    };
  }, [db]);
  const language = currentLanguage();
  return useMemo(
    () =>
      office &&
      infringementsOn(on, office)
        .filter(({ state }) => state === 'offered')
        .map(({ value, label, confidence }) => ({
          key: value,
          label,
          ...(confidence === 'verified' ? {} : { detail: t(`deadlines.confidence_${confidence}`) }),
        })),
    // the language is not used inside by name, but the words are in it
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [office, on, language],
  );
}
