import type { Handlers } from '../../shared/ipc/contract.ts';
import type { CallName } from '../../shared/ipc/names.ts';

/** Work that must not be cut off by an update. */
export type Work = 'writing' | 'keys' | 'signing' | 'printing' | 'exchange' | 'package' | 'evidence' | 'copies';

/** Calls that are such work while they are being answered: whatever writes to the office, its keys, a stick or a printer. */
const calls: Partial<Record<CallName, Work>> = {
  commit: 'writing',
  commitTogether: 'writing',
  seedJournal: 'writing',
  logAct: 'writing',
  renewInstallation: 'writing',
  clearDatabase: 'writing',
  decommission: 'writing',
  saveDocument: 'writing',
  saveDataFile: 'writing',
  saveAlertForm: 'writing',
  saveVerifierPage: 'writing',
  saveSupportSlip: 'writing',
  setUpdateChoice: 'writing',
  setTimestampUrl: 'writing',
  noteStampList: 'writing',
  forgetStampList: 'writing',
  noteProvider: 'writing',
  forgetProvider: 'writing',
  chooseTokenProgram: 'writing',
  forgetTokenProgram: 'writing',
  createOffice: 'keys',
  confirmOffice: 'keys',
  unlock: 'keys',
  recover: 'keys',
  changePassphrase: 'keys',
  setPolicy: 'keys',
  addPerson: 'keys',
  changeRoles: 'keys',
  removePerson: 'keys',
  resetPerson: 'keys',
  grantAccess: 'keys',
  makeRecoverySheets: 'keys',
  practiseRecovery: 'keys',
  makeCaseKey: 'keys',
  shareCaseKey: 'keys',
  importCertificate: 'keys',
  addTokenCertificate: 'keys',
  saveOfficeCertificate: 'keys',
  saveRevocationList: 'keys',
  signDocument: 'signing',
  stampDocument: 'signing',
  signExtract: 'signing',
  signAnnexes: 'signing',
  printDocument: 'printing',
  saveOfficeCard: 'exchange',
  acceptTrust: 'exchange',
  makeExchangeRoot: 'exchange',
  confirmExchangeRoot: 'exchange',
  recoverExchangeRoot: 'exchange',
  issueTrustList: 'exchange',
  revokeInstallation: 'exchange',
  saveTrustList: 'exchange',
  sealSeries: 'exchange',
  checkStick: 'exchange',
  ejectDrive: 'exchange',
  appendEvidence: 'evidence',
  settleEvidence: 'evidence',
  mendEvidence: 'evidence',
  dropEvidence: 'evidence',
  saveEvidence: 'evidence',
  takeSnapshot: 'copies',
  checkSnapshots: 'copies',
  restoreSnapshot: 'copies',
  chooseSnapshotPlace: 'copies',
  forgetSnapshotPlace: 'copies',
};

/** Work that begins with one call and goes on until another one has succeeded. */
interface Span {
  readonly begin: CallName;
  readonly ends: readonly CallName[];
  readonly work: Work;
  /** by which field of the first answer the later calls name it */
  readonly key: string;
  /** a new one gives up the one before */
  readonly isAlone: boolean;
}

const spans: readonly Span[] = [
  {
    ...{ begin: 'beginPackage', ends: ['finishPackage', 'cancelPackage'], work: 'package' },
    ...{ key: 'token', isAlone: true },
  },
  {
    ...{ begin: 'beginBundle', ends: ['finishBundle', 'cancelBundle'], work: 'exchange' },
    ...{ key: 'token', isAlone: true },
  },
  { ...{ begin: 'openBundle', ends: ['closeBundle'], work: 'exchange' }, ...{ key: 'reading', isAlone: false } },
  {
    ...{ begin: 'beginEvidence', ends: ['finishEvidence', 'cancelEvidence'], work: 'evidence' },
    ...{ key: 'id', isAlone: false },
  },
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
  const running = new Set<{ readonly work: Work }>();
  const open = new Map<string, Span>();
  type Handler = (input: never) => Promise<{ readonly ok: boolean; readonly value?: unknown }>;
  const watched =
    (name: CallName, handler: Handler): Handler =>
    async (input) => {
      const begins = spans.find(({ begin }) => begin === name);
      const work = calls[name] ?? begins?.work;
      const mark = work === undefined ? undefined : { work };
      if (mark !== undefined) running.add(mark);
      if (begins?.isAlone === true) {
        for (const [id, span] of open) if (span === begins) open.delete(id);
      }
      try {
        const answer = await handler(input);
        if (answer.ok) {
          if (begins !== undefined) open.set(idIn(begins, answer.value), begins);
          for (const span of spans) if (span.ends.includes(name)) open.delete(idIn(span, input));
        }
        return answer;
      } finally {
        if (mark !== undefined) running.delete(mark);
      }
    };
  return {
    now: () => [...running, ...open.values()][0]?.work,
    forget: () => open.clear(),
    watch: (handlers) =>
      Object.fromEntries(
        Object.entries(handlers).map(([name, handler]) => [name, watched(name as CallName, handler as Handler)]),
      ) as unknown as Handlers,
  };
}

/** The one piece of work that a call speaks of. */
function idIn({ begin, key }: Span, said: unknown): string {
  const id = typeof said === 'object' && said !== null ? (said as Readonly<Record<string, unknown>>)[key] : undefined;
  return `${begin} ${String(id)}`;
}
