import type { CallInput, CallValue } from '../../../shared/ipc/contract.ts';
import type { CaseEvidence, Piece } from '../../../shared/evidence/piece.ts';
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
import type { DocumentHead } from '../../db/documents.ts';

/** What the package of a case is made of. */
export interface CasePackageContent extends Omit<CaseIndex, 'files' | 'missing'> {
  readonly caseId: string;
  /** newest version first */
  readonly documents: readonly DocumentHead[];
  readonly evidence: CaseEvidence;
  /** public keys of age; none: sealed under six words */
  readonly keys: readonly string[];
  readonly rootWords: readonly string[];
}

/** What making one needs from outside. */
export interface CasePackageSteps {
  readonly begin: (input: CallInput<'beginPackage'>) => Promise<Result<CallValue<'beginPackage'>>>;
  readonly add: (input: CallInput<'addToPackage'>) => Promise<Result<unknown>>;
  readonly finish: (input: CallInput<'finishPackage'>) => Promise<Result<CallValue<'finishPackage'>>>;
  readonly cancel: (input: CallInput<'cancelPackage'>) => Promise<unknown>;
  readonly readPaper: (id: string) => Promise<Result<Bytes>>;
  readonly openPiece: (piece: Piece) => Promise<Result<Bytes>>;
  readonly cleanCopy: (bytes: Bytes, type: Piece['type']) => Promise<Result<Bytes>>;
  readonly readHistory: () => Promise<Result<readonly AuditEntry[]>>;
  /** what an act is called, in Spanish, and who somebody is */
  readonly actName: (action: AuditEntry['action']) => string;
  readonly personName: (id: string) => string;
  readonly onProgress: (progress: CasePackageProgress) => void;
  readonly signal: AbortSignal;
}

/** How far it is. */
export type CasePackageProgress =
  | { readonly step: 'begin' | 'seal' }
  | { readonly step: 'papers' | 'evidence'; readonly n: number; readonly total: number };

/** A package that was made, and how many things are not in it. */
export type CasePackageMade = CallValue<'finishPackage'> & { readonly missing: number };

type Add = (
  name: string,
  bytes: Bytes,
  of: Pick<IndexedFile, 'what' | 'note'>,
  piece?: string,
) => Promise<Result<undefined>>;

/**
 * Makes the package of a whole case: every version of its papers, copies of its evidence, its history, and an index that
 * also names what is not in it and why. One thing that cannot be read does not keep the rest back; a disk that fails, or a
 * person who gives up, leaves nothing behind. Faults: `file/cancelled` and those of sealing.
 */
export async function makeCasePackage(
  steps: CasePackageSteps,
  content: CasePackageContent,
  passphrase: string,
): Promise<Result<CasePackageMade>> {
  steps.onProgress({ step: 'begin' });
  const { caseId, addressee, keys } = content;
  const begun = await steps.begin({ what: 'case', about: { caseId }, addressee, keys: [...keys], passphrase });
  if (!begun.ok) return begun;
  const { token } = begun.value;
  const filled = await fill(steps, content, token);
  if (!filled.ok || steps.signal.aborted) {
    await steps.cancel({ token });
    return filled.ok ? fail('file/cancelled') : filled;
  }
  steps.onProgress({ step: 'seal' });
  const made = await steps.finish({ token });
  return made.ok ? ok({ ...made.value, missing: filled.value }) : made;
}

/** @returns how many things are not in it */
async function fill(steps: CasePackageSteps, content: CasePackageContent, token: string): Promise<Result<number>> {
  const files: IndexedFile[] = [];
  const missing: NotInPackage[] = [];
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
    return ok(undefined);
  };
  for (const part of [addPapers, addEvidence, addHistory]) {
    const added = await part(steps, content, add, missing);
    if (!added.ok) return added;
  }
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
  { office, person, caseName, madeAt, addressee }: CasePackageContent,
  files: readonly IndexedFile[],
  missing: readonly NotInPackage[],
): CaseIndex {
  return {
    office: { name: office.name, code: office.code },
    person: { name: person.name, position: person.position },
    ...{ caseName, madeAt, addressee, files, missing },
  };
}

type Part = (
  steps: CasePackageSteps,
  content: CasePackageContent,
  add: Add,
  missing: NotInPackage[],
) => Promise<Result<undefined>>;

const addPapers: Part = async (steps, { documents }, add, missing) => {
  // the oldest first, as a file on a shelf lies
  const papers = [...documents].sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1));
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

const addEvidence: Part = async (steps, { evidence }, add, missing) => {
  const { pieces, closed } = evidence;
  for (const [i, piece] of pieces.entries()) {
    steps.onProgress({ step: 'evidence', n: i + 1, total: pieces.length });
    const what = `Pieza ${i + 1}`;
    if (piece.isProtected || piece.inBin) {
      missing.push({
        what,
        why: piece.inBin ? 'Está en la papelera.' : 'Es una pieza protegida: no sale en este paquete.',
      });
      continue;
    }
    const opened = await steps.openPiece(piece);
    const copy = opened.ok ? await steps.cleanCopy(opened.value, piece.type) : opened;
    if (!copy.ok) {
      const why = opened.ok ? 'No se pudo hacer una copia sin metadatos.' : 'El archivo falta o está dañado.';
      missing.push({ what: `${what}: ${piece.name}`, why });
      continue;
    }
    const kind = isRedrawn(piece.type) ? 'Copia sin metadatos' : 'Copia exacta';
    const note = `${kind}. SHA-256 del original: ${piece.sha256}`;
    const added = await add(
      pieceFileName(i + 1, piece.type),
      copy.value,
      { what: `${what}: ${piece.name}`, note },
      piece.id,
    );
    if (!added.ok) return added;
  }
  if (closed.length > 0) {
    const what = closed.length === 1 ? 'Una pieza más' : `${closed.length} piezas más`;
    missing.push({ what, why: 'Protegida o ilegible para quien preparó el paquete.' });
  }
  return ok(undefined);
};

const addHistory: Part = async (steps, _, add, missing) => {
  const what = 'Historial del expediente';
  const read = await steps.readHistory();
  if (!read.ok) {
    missing.push({ what, why: 'No se pudo leer.' });
    return ok(undefined);
  }
  const lines = read.value.map(({ n, at, person, action, detail = '' }): HistoryLine => ({
    ...{ n, at, detail },
    person: steps.personName(person),
    act: steps.actName(action),
  }));
  const note = `${lines.length} actos, de la cadena de la oficina`;
  return await add(caseFiles.history, utf8(historyJson(lines)), { what, note });
};
