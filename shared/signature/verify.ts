import { latin1, ownBytes, type Bytes } from '../kernel/bytes.ts';
import { readAttachedRecord, type AttachedRecord } from './attached-record.ts';
import { claimedEnd, findByteRanges, readCoverage, type Coverage } from './byte-range.ts';
import { certificatesOf } from './certificate.ts';
import { isInsideStream, readState, type PdfState } from './file/pdf-state.ts';
import { certifyingSignature, readRules, readSignatureFields, type SignatureField } from './file/signature-fields.ts';
import { dateOf, textOf } from './file/text-string.ts';
import { entryOf, nameAt, PdfError, type PdfObject } from './file/value.ts';
import { isDoubt } from './judge-authority.ts';
import { judgeLaterChanges } from './later-changes.ts';
import { crlsOf, readProofStore, type ProofStore } from './proof-store.ts';
import {
  cautions,
  refusals,
  type LaterChanges,
  type PdfVerdict,
  type Reason,
  type SignatureVerdict,
} from './verdict.ts';
import { unreadable, verifySignature, type TrustInput } from './verify-signature.ts';

/** Larger files are not documents of an office; the app itself refuses them everywhere. */
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_SIGNATURES = 64;

export interface VerifyOptions {
  /** certificates whose word counts, DER: the office's own authority and those of offices it works with */
  readonly roots: readonly Bytes[];
  /** this computer's clock */
  readonly now: Date;
  /** revocation lists that a person or the office gave, DER; those in the file are found by themselves */
  readonly crls?: readonly Bytes[];
}

/**
 * Says of any file whether it is a signed PDF, and of each signature whether it holds: who signed, when by which clock,
 * what it covers, what was changed afterwards, and who vouches for the signer. Never throws because of the file: what
 * cannot be read is never taken for good.
 */
export async function verifyPdf(pdf: Bytes, options: VerifyOptions): Promise<PdfVerdict> {
  if (pdf.length > MAX_BYTES) return { kind: 'damaged', reason: 'too-large' };
  if (!/^%PDF-[12]\.\d/.test(latin1(pdf.subarray(0, 8)))) return { kind: 'not-a-pdf' };
  const roots = await certificatesOf(options.roots);
  return new Examination(ownBytes(pdf), {
    roots,
    pool: [],
    crls: crlsOf(options.crls ?? []),
    now: options.now,
  }).verdict();
}

/** A signature dictionary, and the fields that refer to it in the states of the file. */
interface FoundSignature {
  readonly object: PdfObject;
  readonly field: string;
  readonly coverage: Coverage | undefined;
}

/** One file under examination. */
class Examination {
  private readonly bytes: Bytes;
  private trust: TrustInput;
  /** states by where they end: those the signatures claim to cover, and the whole file; undefined when unreadable */
  private readonly states = new Map<number, PdfState | undefined>();
  private readonly fields = new Map<number, readonly SignatureField[]>();

  constructor(bytes: Bytes, trust: TrustInput) {
    this.bytes = bytes;
    this.trust = trust;
  }

  async verdict(): Promise<PdfVerdict> {
    const marks = findByteRanges(this.bytes, MAX_SIGNATURES + 1);
    if (marks.length > MAX_SIGNATURES) return { kind: 'damaged', reason: 'too-large' };
    await this.readStates([this.bytes.length, ...marks.flatMap((mark) => claimedEnd(this.bytes, mark) ?? [])]);
    const found = this.findSignatures();
    const hidden = await this.hiddenMarks(marks, found);
    const final = this.states.get(this.bytes.length);
    if (final && entryOf(final.trailer, 'Encrypt')) return { kind: 'damaged', reason: 'encrypted' };
    if (found.length === 0) {
      if (!final) return { kind: 'damaged', reason: 'unreadable' };
      if (hidden > 0) return { kind: 'damaged', reason: 'hidden-signature' };
      return { kind: 'unsigned', ...(await this.record(final)) };
    }
    this.trust = withProofs(this.trust, final && (await readProofStore(final)));
    const signatures = await this.judgeAll(found);
    for (let i = 0; i < hidden; i += 1) signatures.push(hiddenSignature());
    const last = [...found].reverse().findIndex((signature) => signature.coverage !== undefined);
    const laterChanges = signatures[found.length - 1 - last]?.laterChanges ?? { kind: 'unreadable' };
    const [first] = found;
    return { kind: 'signed', signatures, laterChanges, ...(await this.record(first && this.shownState(first))) };
  }

