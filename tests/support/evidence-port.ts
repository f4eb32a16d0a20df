import type { EvidencePort } from '../../renderer/db/evidence.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { FaultCode } from '../../shared/kernel/fault.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';

/** The sealed files of the main process without a disk, and ways to let things go wrong. */
export class MemoryEvidence implements EvidencePort {
  /** chunks by id; of finished files */
  readonly files = new Map<string, Bytes[]>();
  /** those of a copy, from which damage is mended */
  readonly copies = new Map<string, Bytes[]>();
  /** case by id, of files that nobody has settled; a day has gone by */
  readonly unsettled = new Map<string, string>();
  /** what the next call of this name answers instead of doing anything */
  readonly refuse: Partial<Record<keyof EvidencePort, FaultCode>> = {};
  readonly #writing = new Map<string, Bytes[]>();

  get unfinished(): number {
    return this.#writing.size;
  }

  readonly beginEvidence: EvidencePort['beginEvidence'] = ({ caseId, id = newId() }) =>
    this.#call('beginEvidence', () => {
      if (this.files.has(id)) return fail('evidence/exists');
      this.#writing.set(id, []);
      this.unsettled.set(id, caseId);
      return ok({ id });
    });

  readonly appendEvidence: EvidencePort['appendEvidence'] = ({ id, sealed }) =>
    this.#call('appendEvidence', () => {
      this.#writing.get(id)?.push(sealed);
      return ok({});
    });

  readonly finishEvidence: EvidencePort['finishEvidence'] = ({ id }) =>
    this.#call('finishEvidence', () => {
      const chunks = this.#writing.get(id) ?? [];
      this.#writing.delete(id);
      this.files.set(id, chunks);
      this.copies.set(id, [...chunks]);
      return ok({});
    });

  readonly cancelEvidence: EvidencePort['cancelEvidence'] = ({ id }) =>
    this.#call('cancelEvidence', () => {
      this.#writing.delete(id);
      this.unsettled.delete(id);
      return ok({});
    });

  readonly settleEvidence: EvidencePort['settleEvidence'] = ({ id }) =>
    this.#call('settleEvidence', () => {
      this.unsettled.delete(id);
      return ok({});
    });

  readonly readEvidence: EvidencePort['readEvidence'] = ({ id, n }) =>
    this.#call('readEvidence', () => {
      const chunks = this.files.get(id);
      if (chunks === undefined) return fail('evidence/missing');
      return ok({ sealed: chunks[n] ?? new Uint8Array(0) });
    });

  readonly mendEvidence: EvidencePort['mendEvidence'] = ({ id }) =>
    this.#call('mendEvidence', () => {
      const copy = this.copies.get(id);
      if (copy === undefined) return fail('evidence/missing');
      this.files.set(id, [...copy]);
      return ok({ state: 'mended' as const });
    });

  readonly unsettledEvidence: EvidencePort['unsettledEvidence'] = () =>
    this.#call('unsettledEvidence', () => ok([...this.unsettled].map(([id, caseId]) => ({ id, caseId }))));

  readonly dropEvidence: EvidencePort['dropEvidence'] = ({ id }) =>
    this.#call('dropEvidence', () => {
      this.files.delete(id);
      this.unsettled.delete(id);
      return ok({});
    });

  async #call<T>(name: keyof EvidencePort, work: () => Result<T>): Promise<Result<T>> {
    await Promise.resolve();
    const refused = this.refuse[name];
    return refused === undefined ? work() : fail(refused);
  }
}
