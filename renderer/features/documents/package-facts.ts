import { referralDirectory } from '../../../shared/catalog/referral-directory.ts';
import { mayGetIdentities } from '../../../shared/catalog/referral-identities.ts';
import { numberPieces, type CaseEvidence, type Piece } from '../../../shared/evidence/piece.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { rowsOf, type RecordDraft } from '../../../shared/record/draft.ts';
import { sharedParts } from '../../../shared/record/sharing.ts';
import { parseAgeKeys } from '../../../shared/referral/age-key.ts';
import { readAddressees, type AddresseeKeys } from '../../db/addressees.ts';
import type { Database } from '../../db/database.ts';
import { recordOf, type DocumentHead } from '../../db/documents.ts';
import { readEvidence } from '../../db/evidence.ts';
import { protectionOf, type Protection } from '../../db/protected.ts';
import { readRecord } from '../../db/records.ts';

/** A piece that may go along; `mentioned`: the referral names it, with what it says of it. */
export interface OfferedPiece {
  /** its number in the case */
  readonly n: number;
  readonly piece: Piece;
  readonly description: string;
  readonly mentioned: boolean;
}

/** What preparing a package begins from. */
export interface PackageFacts {
  /** key of the directory, or `other` */
  readonly institution: string;
  readonly addressee: string;
  /** of the people that the referral tells the addressee of and whose identity may go along */
  readonly pseudonyms: readonly string[];
  /** how many others there are: of them the referral says that they refused */
  readonly withheld: number;
  /** whether the addressee may be told who they are */
  readonly mayGetIdentities: boolean;
  /** whether the referral gives evidence to its addressee at all */
  readonly givesEvidence: boolean;
  readonly pieces: readonly OfferedPiece[];
  /** protected pieces that cannot be seen */
  readonly closed: number;
  /** pieces that the referral names and that cannot go along */
  readonly gone: number;
  readonly protection: Protection;
  readonly keys: AddresseeKeys | undefined;
  /** something is kept that is no key */
  readonly badKeys: boolean;
}

/** Reads what a package of a signed referral begins from: faults `access/denied`, `db/*`. */
export async function readPackageFacts(db: Database, head: DocumentHead): Promise<Result<PackageFacts>> {
  const [record, evidence, protection, addressees] = await Promise.all([
    readRecord(db, head.caseId, recordOf(head)),
    readEvidence(db, head.caseId),
    protectionOf(db, head.caseId),
    readAddressees(db),
  ]);
  if (!record.ok) return record;
  if (!evidence.ok) return evidence;
  if (!protection.ok) return protection;
  if (!addressees.ok) return addressees;
  const { draft } = record.value;
  const parts = sharedParts(draft);
  const givesEvidence = parts.has('annexes');
  const institution = text(draft.values['addressee']);
  const keys = addressees.value.known.get(institution);
  const areKeys = keys !== undefined && parseAgeKeys(keys.keys).ok;
  return ok({
    institution,
    addressee: nameOf(draft, institution),
    ...consenting(draft),
    mayGetIdentities: mayGetIdentities(institution) && parts.has('people'),
    givesEvidence,
    ...(givesEvidence ? offered(draft, evidence.value) : { pieces: [], closed: 0, gone: 0 }),
    protection: protection.value,
    keys: areKeys ? keys : undefined,
    badKeys: addressees.value.unreadable.has(institution) || (keys !== undefined && !areKeys),
  });
}

/** Who somebody is goes to nobody whom they did not want to have it: one row that says so counts for the person. */
function consenting(draft: RecordDraft): Pick<PackageFacts, 'pseudonyms' | 'withheld'> {
  const rows = rowsOf(draft, 'referred').map(({ values }) => ({
    pseudonym: text(values['pseudonym']),
    refused: text(values['consent']) === 'no',
  }));
  const named = new Set(rows.map(({ pseudonym }) => pseudonym).filter((pseudonym) => pseudonym !== ''));
  const refused = new Set(rows.filter((row) => row.refused).map(({ pseudonym }) => pseudonym));
  const pseudonyms = [...named].filter((pseudonym) => !refused.has(pseudonym));
  return { pseudonyms, withheld: named.size - pseudonyms.length };
}

/** Pieces in the bin do not leave. */
function offered(draft: RecordDraft, evidence: CaseEvidence): Pick<PackageFacts, 'pieces' | 'closed' | 'gone'> {
  const rows = new Map(rowsOf(draft, 'referral_pieces').map(({ values }) => [text(values['piece']), values]));
  const { pieces, closed } = numberPieces(evidence);
  const here = pieces.filter(({ piece }) => !piece.inBin);
  const seen = new Set(here.map(({ piece }) => piece.id));
  return {
    pieces: here.map(({ piece, n }) => {
      const row = rows.get(piece.id);
      const told = text(row?.['pieceDescription']);
      return { piece, n, mentioned: row !== undefined, description: told === '' ? piece.note.slice(0, 400) : told };
    }),
    closed: closed.length,
    gone: [...rows.keys()].filter((id) => id !== '' && !seen.has(id)).length,
  };
}

function nameOf({ values }: RecordDraft, institution: string): string {
  const known = referralDirectory.find(({ key }) => key === institution);
  return (known?.label ?? text(values['addresseeName'])).slice(0, 200);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
