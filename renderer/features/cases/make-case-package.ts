import type { CallValue } from '../../../shared/ipc/contract.ts';
import { numberPieces, type CaseEvidence, type Piece } from '../../../shared/evidence/piece.ts';
import { isRedrawn } from '../../../shared/evidence/sniff.ts';
import type { AuditEntry } from '../../../shared/journal/audit-entry.ts';
import { sha256, toHex, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import {
  caseFiles,
  caseReadme,
  historyJson,
  indexJson,
  indexPage,
  paperFileName,
  pieceFileName,
  type CaseIndex,
  type HistoryLine,
  type IndexedFile,
  type NotInPackage,
} from '../../../shared/referral/case-package.ts';
import type { CaseHistory } from '../../db/audit.ts';
import type { DocumentHead } from '../../db/documents.ts';
import { sealPackage, type SealingSteps } from '../../parts/sealing/seal-package.ts';
import { whyKept, type CaseReceiver, type WhyKept } from './case-receiver.ts';

/** What the package of a case is made of. */
export interface CasePackageContent extends Omit<CaseIndex, 'files' | 'missing' | 'addressee'> {
  readonly caseId: string;
  readonly receiver: CaseReceiver;
  /** newest version first */
  readonly documents: readonly DocumentHead[];
  readonly evidence: CaseEvidence;
  /** what the case holds beside papers and evidence */
  readonly leftovers: readonly NotInPackage[];
  /** public keys of age; none: sealed under six words */
  readonly keys: readonly string[];
  readonly rootWords: readonly string[];
}

/** What making one needs from outside. */
export interface CasePackageSteps extends Omit<SealingSteps, 'onProgress'> {
  readonly readPaper: (id: string) => Promise<Result<Bytes>>;
  readonly openPiece: (piece: Piece) => Promise<Result<Bytes>>;
  readonly cleanCopy: (bytes: Bytes, type: Piece['type']) => Promise<Result<Bytes>>;
  readonly readHistory: () => Promise<Result<CaseHistory>>;
  /** what an act is called, in Spanish, and who somebody is */
  readonly actName: (action: AuditEntry['action']) => string;
  readonly personName: (id: string) => string;
  readonly onProgress: (progress: CasePackageProgress) => void;
  /** how many bytes a package can hold */
  readonly mostBytes: number;
}

/** How far it is. */
export type CasePackageProgress =
  | { readonly step: 'begin' | 'seal' }
  | { readonly step: 'papers' | 'evidence'; readonly n: number; readonly total: number };

/** A package that was made, and how many things are not in it. */
export type CasePackageMade = CallValue<'finishPackage'> & { readonly missing: number };

/** Kept free for what comes behind the evidence: history and index. */
const TAIL_BYTES = 64 * 1024 * 1024;

/** What goes in, one file after the other. */
interface Filling {
  readonly add: Add;
  /** whether as many bytes more can go in, and the history and the index after them */
  readonly hasRoom: (bytes: number) => boolean;
}

type Add = (
  name: string,
  bytes: Bytes,
  of: Pick<IndexedFile, 'what' | 'note'>,
  piece?: string,
) => Promise<Result<undefined>>;

/**
 * Makes the package of a case for one receiver: every version of the papers that may go there, copies of its evidence, its
 * history, and an index that also names what is not in it and why. One thing that cannot be read does not keep the rest
 * back; a disk that fails, or a person who gives up, leaves nothing behind. Faults: `file/cancelled` and those of sealing.
 */
export async function makeCasePackage(
  steps: CasePackageSteps,
  content: CasePackageContent,
  passphrase: string,
): Promise<Result<CasePackageMade>> {
  const { caseId, receiver, keys } = content;
  const order = { about: { caseId }, addressee: receiver.name, keys: [...keys], passphrase };
  const sealed = await sealPackage(steps, { what: 'case', ...order }, (token) => fill(steps, content, token));
  return sealed.ok ? ok({ ...sealed.value.made, missing: sealed.value.filled }) : sealed;
}

/** @returns how many things are not in it */
async function fill(steps: CasePackageSteps, content: CasePackageContent, token: string): Promise<Result<number>> {
  const files: IndexedFile[] = [];
  const missing: NotInPackage[] = [];
  let bytesIn = 0;
  const put = async (name: string, bytes: Bytes, piece?: string): Promise<Result<unknown>> =>
    steps.signal.aborted
      ? fail('file/cancelled')
      : await steps.add({ token, name, bytes, ...(piece === undefined ? {} : { piece }) });
  const add: Add = async (name, bytes, of, piece) => {
    // hashed before it is handed over
    const file = { name, size: bytes.length, sha256: toHex(await sha256(bytes)), ...of };
    const added = await put(name, bytes, piece);
    if (!added.ok) return added;
    files.push(file);
    bytesIn += bytes.length;
    return ok(undefined);
  };
  const hasRoom = (bytes: number): boolean => bytesIn + bytes <= steps.mostBytes - TAIL_BYTES;
  for (const part of [addPapers, addEvidence, addHistory]) {
    const added = await part(steps, content, { add, hasRoom }, missing);
    if (!added.ok) return added;
  }
  missing.push(...content.leftovers);
  const readme = caseReadme({ ...content, isForKeys: content.keys.length > 0 });
  const index = indexOf(content, files, missing);
  const texts = [
    [caseFiles.readme, readme],
    [caseFiles.index, indexJson(index)],
    [caseFiles.indexPage, indexPage(index)],
  ] as const;
  for (const [name, text] of texts) {
    const added = await put(name, utf8(text));
    if (!added.ok) return added;
  }
  return ok(missing.length);
}

/** By name, so that nothing of the case gets into the index by itself. */
function indexOf(
  { office, person, caseName, madeAt, receiver }: CasePackageContent,
  files: readonly IndexedFile[],
  missing: readonly NotInPackage[],
): CaseIndex {
  return {
    office: { name: office.name, code: office.code },
    person: { name: person.name, position: person.position },
    ...{ caseName, madeAt, addressee: receiver.name, files, missing },
  };
}

type Part = (
  steps: CasePackageSteps,
  content: CasePackageContent,
  filling: Filling,
  missing: NotInPackage[],
) => Promise<Result<undefined>>;

const KEPT: Readonly<Record<WhyKept, string>> = {
  internal: 'Es el ejemplar interno de la oficina.',
  otherInstitution: 'Se hizo para otra institución.',
};

/** The papers that go to the receiver: the oldest first, as a file on a shelf lies. */
function papersFor({ documents, receiver }: CasePackageContent): readonly DocumentHead[] {
  return documents
    .filter((head) => whyKept(head, receiver) === undefined)
    .sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1));
}

