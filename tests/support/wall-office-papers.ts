import { terms } from '../../shared/catalog/catalog.ts';
import { holidays } from '../../shared/catalog/holidays.ts';
import { calculators } from '../../shared/calculator/calculators.ts';
import { computeDeadline } from '../../shared/deadline/deadline.ts';
import { checkNames, outcomes, type Check } from '../../shared/diagnosis/check.ts';
import { shippedProcedure } from '../../shared/procedure/procedure.ts';
import { reportGaps } from '../../shared/record/number-gaps.ts';
import { buildAlertSlip } from '../../shared/report/alert-slip.ts';
import { buildAuditExtract } from '../../shared/report/audit-extract.ts';
import { buildBundleReceipt } from '../../shared/report/bundle-receipt.ts';
import { buildCalculation } from '../../shared/report/calculation.ts';
import { buildComputation } from '../../shared/report/computation.ts';
import { buildDestructionRecord } from '../../shared/report/destruction-record.ts';
import { buildDiagnosisPage } from '../../shared/report/diagnosis-page.ts';
import { buildEvidenceSheet, type SheetPiece } from '../../shared/report/evidence-sheet.ts';
import { buildNumberRegister } from '../../shared/report/number-register.ts';
import { countMonths, countPeriod } from '../../shared/report/period-counts.ts';
import { buildPeriodReport } from '../../shared/report/period-report.ts';
import { buildPhotoAnnex, type AnnexAddressee } from '../../shared/report/photo-annex.ts';
import { buildProcedurePaper } from '../../shared/report/procedure-paper.ts';
import { buildRecoverySheet } from '../../shared/report/recovery-sheet.ts';
import { buildReferralAnnexes } from '../../shared/report/referral-annexes.ts';
import { buildReferralIdentities } from '../../shared/report/referral-identities.ts';
import { buildReferralOpening } from '../../shared/report/referral-opening.ts';
import { buildReferralReceipt } from '../../shared/report/referral-receipt.ts';
import type { Addressee, Paper, Report } from '../../shared/report/report.ts';
import { buildSignatureTest } from '../../shared/report/signature-test.ts';
import { sampleDestruction, sampleExtract, sampleHash } from './audit-builder.ts';
import { sampleOffice } from './inspection-builder.ts';
import { block, NumberComputer, range } from './number-office.ts';
import { samplePeriod } from './period-builder.ts';
import { annexPhoto } from './photo-builder.ts';
import { sampleSheet } from './recovery-sheet-builder.ts';
import { valueOf } from './vault-builder.ts';

const madeAt = '2026-11-25T16:00:00.000Z';
const paper: Paper = 'letter';
const office = sampleOffice;
const person = { name: 'Wendy Maribel Núñez Zúniga', position: 'Inspectora de trabajo', credential: 'IT-0457' };
const hash = '0123456789abcdef'.repeat(4);
const number = 'STSS-REM-LCE-00001-2026';
const sealed = { name: 'REMISION-7K2M-Q9XA.age', sha256: hash, files: 6, size: 1_234_567 };
const institution = { office, number, addressee: 'Ministerio Público', paper, madeAt };

const piece = (n: number): SheetPiece => ({
  n,
  id: `0b1e6a1e-0c7b-4c57-9a53-0f1f4d0a7e1${n}`,
  isProtected: false,
  name: `Fachada, portón ${n}.jpg`,
  type: 'image/jpeg',
  size: 1_234_567,
  sha256: sampleHash(n),
  takenAt: '2026-11-24T09:15:00',
  takenFrom: 'camera',
  from: 'drag',
  addedBy: person.name,
  addedAt: '2026-11-24T21:00:00.000Z',
  inBin: n === 2,
});

const checkFacts = {
  app: '45.4.1',
  chrome: '45.4.1',
  electron: '45.4.1',
  entries: 7,
  files: 7,
  frames: 7,
  free: 7,
  freeMiB: 7,
  gaps: 7,
  minutes: 7,
  node: '45.4.1',
  printers: 7,
};
/** Everything that can come of a look at a computer. */
const everyCheck = checkNames.flatMap((name) =>
  Object.keys(outcomes[name]).map((outcome): Check => ({ name, outcome, facts: checkFacts })),
);

