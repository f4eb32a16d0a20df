import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { utf8 } from '../../shared/kernel/bytes.ts';
import { PRIVATE, writeAtomically } from '../disk/atomic-write.ts';
import { faultCodes } from '../../shared/kernel/fault.ts';
import { makeTurns } from '../../shared/kernel/turns.ts';
import { Census } from './census.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());

/** What is known of a snapshot without reading it once more. */
const Entry = v.strictObject({
  /** a file of another size is another file */
  size: v.number(),
  vaultId: v.string(),
  madeAt: instant,
  seq: v.number(),
  /** made from a journal without lost frames */
  complete: v.boolean(),
  state: v.picklist(['whole', 'damaged', 'unchecked']),
  checkedAt: v.exactOptional(instant),
});
export type Entry = v.InferOutput<typeof Entry>;

const ids = v.pipe(v.array(v.string()), v.readonly());
/** What reading all evidence found; ids of pieces, for whoever has the keys to say which they are. */
const EvidenceFound = v.strictObject({
  vaultId: v.string(),
  checkedAt: instant,
  files: v.number(),
  /** on this computer, with no copy that helps */
  missing: ids,
  damaged: ids,
  /** beside the copies of the second place; brought again at the next copy */
  missingOutside: ids,
  /** came back from another place */
  mended: ids,
});
export type EvidenceFound = v.InferOutput<typeof EvidenceFound>;

/** `copias.json`: what is remembered about snapshots. All of it can be found out again. */
const Catalogue = v.strictObject({
  format: v.literal(1),
  /** by id: place and file name */
  entries: v.record(v.string(), Entry),
  /** why the last one was not made */
  failure: v.optional(
    v.strictObject({
      code: v.picklist(faultCodes),
      detail: v.exactOptional(
        v.record(v.string(), v.union([v.string(), v.number(), v.pipe(v.array(v.string()), v.readonly())])),
      ),
    }),
  ),
  /** number of the newest frame that needs no further snapshot: that of the last one's own act */
  covered: v.exactOptional(v.strictObject({ vaultId: v.string(), seq: v.number() })),
  /** name of the snapshot that was made here last, whatever the clock said then */
  newest: v.exactOptional(v.string()),
  /** the app that ran last: another one takes a snapshot before it changes anything */
  appVersion: v.exactOptional(v.string()),
  /** when the whole journal was last read through for a snapshot */
  journalCheckedAt: v.exactOptional(instant),
  census: v.exactOptional(Census),
  /** how the evidence was when it was last read through, here and beside the copies */
  evidence: v.exactOptional(EvidenceFound),
});
export type Catalogue = v.InferOutput<typeof Catalogue>;

const EMPTY: Catalogue = { format: 1, entries: {} };

/** What is remembered, kept in a file. */
export interface CatalogueStore {
  readonly get: () => Catalogue;
  /** Changes it; that it could not be written down costs only a reading of the snapshots. */
  readonly change: (edit: (catalogue: Catalogue) => Catalogue) => Promise<void>;
}

/**
 * Opens the catalogue. A missing or damaged one begins empty: then every snapshot counts as unchecked.
 * @param file absolute path; its folder exists
 */
export async function openCatalogue(file: string): Promise<CatalogueStore> {
  let current = parse(await readFile(file, 'utf8').catch(() => ''));
  const inTurn = makeTurns();
  return {
    get: () => current,
    change: async (edit) => {
      const next = edit(current);
      if (JSON.stringify(next) === JSON.stringify(current)) return;
      current = next;
      // the newest, whoever's turn it is: an earlier change must not come to lie over a later one
      await inTurn(() => writeAtomically(file, utf8(`${JSON.stringify(current, undefined, 1)}\n`), PRIVATE));
    },
  };
}

function parse(text: string): Catalogue {
  try {
    const parsed = v.safeParse(Catalogue, JSON.parse(text));
    return parsed.success ? parsed.output : EMPTY;
  } catch {
    return EMPTY;
  }
}