const addPapers: Part = async (steps, content, { add }, missing) => {
  const { documents, receiver } = content;
  const papers = papersFor(content);
  for (const [reason, why] of Object.entries(KEPT)) {
    const count = documents.filter((head) => whyKept(head, receiver) === reason).length;
    // which ones would tell whom the office turned to
    if (count > 0) missing.push({ what: count === 1 ? 'Un documento' : `${count} documentos`, why });
  }
  for (const [i, head] of papers.entries()) {
    steps.onProgress({ step: 'papers', n: i + 1, total: papers.length });
    const what = `${head.title} ${head.number}, versión ${head.version}`;
    const read = await steps.readPaper(head.id);
    if (!read.ok) {
      missing.push({ what, why: 'No se pudo leer: falta o está dañado.' });
      continue;
    }
    const signers = head.revisions.flatMap(({ signer }) => (signer === undefined ? [] : [signer]));
    const note = [
      head.state === 'superseded' ? 'Sustituido por una versión posterior' : '',
      head.addressee === 'employer' ? 'Copia para el patrono' : '',
      signers.length === 0 ? 'Sin firma electrónica' : `Firmó: ${signers.join('; ')}`,
    ];
    const added = await add(paperFileName(i + 1, head), read.value, {
      what,
      note: note.filter((one) => one !== '').join('. '),
    });
    if (!added.ok) return added;
  }
  return ok(undefined);
};

const NO_ROOM = 'El paquete llegó al tamaño máximo que puede tener.';

const addEvidence: Part = async (steps, { evidence }, { add, hasRoom }, missing) => {
  const { pieces, closed } = numberPieces(evidence);
  let isFull = false;
  for (const [i, { n, piece }] of pieces.entries()) {
    steps.onProgress({ step: 'evidence', n: i + 1, total: pieces.length });
    // what a file is called may be the name of a person
    const what = `Pieza ${n}`;
    if (piece.isProtected || piece.inBin) {
      missing.push({
        what,
        why: piece.inBin ? 'Está en la papelera.' : 'Es una pieza protegida: no sale en este paquete.',
      });
      continue;
    }
    isFull ||= !hasRoom(piece.size);
    const opened = isFull ? undefined : await steps.openPiece(piece);
    if (opened === undefined) {
      missing.push({ what, why: NO_ROOM });
      continue;
    }
    const copy = opened.ok ? await steps.cleanCopy(opened.value, piece.type) : opened;
    if (!copy.ok) {
      const why = opened.ok ? 'No se pudo hacer una copia sin metadatos.' : 'El archivo falta o está dañado.';
      missing.push({ what, why });
      continue;
    }
    if (!hasRoom(copy.value.length)) {
      isFull = true;
      missing.push({ what, why: NO_ROOM });
      continue;
    }
    const kind = isRedrawn(piece.type) ? 'Copia sin metadatos' : 'Copia exacta';
    const note = `${kind}. SHA-256 del original: ${piece.sha256}`;
    const added = await add(pieceFileName(n, piece.type), copy.value, { what, note }, piece.id);
    if (!added.ok) return added;
  }
  for (const n of closed) {
    missing.push({ what: `Pieza ${n}`, why: 'Protegida o ilegible para quien preparó el paquete.' });
  }
  return ok(undefined);
};

const addHistory: Part = async (steps, content, { add }, missing) => {
  const what = 'Historial del expediente';
  const read = await steps.readHistory();
  if (!read.ok) {
    missing.push({ what, why: 'No se pudo leer.' });
    return ok(undefined);
  }
  const { acts, unreadable } = read.value;
  // what people typed stays in the office: reasons, names of files, of people, of receivers
  const told = new Set(papersFor(content).map(({ number }) => number));
  const lines = acts.map(({ n, at, person, action, detail = '' }): HistoryLine => ({
    ...{ n, at, detail: told.has(detail) ? detail : '' },
    person: steps.personName(person),
    act: steps.actName(action),
  }));
  if (unreadable > 0) {
    const which = `Actos de la oficina que no se pudieron abrir: ${unreadable}`;
    missing.push({ what: which, why: 'No se sabe si alguno es de este expediente.' });
  }
  const note = `Actos que se pudieron abrir: ${lines.length}. De lo que se anotó en cada uno, solo el número del documento`;
  return await add(caseFiles.history, utf8(historyJson(lines)), { what, note });
};