  /** The state that a signature covers, as far as it can be read. */
  private shownState({ coverage, object }: FoundSignature): PdfState | undefined {
    return coverage && this.signedState(coverage, object);
  }

  private async record(state: PdfState | undefined): Promise<{ readonly record?: AttachedRecord }> {
    const record = state && (await readAttachedRecord(state));
    return record === undefined ? {} : { record };
  }

  private async readStates(ends: readonly number[]): Promise<void> {
    for (const end of new Set(ends)) {
      try {
        const state = await readState(this.bytes, end);
        this.fields.set(end, await readSignatureFields(state));
        this.states.set(end, state);
      } catch (error) {
        if (!(error instanceof PdfError)) throw error;
        this.states.set(end, undefined);
      }
    }
  }

  /** Every signature that a field of any state shows, in the order of what they cover. */
  private findSignatures(): FoundSignature[] {
    const found = new Map<string, FoundSignature>();
    // the earliest state first: that is where the signature was made
    for (const [, fields] of [...this.fields].sort(([a], [b]) => a - b)) {
      for (const { name, value, signature } of fields) {
        if (value === undefined) continue;
        const object = signature ?? { number: -1, generation: 0, value };
        const key = object.extent ? String(object.extent.start) : `${name}/${object.number}`;
        if (!found.has(key)) found.set(key, { object, field: name, coverage: readCoverage(this.bytes, object) });
      }
    }
    const endOf = ({ coverage }: FoundSignature) => coverage?.end ?? this.bytes.length + 1;
    return [...found.values()].sort((a, b) => endOf(a) - endOf(b));
  }

  /** How many byte ranges stand in the file that no field accounts for; text inside of streams is none. */
  private async hiddenMarks(marks: readonly number[], found: readonly FoundSignature[]): Promise<number> {
    let hidden = 0;
    for (const mark of marks) {
      const isKnown = found.some(
        ({ object: { extent } }) => extent !== undefined && extent.start <= mark && mark < extent.end,
      );
      if (!isKnown && !(await this.isInStream(mark))) hidden += 1;
    }
    return hidden;
  }

  private async isInStream(offset: number): Promise<boolean> {
    for (const state of this.states.values()) {
      if (state && (await isInsideStream(state, offset))) return true;
    }
    return false;
  }

  /** From the last to the first: a trusted time stamp over the whole document, of an authority that was not revoked, proves that all before it existed. */
  private async judgeAll(found: readonly FoundSignature[]): Promise<SignatureVerdict[]> {
    const signatures: SignatureVerdict[] = [];
    let existedBy: Date | undefined;
    for (const signature of [...found].reverse()) {
      const verdict = await this.judge(signature, found, existedBy);
      signatures.unshift(verdict);
      const isStamp = verdict.kind === 'document-timestamp' && verdict.verdict !== 'not-valid';
      const isProof = isStamp && !verdict.reasons.some(isDoubt);
      if (isProof && verdict.trust === 'trusted' && verdict.time) existedBy = new Date(verdict.time.at);
    }
    return signatures;
  }

  private async judge(
    signature: FoundSignature,
    all: readonly FoundSignature[],
    existedBy: Date | undefined,
  ): Promise<SignatureVerdict> {
    const { object, field, coverage } = signature;
    const { value } = object;
    const reason = textOf(entryOf(value, 'Reason'));
    const place = textOf(entryOf(value, 'Location'));
    const told = { field, ...(reason ? { reason } : {}), ...(place ? { place } : {}) };
    const signed = this.shownState(signature);
    if (!coverage || !signed) {
      return conclude({
        ...unreadable({ code: 'coverage-forged' }),
        ...told,
        covers: 'unknown',
        laterChanges: { kind: 'unreadable' },
      });
    }
    const findings = await verifySignature(
      {
        bytes: this.bytes,
        coverage,
        subFilter: nameAt(value, 'SubFilter') ?? '',
        claimed: dateOf(entryOf(value, 'M')),
      },
      { ...this.trust, existedBy },
    );
    const certifies = await this.certification(signed, object);
    return conclude({
      ...findings,
      ...told,
      ...(certifies === undefined ? {} : { certifies }),
      covers: coverage.end === this.bytes.length ? 'whole-file' : 'earlier-revision',
      laterChanges: await this.laterChanges(signature, signed, all),
    });
  }