const photoAnnex = (addressee: AnnexAddressee, least: boolean): Promise<Report> =>
  buildPhotoAnnex({
    ...{ office, person, madeAt, paper, addressee, caseId: '7c9e6679-7425-40de-944b-e07fc1f90ae7' },
    about: { number: least ? '' : 'STSS-ORD-LCE-00001-2026', employer: least ? '' : 'Fincas del Valle, S. A.' },
    photos: least ? [] : [1, 2, 4].map((n) => annexPhoto(n)),
    leftOut: least
      ? []
      : [
          { n: 3, name: '', why: 'protected' },
          { n: 5, name: 'Declaración.m4a', why: 'not-a-picture' },
        ],
    closed: least ? 0 : 1,
  });

function numberOffice(): NumberComputer {
  const at = '2026-02-03T16:00:00.000Z';
  const computer = new NumberComputer('a', [
    block('a', 1, 10, { at, note: 'Recepción' }),
    block('b', 11, 20, { at, type: '*' }),
  ]);
  for (let n = 1; n <= 6; n += 1) computer.give();
  computer.ranges = [range('reserved', 3, 4, { at, reason: 'Gira a Tela' })];
  return computer;
}

/** A paper that is made of something else than a record: whose it is, and how it is made with little or with enough. */
interface OfficePaper {
  readonly name: string;
  readonly addressee: Addressee;
  readonly make: (least: boolean) => Report | Promise<Report>;
}

