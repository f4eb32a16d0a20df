import * as v from 'valibot';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { isId } from '../kernel/id.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { everyAddressee, papers } from '../report/report.ts';

const Id = v.pipe(v.string(), v.check(isId));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Instant = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

/** What is known of a paper beside its bytes: what the office that made it has of it. */
const PaperCard = v.strictObject({
  id: Id,
  caseId: Id,
  kind: text(60),
  record: v.exactOptional(v.strictObject({ kind: text(32), id: Id })),
  number: text(120),
  version: Count,
  title: text(500),
  paper: v.picklist(papers),
  addressee: v.picklist(everyAddressee),
  pages: Count,
  madeAt: Instant,
  /** sealed first, then with one more signature each */
  revisions: v.pipe(
    v.array(v.strictObject({ sha256: Hash, at: Instant, size: Count, signer: v.exactOptional(text(300)) })),
    v.minLength(1),
    v.maxLength(64),
  ),
  recordHash: text(100),
  reason: text(2000),
  settings: v.strictObject({
    letterhead: v.pipe(v.array(text(300)), v.maxLength(20)),
    chiefName: text(300),
    chiefPosition: text(300),
  }),
});
export type PaperCard = Readonly<v.InferOutput<typeof PaperCard>>;

const BundleIndex = v.strictObject({
  papers: v.array(PaperCard),
  /** which piece of which case a file is, by the SHA-256 of the original */
  pieces: v.array(v.strictObject({ caseId: Id, id: Id, sha256: Hash })),
});
/** What the files of a bundle are (`data/indice.json`). */
export type BundleIndex = Readonly<v.InferOutput<typeof BundleIndex>>;

/**
 * Reads the index of a bundle that was read from its file; nothing about it is taken for granted.
 * @returns fault `exchange/not-a-case` when it does not say what it must
 */
export function parseBundleIndex(json: unknown): Result<BundleIndex> {
  const parsed = v.safeParse(BundleIndex, json);
  return parsed.success ? ok(parsed.output) : fail('exchange/not-a-case');
}

/** The index as it is written. */
export function bundleIndexJson({ papers: cards, pieces }: BundleIndex): string {
  const index: Json = JSON.parse(
    JSON.stringify({
      papers: cards.map((card) => v.parse(PaperCard, card)),
      pieces: pieces.map(({ caseId, id, sha256 }) => ({ caseId, id, sha256 })),
    }),
  ) as Json;
  return canonicalJson(index);
}
