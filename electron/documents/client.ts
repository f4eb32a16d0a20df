import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, type Result } from '../../shared/kernel/result.ts';
import type { Report } from '../../shared/report/report.ts';
import type { PreparedSignature } from '../../shared/signature/signer.ts';
import type { ValidationData } from '../../shared/signature/validation-data.ts';
import type { CheckedPdf, DocumentAnswers, DocumentReply, DocumentRequest, RoomRequest } from './protocol.ts';

/** The parts of Electron's `UtilityProcess` in use. */
export interface DocumentChild {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

/** The main side of the document process. */
export interface DocumentProcess {
  /** Prints a report and reads it back. Faults: `pdf/engine`, `pdf/read-back-missing`, `pdf/unreadable`. */
  readonly render: (report: Report) => Promise<Result<CheckedPdf>>;
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

export interface DocumentLimits {
  /** calls after which an idle process makes room for a fresh one: the layout engine never gives memory back */
  readonly callsPerProcess: number;
  /** milliseconds after which a call is given up and its process ended */
  readonly patience: number;
}

const LIMITS: DocumentLimits = { callsPerProcess: 25, patience: 120_000 };

interface Pending {
  readonly settle: (result: DocumentReply['result']) => void;
  readonly watchdog: ReturnType<typeof setTimeout>;
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
      const { id, result } = message as DocumentReply;
      settle(started, id, result);
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

  const call = (request: DocumentRequest): Promise<DocumentReply['result']> =>
    new Promise((resolve) => {
      running ??= start();
      const asked = running;
      lastId += 1;
      const watchdog = setTimeout(() => {
        end(asked);
        giveUp(asked, `no answer within ${limits.patience / 1000} s`);
      }, limits.patience);
      asked.pending.set(lastId, { settle: resolve, watchdog });
      if (request.kind !== 'warm') asked.calls += 1;
      asked.child.postMessage({ ...request, id: lastId });
    });

  const warm = (): void => {
    // a process that cannot get ready says so to the first who asks for a document
    if (!running) void call({ kind: 'warm' });
  };

  return {
    warm,
    render: async (report) => (await call({ kind: 'render', report })) as Result<DocumentAnswers['render']>,
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