/** One sample of every such template. */
export const officePapers: readonly OfficePaper[] = [
  {
    name: 'computation',
    addressee: 'file',
    make: (least) => {
      const [term] = terms;
      if (term === undefined) throw new Error('no terms');
      const running = {
        term: {
          unit: least ? ('hour' as const) : ('workingDay' as const),
          amount: least ? 1 : 60,
          confidence: 'likely' as const,
        },
        from: '2026-09-30T18:00:00.000Z',
        aboutChild: false,
        place: '0101',
      };
      const deadline = valueOf(computeDeadline(running, { holidays, closures: [] }));
      return buildComputation({ office, person, label: term.label, term, running, deadline, madeAt, paper });
    },
  },
  {
    name: 'evidence-sheet',
    addressee: 'file',
    make: (least) =>
      buildEvidenceSheet({
        ...{ office, person, madeAt, paper, caseId: '7c9e6679-7425-40de-944b-e07fc1f90ae7', closed: least ? 0 : 1 },
        caseName: 'STSS-ORD-LCE-00001-2026',
        pieces: least ? [] : [1, 2, 3].map(piece),
      }),
  },
  { name: 'photo-annex', addressee: 'file', make: (least) => photoAnnex('file', least) },
  { name: 'photo-annex-employer', addressee: 'employer', make: (least) => photoAnnex('employer', least) },
  {
    name: 'number-register',
    addressee: 'file',
    make: (least) => {
      const computer = least ? new NumberComputer('a', []) : numberOffice();
      return buildNumberRegister({
        ...{ office, person, madeAt, paper, type: 'ORD', year: 2026, example: 'STSS-ORD-LCE-00001-2026' },
        report: reportGaps(computer.view(), least ? [] : [1, 2, 12]),
        blocks: computer.blocks,
        computerName: (id) => (id === 'a' ? 'este equipo' : 'Portátil'),
        personName: () => 'Ana Núñez',
      });
    },
  },
  {
    name: 'procedure',
    addressee: 'file',
    make: (least) =>
      buildProcedurePaper({
        ...{ office, person, madeAt, paper, version: '1' },
        procedure: least ? { ...shippedProcedure, inspections: [] } : shippedProcedure,
        type: 'ordinary',
        words: { who: ({ who }) => `rol ${who}`, form: ({ form }) => form, term: ({ term }) => term },
      }),
  },
  {
    name: 'calculation',
    addressee: 'file',
    make: (least) => {
      const week = { week: '2025-11-24', wage: '12000.00', monday: '07:00-12:00 13:00-18:00', friday: '06:00-19:30' };
      const rules = { overrides: {}, wageTables: [] };
      const working = least
        ? calculators.vacations.compute({ hired: '2025-03-01', until: '2025-11-30', wage: '12000.00' }, rules)
        : calculators.hours.compute({ ...week, method: 'byShift' }, rules);
      if (!working.ok) throw new Error(JSON.stringify(working.fault));
      return buildCalculation({ office, person, working: working.value, madeAt, paper });
    },
  },
  {
    name: 'alert-slip',
    addressee: 'file',
    make: (decided) =>
      buildAlertSlip({ office, madeAt, paper, reference: '36F7B259', receivedAt: '2026-11-24T15:30:00.000Z', decided }),
  },
  {
    name: 'period-report',
    addressee: 'file',
    make: (least) =>
      buildPeriodReport({
        ...{ office, person, madeAt, paper, kind: 'month', from: '2026-11-01', to: '2026-11-30' },
        counts: countPeriod(least ? [] : samplePeriod),
        months: countMonths(least ? [] : samplePeriod),
        stageLabel: (key) => key,
      }),
  },
  { name: 'audit-extract', addressee: 'file', make: (least) => buildAuditExtract(sampleExtract(least ? 0 : 30)) },
  { name: 'destruction-record', addressee: 'file', make: () => buildDestructionRecord(sampleDestruction()) },
  { name: 'recovery-sheet', addressee: 'file', make: () => buildRecoverySheet({ ...sampleSheet, madeAt, paper }) },
  {
    name: 'referral-annexes',
    addressee: 'publicProsecutor',
    make: (least) =>
      buildReferralAnnexes({
        ...institution,
        person,
        files: [
          { name: 'remision.pdf', size: 120_345, sha256: hash },
          ...(least ? [] : [{ name: 'pruebas/prueba-001.jpg', size: 9, sha256: hash }]),
        ],
        pieces: least
          ? []
          : [{ name: 'pruebas/prueba-001.jpg', description: 'Recipientes', originalSha256: hash, isRedrawn: true }],
      }),
  },
  {
    name: 'bundle-receipt',
    addressee: 'file',
    make: (least) =>
      buildBundleReceipt({
        ...{ office, paper, madeAt, code: 'K7QM-2F9X', writtenAt: madeAt, sha256: hash, identity: hash },
        to: least ? undefined : 'Oficina Regional de San Pedro Sula (SPS)',
        names: least ? ['TRASPASO-K7QM-2F9X.age'] : ['TRASPASO-K7QM-2F9X.age.001', 'TRASPASO-K7QM-2F9X.age.002'],
        size: 4_000_000_123,
        stick: least ? '' : 'MEMORIA DE JOSÉ ÑÚÑEZ',
        opener: least ? undefined : hash,
      }),
  },
  {
    name: 'signature-test',
    addressee: 'file',
    make: (least) => buildSignatureTest({ office, paper, madeAt, signer: least ? 'Ana' : person.name }),
  },
  {
    name: 'diagnosis-page',
    addressee: 'file',
    make: (least) => buildDiagnosisPage({ office, paper, madeAt, checks: least ? everyCheck.slice(0, 1) : everyCheck }),
  },
  {
    name: 'referral-receipt',
    addressee: 'publicProsecutor',
    make: (least) => buildReferralReceipt(least ? institution : { ...institution, sealed }),
  },
  {
    name: 'referral-opening',
    addressee: 'publicProsecutor',
    make: (least) =>
      buildReferralOpening({
        ...institution,
        sealed,
        sealedBy: least ? 'keys' : 'words',
        person: person.name,
        rootWords: least ? [] : 'ábaco zurdo flauta arpa soldado paloma gratis hueso'.split(' '),
      }),
  },
  {
    name: 'referral-identities',
    addressee: 'publicProsecutor',
    make: (least) =>
      buildReferralIdentities({
        ...institution,
        people: least ? [] : [{ pseudonym: 'NNA-01', known: { realName: 'Olvin Ticas', birthDate: 'marzo de 2012' } }],
        unknown: ['P-02'],
      }),
  },
];
