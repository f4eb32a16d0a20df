import type { Handlers } from '../../shared/ipc/contract.ts';
import type { CallName } from '../../shared/ipc/names.ts';

/** Work that must not be cut off by an update. */
export type Work = 'writing' | 'signing' | 'printing' | 'exchange' | 'package' | 'evidence' | 'copies';

/** Calls that are such work while they are being answered. */
const calls: Partial<Record<CallName, Work>> = {
  commit: 'writing',
  saveDocument: 'writing',
  saveDataFile: 'writing',
  decommission: 'writing',
  signDocument: 'signing',
  signExtract: 'signing',
  signAnnexes: 'signing',
  printDocument: 'printing',
  appendEvidence: 'evidence',
  saveEvidence: 'evidence',
  takeSnapshot: 'copies',
  checkSnapshots: 'copies',
  restoreSnapshot: 'copies',
};

/** Work that begins with one call and goes on until another one has succeeded. */
const spans: readonly { readonly begin: CallName; readonly ends: readonly CallName[]; readonly work: Work }[] = [
  { begin: 'beginPackage', ends: ['finishPackage', 'cancelPackage'], work: 'package' },
  { begin: 'beginBundle', ends: ['finishBundle', 'cancelBundle'], work: 'exchange' },
  { begin: 'openBundle', ends: ['closeBundle'], work: 'exchange' },
  { begin: 'beginEvidence', ends: ['finishEvidence', 'cancelEvidence'], work: 'evidence' },
];

/** Knows what the window is in the middle of. */
export interface BusyWork {
  /** what is under way now; undefined when nothing is */
  readonly now: () => Work | undefined;
  /** to be called when the office was locked or the page is gone: what it had begun is over */
  readonly forget: () => void;
  /** the same handlers, watched */
  readonly watch: (handlers: Handlers) => Handlers;
}

/** Watches the calls of the window for work that an update would cut off. */
export function watchBusyWork(): BusyWork {
  const running = new Map<object, Work>();
  const open = new Map<CallName, Work>();
  type Handler = (input: never) => Promise<{ readonly ok: boolean }>;
  const watched =
    (name: CallName, handler: Handler): Handler =>
    async (input) => {
      const mark = {};
      const work = calls[name];
      if (work !== undefined) running.set(mark, work);
      try {
        const answer = await handler(input);
        if (answer.ok) {
          for (const { begin, ends, work: spanned } of spans) {
            if (name === begin) open.set(begin, spanned);
            if (ends.includes(name)) open.delete(begin);
          }
        }
        return answer;
      } finally {
        running.delete(mark);
      }
    };
  return {
    now: () => [...running.values(), ...open.values()][0],
    forget: () => open.clear(),
    watch: (handlers) =>
      Object.fromEntries(
        Object.entries(handlers).map(([name, handler]) => [name, watched(name as CallName, handler as Handler)]),
      ) as unknown as Handlers,
  };
}
