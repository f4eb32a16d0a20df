import { useEffect, useState } from 'react';
import { inspectionTypes } from '../../../shared/catalog/catalog.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import { emptyDraft } from '../../../shared/record/draft.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { getKind } from '../../../shared/record/kinds/kinds.ts';
import { paperFor } from '../../../shared/report/papers.ts';
import type { Database } from '../../db/database.ts';
import { listReserved, offerReserved } from '../../db/numbers.ts';
import { readOffice } from '../../db/settings.ts';
import { useSession } from '../../session.tsx';

/** The letters that numbers of a kind of record may bear: an acta has those of the type of its inspection. */
function typesOf(kind: string): readonly string[] {
  if (kind === inspection.key) return inspectionTypes.map(({ abbreviation }) => abbreviation);
  const type = paperFor(kind)?.numberType(emptyDraft(getKind(kind)));
  return type === undefined ? [] : [type];
}

/** The numbers of this year that were set aside for sheets of a kind and that no paper bears yet, as they are printed. */
async function findReservedSheets(db: Database, kind: string): Promise<readonly string[]> {
  const settings = await readOffice(db);
  if (!settings.ok) return [];
  const year = Number(dateInHonduras(instantFrom(db.clock.now())).slice(0, 4));
  const found = typesOf(kind).map(async (type) => {
    const reserved = await listReserved(db, { type, year });
    const offers = (reserved.ok ? reserved.value : []).map((sequence) =>
      offerReserved(db, { type, year, sequence }, settings.value),
    );
    return (await Promise.all(offers)).flatMap((offer) => (offer.ok ? [offer.value.number] : []));
  });
  return (await Promise.all(found)).flat();
}

/** {@link findReservedSheets} for a form on the screen; none while they are read. */
export function useReservedSheets(kind: string): readonly string[] {
  const { db } = useSession();
  const [sheets, setSheets] = useState<readonly string[]>([]);
  useEffect(() => {
    let left = false;
    void findReservedSheets(db, kind).then((found) => {
      if (!left) setSheets(found);
    });
    return () => {
      left = true;
    };
  }, [db, kind]);
  return sheets;
}
