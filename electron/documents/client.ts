import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, type Result } from '../../shared/kernel/result.ts';
import type { Report } from '../../shared/report/report.ts';
import type { PreparedSignature } from '../../shared/signature/signer.ts';
import type { ValidationData } from '../../shared/signature/validation-data.ts';
import type {
  CheckedPdf,
  DocumentAnswers,
  DocumentProgress,
  DocumentReply,
  DocumentRequest,
  RoomRequest,
} from './protocol.ts';

/** The parts of Electron's `UtilityProcess` in use. */
export interface DocumentChild {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

/** The main side of the document process. */
export interface DocumentProcess {
  /**
   * Prints a report and reads it back. Faults: `pdf/engine`, `pdf/read-back-missing`, `pdf/unreadable`;
   * `file/cancelled` when it is given up by the signal, which takes effect at once.
   */
  readonly render: (report: Report, making?: Making) => Promise<Result<CheckedPdf>>;
  /** Makes room for a signature. Faults: `sign/no-free-field`, `pdf/unreadable`, `pdf/engine`. */
  readonly prepare: (pdf: Bytes, room: RoomRequest) => Promise<Result<PreparedSignature>>;
  /** Makes room for a time stamp over a whole document. Faults: `pdf/unreadable`, `pdf/engine`. */
  readonly prepareTimestamp: (
    pdf: Bytes,
    proof: ValidationData | undefined,
  ) => Promise<Result<DocumentAnswers['prepareTimestamp']>>;
  /** Starts the process, unless it runs, and has it get ready, so that the first document does not wait for that. */
  readonly warm: () => void;
  /** Ends the process, and with it all it remembers of papers; the next call starts it anew. Calls under way are answered with `pdf/engine`. */
  readonly stop: () => void;
}

/** How a long paper is watched and given up. */
export interface Making {
  /** told the share that is done, 0 to 1 */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

export interface DocumentLimits {
  /** calls after which an idle process makes room for a fresh one: the layout engine never gives memory back */
  readonly callsPerProcess: number;
  /** milliseconds without a word after which a call is given up and its process ended */
  readonly patience: number;
}

const LIMITS: DocumentLimits = { callsPerProcess: 25, patience: 120_000 };

interface Pending {
  readonly settle: (result: DocumentReply['result']) => void;
  /** asked anew of the next process when this one ends for the sake of another call */
  readonly request: DocumentRequest;
  readonly onProgress: ((share: number) => void) | undefined;
  watchdog: ReturnType<typeof setTimeout>;
}

/** One running child and the calls it owes an answer. */
interface Running {
  readonly child: DocumentChild;
  readonly pending: Map<number, Pending>;
  calls: number;
}

/**
 * Starts the document process when it is first needed, keeps it warm, and replaces it when it dies, hangs or has
 * worked long enough.
 * @param fork starts a child, e.g. `() => forkDocumentProcess(bundle)`
 * @param limits other numbers for tests
 */
export function createDocumentProcess(fork: () => DocumentChild, limits: DocumentLimits = LIMITS): DocumentProcess {
  let running: Running | undefined;
  let lastId = 0;

  const start = (): Running => {
    const child = fork();
    const started: Running = { child, pending: new Map(), calls: 0 };
    child.on('message', (message) => {
      const said = message as DocumentReply | DocumentProgress;
      if ('share' in said) {
        hear(started, said);
        return;
      }
      settle(started, said.id, said.result);
      if (started.pending.size > 0 || started.calls < limits.callsPerProcess) return;
      end(started);
      warm();
    });
    child.on('exit', (code) => {
      if (running === started) running = undefined;
      giveUp(started, `the document process ended with code ${code}`);
    });
    return started;
  };

  const end = (ended: Running): void => {
    if (running === ended) running = undefined;
    ended.child.kill();
  };

  const watch = (asked: Running): Pending['watchdog'] =>
    setTimeout(() => {
      end(asked);
      giveUp(asked, `no word within ${limits.patience / 1000} s`);
    }, limits.patience);

  /** Who works is not stuck. */
  const hear = (from: Running, { id, share }: DocumentProgress): void => {
    const pending = from.pending.get(id);
    if (!pending) return;
    clearTimeout(pending.watchdog);
    pending.watchdog = watch(from);
    pending.onProgress?.(share);
  };

  const ask = (wanted: Omit<Pending, 'watchdog'>): void => {
    running ??= start();
    const asked = running;
    lastId += 1;
    asked.pending.set(lastId, { ...wanted, watchdog: watch(asked) });
    if (wanted.request.kind !== 'warm') asked.calls += 1;
    asked.child.postMessage({ ...wanted.request, id: lastId });
  };

  const call = (request: DocumentRequest, { onProgress, signal }: Making = {}): Promise<DocumentReply['result']> =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve(fail('file/cancelled'));
        return;
      }
      ask({ settle: resolve, request, onProgress });
      signal?.addEventListener('abort', () => cancel(resolve), { once: true });
    });

  /** The engine cannot be stopped in the middle: its process ends, and what else it was to do is asked of the next. */
  const cancel = (settleCall: Pending['settle']): void => {
    const from = running;
    const [id] = [...(from?.pending ?? [])].find(([, pending]) => pending.settle === settleCall) ?? [];
    if (!from || id === undefined) return; // answered already
    settle(from, id, fail('file/cancelled'));
    end(from);
    const others = [...from.pending.values()];
    from.pending.clear();
    for (const { watchdog, ...wanted } of others) {
      clearTimeout(watchdog);
      ask(wanted);
    }
    warm();
  };

  const warm = (): void => {
    // a process that cannot get ready says so to the first who asks for a document
    if (!running) void call({ kind: 'warm' });
  };

  return {
    warm,
    render: async (report, making) =>
      (await call({ kind: 'render', report }, making)) as Result<DocumentAnswers['render']>,
    prepare: async (pdf, room) => (await call({ kind: 'prepare', pdf, room })) as Result<DocumentAnswers['prepare']>,
    prepareTimestamp: async (pdf, proof) =>
      (await call({ kind: 'prepareTimestamp', pdf, proof })) as Result<DocumentAnswers['prepareTimestamp']>,
    stop: () => {
      if (!running) return;
      const stopped = running;
      end(stopped);
      giveUp(stopped, 'the document process was stopped');
    },
  };
}

function settle(from: Running, id: number, result: DocumentReply['result']): void {
  const pending = from.pending.get(id);
  if (!pending) return; // given up already
  from.pending.delete(id);
  clearTimeout(pending.watchdog);
  pending.settle(result);
}

function giveUp(from: Running, reason: string): void {
  for (const id of [...from.pending.keys()]) settle(from, id, fail('pdf/engine', { reason }));
}
