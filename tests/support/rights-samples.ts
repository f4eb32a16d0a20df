import type { EvidenceInput } from '../../renderer/db/evidence.ts';
import type { PlannedSetting } from '../../renderer/db/settings-plan.ts';
import { readSetting } from '../../renderer/db/setting-areas.ts';
import type { SentSetting, SettingsSet } from '../../shared/bundle/settings-file.ts';
import type { WageTableContent } from '../../shared/calculator/wage-table.ts';
import { newId } from '../../shared/kernel/id.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { BundleFacts } from '../../shared/merge/ledger.ts';
import type { Closure } from '../../shared/deadline/closure.ts';

// What the test of the table of rights writes with; nothing of it matters but that it is well formed.

export const officeSettings = {
  letterhead: ['República de Honduras'],
  paper: 'letter',
  numberTemplate: '',
  acronym: 'STSS',
  chiefName: '',
  chiefPosition: '',
} as const;
export const closure: Closure = {
  kind: 'closed',
  from: '2026-11-25',
  until: '2026-11-26',
  label: 'Tormenta',
  confidence: 'likely',
};
export const prosecutor = { institution: 'publicProsecutor', name: 'Ministerio Público' };
export const keysKept = { keys: ['age1x'], by: 'x', on: '2026-11-25', how: 'inPerson' } as const;
export const phrase = { label: 'x', step: 'finding', text: 'x' } as const;
export const wageTable: WageTableContent = {
  document: 'La Gaceta',
  by: 'x',
  on: '2026-11-25',
  rows: [{ branch: 'trade', size: '1-10', from: '2026-01-01', until: '2026-12-31', monthly: '1.00', norm: 'x' }],
};

/** Functions of the database layer that the table of rights leaves out: parts of others, which take what was asked for before and write nothing. */
export const notInTable = [
  'entityOf',
  'valuesOf',
  'knownCase',
  'readState',
  'prepareRecord',
  'recordOf',
  'findCopy',
  'withNewKey',
  'newCaseKey',
  'rowsHere',
  'isNothing',
  'prepare',
  'prepareAhead',
  'prepareImport',
  'describe',
  'withoutText',
  'appendTo',
  'prepareSave',
  'sealAppended',
  'sealSave',
  'sealBundleSave',
  'savesHere',
  'keysBeside',
  'loadDocumentsOf',
  'writeSealed',
  // words, places and acts, which give nothing out
  'isProtectedValue',
  'toldName',
  'nextPlace',
  'receivedAct',
  'piecesIn',
  'knowsPiece',
  'countersWrite',
  'loadCounter',
  'takeNumber',
  'mergeCounters',
  'officeEntityWrite',
  // names and texts, which give nothing out
  'counterOf',
  'emptyFault',
  'inForce',
  'shortCode',
  'closeProtected',
  'loadLegalCalendar',
  'loadOfficeEntities',
  'loadParameters',
  // picks from what was read before
  'procedureFor',
  // housekeeping that asks nobody: it does nothing for whoever may not write cases
  'settleEvidence',
  // a question to the table, which gives nothing out
  'mayShareProtected',
];

/** A term that the central office confirmed. */
export const sentSetting: SentSetting = {
  ...{ area: 'term', clave: 'correction', por: 'Marta', fecha: '2026-11-20T15:00:00.000Z' },
  valor: { amount: 9, document: 'Acuerdo', by: 'Marta', on: '2026-11-20' },
};
/** All that it has, with that one. */
export const sentSettings: SettingsSet = { number: 1, settings: [sentSetting], withdrawn: [] };
/** The same as somebody saw it before anything was here. */
export const plannedSetting: PlannedSetting = {
  ...{ name: 'term/correction', kind: 'new', sent: sentSetting, here: undefined, seen: '' },
  there: readSetting(sentSetting.area, sentSetting.clave, sentSetting.valor)!,
};

/** A bundle that came in. */
export const bundleFacts: BundleFacts = {
  direction: 'in',
  kind: 'traspaso',
  identity: 'a'.repeat(64),
  code: 'K7QM-2F9X',
  from: 'HN-07',
  replica: newId(),
  to: [{ office: 'TST', n: 1, before: null }],
  cases: [],
};

/** What is told of a photograph that comes in. */
export const newPhoto: EvidenceInput['piece'] = {
  isProtected: false,
  name: 'foto.jpg',
  type: 'image/jpeg',
  takenAt: '2026-11-24T09:15:00',
  takenFrom: 'file',
  from: 'button',
  note: '',
  thumb: '',
};

/** There is nothing to decide: whoever may is told so. */
export const orChanged = (decided: Result<void>): Result<void> =>
  decided.ok || decided.fault.code !== 'db/changed-meanwhile' ? decided : ok(undefined);