  /** The state a signature covers, which must itself show the signature in one of its fields. */
  private signedState(coverage: Coverage, object: PdfObject): PdfState | undefined {
    const isShown = this.fields
      .get(coverage.end)
      ?.some(
        ({ signature }) => signature?.extent?.start === object.extent?.start && signature?.number === object.number,
      );
    return isShown ? this.states.get(coverage.end) : undefined;
  }

  private async certification(signed: PdfState, object: PdfObject): Promise<1 | 2 | 3 | undefined> {
    try {
      if ((await certifyingSignature(signed)) !== object.number) return undefined;
      return (await readRules(signed, object.value)).certifies;
    } catch (error) {
      if (error instanceof PdfError) return undefined;
      throw error;
    }
  }

  private async laterChanges(
    { object, coverage }: FoundSignature,
    signed: PdfState,
    all: readonly FoundSignature[],
  ): Promise<LaterChanges> {
    const final = this.states.get(this.bytes.length);
    if (!final || !coverage) return { kind: 'unreadable' };
    const later = all.filter((other) => other.coverage !== undefined && other.coverage.end > coverage.end);
    return judgeLaterChanges({
      signed,
      final,
      signature: object.value,
      fields: this.fields.get(coverage.end) ?? [],
      laterSignatures: new Set(later.map((other) => other.object.number)),
    });
  }
}

/** What a file brings along to prove its signatures is heard, never believed for its own sake. */
function withProofs(trust: TrustInput, store: ProofStore | undefined): TrustInput {
  if (store === undefined) return trust;
  return { ...trust, pool: [...trust.pool, ...store.certificates], crls: [...trust.crls, ...store.crls] };
}

function hiddenSignature(): SignatureVerdict {
  return conclude({
    ...unreadable({ code: 'coverage-forged' }),
    field: '',
    covers: 'unknown',
    laterChanges: { kind: 'unreadable' },
  });
}

/** Adds what later changes and the baseline say to the reasons, and draws the conclusion from all of them. */
function conclude(verdict: Omit<SignatureVerdict, 'verdict'>): SignatureVerdict {
  const reasons: Reason[] = [...verdict.reasons];
  const { laterChanges, baseline } = verdict;
  if (verdict.covers !== 'unknown') {
    if (laterChanges.kind === 'forbidden') {
      reasons.push({ code: 'changed-afterwards', detail: { kinds: laterChanges.changes } });
    }
    if (laterChanges.kind === 'unreadable') reasons.push({ code: 'appended-unreadable' });
    if (laterChanges.kind === 'only-allowed' && laterChanges.filledFields.length > 0) {
      reasons.push({ code: 'signed-again-afterwards', detail: { fields: laterChanges.filledFields } });
    }
    if (!baseline.ok && verdict.signer) reasons.push({ code: 'not-baseline', detail: { missing: baseline.missing } });
  }
  const weight = ({ code }: Reason): number => (isRefusal(code) ? 0 : isCaution(code) ? 1 : 2);
  reasons.sort((a, b) => weight(a) - weight(b));
  const heaviest = reasons[0] ? weight(reasons[0]) : 2;
  return { ...verdict, reasons, verdict: heaviest === 0 ? 'not-valid' : heaviest === 1 ? 'valid-but' : 'valid' };
}

const isRefusal = (code: Reason['code']): boolean => (refusals as readonly string[]).includes(code);
const isCaution = (code: Reason['code']): boolean => (cautions as readonly string[]).includes(code);
