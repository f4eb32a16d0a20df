import { sealBytes, type Database } from '../../renderer/db/database.ts';
import { PAGE_ROWS } from '../../renderer/db/pages.ts';
import type { CaseSummary } from '../../renderer/db/summaries.ts';
import { sealPage } from '../../renderer/db/summary-disk.ts';
import { caseKind, documentKind } from '../../renderer/db/summary-kinds.ts';
import { workplaceKind } from '../../renderer/db/workplace-kind.ts';
import { utf8 } from '../../shared/kernel/bytes.ts';
import { caseIdOf, makeCase, makeDocument, makeRecord, makeWorkplace } from './makers/office-records.ts';

interface Filling {
  readonly records: number;
  readonly caseOf?: (i: number) => CaseSummary;
  /** how many workplaces there are besides; none by default */
  readonly workplaces?: number;
}

/**
 * Writes so many cases of 4 KB, a document for every other one and workplaces straight into the tables, as they lie there
 * after packing.
 */
export async function fillTables(db: Database, { records, caseOf = makeCase, workplaces = 0 }: Filling): Promise<void> {
  for (const { page, numbers } of portions(records)) await writeCases(db, page, numbers, caseOf);
  for (const { page, numbers } of portions(workplaces)) {
    const rows = numbers.map(makeWorkplace).map((summary) => ({ facts: workplaceKind.facts(summary), summary }));
    await db.tables.pages.bulkPut(await sealPage(db, workplaceKind.key, page, rows));
  }
}

function portions(count: number): readonly { readonly page: number; readonly numbers: readonly number[] }[] {
  return Array.from({ length: Math.ceil(count / PAGE_ROWS) }, (_, at) => {
    const from = at * PAGE_ROWS;
    return { page: at + 1, numbers: Array.from({ length: Math.min(PAGE_ROWS, count - from) }, (_, i) => from + i) };
  });
}

async function writeCases(
  db: Database,
  p: number,
  numbers: readonly number[],
  caseOf: (i: number) => CaseSummary,
): Promise<void> {
  const cases = numbers.map(caseOf).map((summary) => ({ facts: caseKind.facts(summary), summary }));
  const documents = numbers
    .filter((i) => i % 2 === 0)
    .map(makeDocument)
    .map((summary) => ({ facts: documentKind.facts(summary), summary }));
  const saves = await Promise.all(
    numbers.map(async (i) => {
      const key = { c: caseIdOf(i), r: db.installationId, n: 1 };
      return { ...key, last: 1, sealed: await sealBytes(db, `saves/${key.c}/${key.r}/1`, utf8(makeRecord(i))) };
    }),
  );
  const pages = [...(await sealPage(db, 'c', p, cases)), ...(await sealPage(db, 'd', p, documents))];
  await db.tables.transaction('rw', db.tables.saves, db.tables.pages, async () => {
    await db.tables.saves.bulkPut(saves);
    await db.tables.pages.bulkPut(pages);
  });
}
